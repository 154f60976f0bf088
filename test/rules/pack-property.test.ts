import * as fc from 'fast-check';
import { columnOf, fieldsOf } from '../../src/pack/pack-file.ts';
import { packFiles } from '../../src/pack/files.ts';
import { isoInstant } from '../../src/domain/time.ts';
import { after, goodPack, importing, packOf, planOf } from '../support/pack.ts';
import type { HeldRecords } from '../../src/pack/planning.ts';
import type { Texts } from '../support/pack.ts';

const held = importing(goodPack);
type Cells = Record<string, string>;

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const csv = (columns: readonly string[], rows: readonly Cells[]): string =>
  [columns.join(','), ...rows.map((row) => columns.map((column) => quoted(row[column] ?? '')).join(','))].join('\n');

/** Good cells, empty ones and bad ones; few enough of each that rows meet and name one another. */
const cells = {
  code: ['northvale', 'oak-farm', 'pru', 'elm'],
  urn: ['100001', '100002', '100003'],
  pupil_id: ['p01', 'p02', 'p03'],
  name: ['Elm Tree', ''],
  upn: ['a.shah@ashfield.example', 'b@b.example'],
  role: ['officer', 'head', 'deputy', 'provision'],
  date: ['2026-08-27', '2026-09-01', '2026-11-02', '2026-12-01', '30/02/2026'],
  time: ['09:00', '11:30', '13:00'],
  yesNo: ['yes', 'no', ''],
  organisation: ['northvale', '100001', '100003', 'oak-farm', 'elm'],
  provision: ['oak-farm', 'pru', 'elm', '100001'],
  weekday: ['monday', 'tuesday'],
};
const from = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);

interface Shape {
  keys: Record<string, readonly string[]>;
  others: Record<string, readonly string[]>;
}
const shapes: Record<string, Shape> = {
  partnerships: {
    keys: { code: cells.code },
    others: { name: cells.name, digest_at: cells.time, digest_by: ['', ...cells.time] },
  },
  schools: { keys: { urn: cells.urn }, others: { name: cells.name, partnership: cells.code } },
  provisions: {
    keys: { code: cells.code },
    others: {
      name: cells.name,
      address: ['1 Lane'],
      postcode: ['NV1'],
      phone: ['01632 960001'],
      registered: ['yes', 'no'],
      am_end: ['', '11:30', '09:00'],
      site_of: ['', ...cells.code],
    },
  },
  people: {
    keys: { upn: cells.upn, role: cells.role, organisation: cells.organisation },
    others: { name: cells.name, end_date: ['', ...cells.date] },
  },
  settings: {
    keys: { organisation: cells.organisation, name: ['empty_digest', 'nothing'], from: cells.date },
    others: { value: ['say', 'silent', 'x'] },
  },
  pupils: {
    keys: { pupil_id: cells.pupil_id },
    others: {
      forename: ['Ann'],
      surname: ['Lee'],
      date_of_birth: ['2011-01-01'],
      year_group: ['9', '99'],
      school_urn: cells.urn,
      start_date: cells.date,
      end_date: ['', ...cells.date],
      other_names: ['', 'Al;Alf'],
      sealed: ['', 'yes', 'b@b.example'],
      contact_1: ['', 'Jo'],
      contact_1_relationship: ['', 'mother'],
      contact_2: ['', 'Jo', 'Al'],
      contact_2_phone: ['', '01632 960111'],
    },
  },
  placements: {
    keys: { pupil_id: cells.pupil_id, provision: cells.provision, start_date: cells.date },
    others: { arrangement: ['', 'school', 'la', 'dual'], la_basis: ['', 's.19'], end_date: ['', ...cells.date] },
  },
  timetable: {
    keys: {
      pupil_id: cells.pupil_id,
      provision: cells.provision,
      weekday: cells.weekday,
      arrive: cells.time,
      valid_from: cells.date,
    },
    others: { leave: ['', '10:00', '15:00'], transport: ['', 'taxi'] },
  },
  suspensions: {
    keys: { pupil_id: cells.pupil_id, from: cells.date },
    others: { to: cells.date, kind: ['suspended', 'excluded', 'x'] },
  },
  calendar: {
    keys: { organisation: ['*', ...cells.organisation], from: cells.date, to: cells.date, kind: ['term', 'holiday'] },
    others: { session: ['', 'am'], note: ['', 'snow'] },
  },
  marks: {
    keys: {
      pupil_id: cells.pupil_id,
      date: ['2026-11-02', '2026-11-03', '2026-11-09'],
      provision: cells.provision,
      arrive: cells.time,
      recorded_at: ['2026-11-09 09:05', '2026-11-09 09:06'],
      recorded_by: ['office'],
    },
    others: { status: ['present', 'late', 'absent'], arrived_at: ['', '09:10'], code: ['', 'I', '0'] },
  },
};

const record = (shape: Record<string, readonly string[]>): fc.Arbitrary<Cells> =>
  fc.record(Object.fromEntries(Object.entries(shape).map(([column, values]) => [column, from(values)])));

/** A file with some of its columns and rows, no two of them with one key. */
function file(name: string): fc.Arbitrary<string[]> {
  const { keys, others } = shapes[name]!;
  const columns = fc
    .subarray(Object.keys(others))
    .map((some) => (name === 'marks' && !some.includes('status') ? ['status'].concat(some) : some));
  const row = record({ ...keys, ...others, ...(name !== 'marks' && { remove: cells.yesNo }) });
  const rows = fc.uniqueArray(row, {
    maxLength: 5,
    selector: (one) =>
      Object.keys(keys)
        .map((key) => one[key])
        .join('\n'),
  });
  return fc
    .tuple(columns, rows, fc.boolean())
    .map(([some, all, whole]) =>
      csv(
        [...Object.keys(keys), ...(whole ? Object.keys(others) : some), ...(name === 'marks' ? [] : ['remove'])],
        all,
      ).split('\n'),
    );
}

/** Some files, each as its lines. */
const packs = fc
  .record(Object.fromEntries(Object.keys(shapes).map((name) => [name, file(name)])), { requiredKeys: [] })
  .map((pack) => pack as Record<string, string[]>);
const textsOf = (pack: Record<string, string[]>): Texts =>
  Object.fromEntries(Object.entries(pack).map(([name, lines]) => [name, lines.join('\n')]));

/** Held records without an order of their own. */
const sorted = (records: HeldRecords): unknown =>
  Object.fromEntries(
    Object.entries(records).map(([name, all]) => [
      name,
      (all as object[]).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    ]),
  );

test('imported twice, a pack changes nothing the second time, whatever is wrong with it', () => {
  fc.assert(
    fc.property(packs, (pack) => {
      const first = planOf(textsOf(pack), held);
      const then = after(held, first);
      const again = planOf(textsOf(pack), then);
      expect(again.counts.map(({ file: name, added, changed }) => [name, added, changed])).toEqual(
        again.counts.map(({ file: name }) => [name, 0, 0]),
      );
      expect([again.pupils, again.marks]).toEqual([{ put: [], remove: [] }, []]);
      expect(again.refusals.length).toBe(first.refusals.length);
    }),
    { numRuns: 400 },
  );
});

test('every row is counted once: added, changed, unchanged or refused', () => {
  fc.assert(
    fc.property(packs, (pack) => {
      for (const { file: name, added, changed, unchanged, refused } of planOf(textsOf(pack), held).counts) {
        expect(added + changed + unchanged + refused).toBe(pack[name.replace('.csv', '')]!.length - 1);
      }
    }),
    { numRuns: 200 },
  );
});

test('nothing dangles after an import: every name used is there', () => {
  fc.assert(
    fc.property(packs, (pack) => {
      const then = after(held, planOf(textsOf(pack), held));
      const partnerships = new Set(then.partnerships.map(({ code }) => code));
      const urns = new Set(then.schools.map(({ urn }) => urn));
      const provisions = new Set(then.provisions.map(({ code }) => code));
      const all = new Set([...partnerships, ...urns, ...provisions, '*']);
      expect(all.size).toBe(partnerships.size + urns.size + provisions.size + 1);
      for (const { partnership } of then.schools) expect(partnerships).toContain(partnership);
      for (const { organisation } of [...then.people, ...then.settings, ...then.calendar])
        expect(all).toContain(organisation);
      for (const { schoolUrn, placements, timetable } of then.pupils) {
        expect(urns).toContain(schoolUrn);
        for (const { provision } of placements) expect(provisions).toContain(provision);
        for (const { provision } of timetable) expect(all).toContain(provision);
      }
    }),
    { numRuns: 300 },
  );
});

test('the order of the rows does not matter', () => {
  fc.assert(
    fc.property(packs, fc.nat(), (pack, turn) => {
      const turned = Object.fromEntries(
        Object.entries(pack).map(([name, [header = '', ...rows]]) => {
          const at = turn % Math.max(rows.length, 1);
          return [name, [header, ...rows.slice(at), ...rows.slice(0, at)]];
        }),
      );
      const [one, other] = [planOf(textsOf(pack), held), planOf(textsOf(turned), held)];
      expect(other.counts).toEqual(one.counts);
      expect(sorted(after(held, other))).toEqual(sorted(after(held, one)));
    }),
    { numRuns: 300 },
  );
});

/** A value as somebody would write it into a cell. */
const writtenAs = (field: string, value: unknown): string => {
  if (Array.isArray(value)) return value.join(';');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (field === 'recordedAt') return isoInstant(value as number);
  return value === undefined ? '' : `${value as string | number}`;
};

test('the rows of every file of a pack, written out again, are read as they were', () => {
  const rows = packOf(goodPack).rows;
  for (const [name, fileRows] of Object.entries(rows)) {
    const fields = fieldsOf(packFiles[name as keyof typeof packFiles] as never).filter(
      (field) => field in fileRows[0]!.values,
    );
    const text = csv(
      fields.map(columnOf),
      fileRows.map(({ values }) =>
        Object.fromEntries(
          fields.map((field) => [columnOf(field), writtenAs(field, (values as Record<string, unknown>)[field])]),
        ),
      ),
    );
    const again = packOf({ [name.replace('.csv', '')]: text }).rows[name as keyof typeof packFiles];
    expect(again?.map(({ values }) => values)).toEqual(fileRows.map(({ values }) => values));
  }
});

test('any text in a cell is read back as it was, or refused; never does it move another cell', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 1, maxLength: 6 }), (words) => {
      const pack = packOf({
        pupils: csv(
          ['pupil_id', 'key_worker', 'rag'],
          words.map((word, index) => ({ pupil_id: `p${index}`, key_worker: word, rag: 'red' })),
        ),
      });
      const good = pack.rows['pupils.csv'] ?? [];
      expect(good.length + pack.refusals.length).toBe(words.length);
      for (const { key, values } of good) {
        const word = words[Number(key.slice(1))]!.trim().normalize('NFC').replace(/\s+/g, ' ');
        expect(values).toEqual({ pupilId: key, keyWorker: word === '' ? undefined : word, rag: 'red' });
      }
    }),
    { numRuns: 300 },
  );
});
