import * as fc from 'fast-check';
import { changesSince, snapshotOf } from '../../src/domain/digest-change.ts';
import { digestFor } from '../../src/domain/digest.ts';
import { channelCode, namesCode } from '../../src/domain/shown-code.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import { whereabouts } from '../../src/domain/whereabouts.ts';
import type { Absence } from '../../src/domain/absence/absence.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { Mark, PartnershipRecords, Pupil } from '../../src/domain/records.ts';
import type { LocalDate, LocalTime, Moment } from '../../src/domain/time.ts';
import { anyAbsence } from '../support/any-absence.ts';
import { ASHFIELD, BIRCHWOOD, aPlacement, aPupil, aRow, held } from '../support/cal-a.ts';

const MONDAY: LocalDate = '2026-11-09';
const places = ['oak-farm', 'base', 'pru', ASHFIELD];
const starts: [LocalTime, LocalTime][] = [
  ['09:00', '10:15'],
  ['09:00', '15:45'],
  ['10:45', '12:00'],
  ['12:45', '15:45'],
];
const time = fc
  .integer({ min: 8 * 60, max: 16 * 60 })
  .map((minutes): LocalTime => new Date(minutes * 60_000).toISOString().slice(11, 16));
const moment = time.map((at): Moment => momentOf(instantAt(MONDAY, at)));

const slot = fc.record({ place: fc.constantFrom(...places), hours: fc.constantFrom(...starts) });

const pupil = (pupilId: string): fc.Arbitrary<Pupil> =>
  fc
    .record({
      timetable: fc
        .uniqueArray(slot, { minLength: 1, maxLength: 3, selector: ({ place, hours }) => place + hours[0] })
        .map((rows) => rows.map(({ place, hours }) => aRow('monday', place, ...hours))),
      schoolUrn: fc.constantFrom(ASHFIELD, ASHFIELD, ASHFIELD, BIRCHWOOD),
      startDate: fc.constantFrom('2026-08-27', '2026-08-27', '2026-08-27', '2026-11-16'),
      endDate: fc.constantFrom(undefined, undefined, undefined, '2026-11-06'),
      sealed: fc.constantFrom<Pupil['sealed'][]>(undefined, undefined, undefined, ['head@ashfield.example']),
      suspensions: fc.constantFrom<Pupil['suspensions'][]>([], [], [], [{ from: '2026-11-06', kind: 'suspended' }]),
    })
    .map((over) =>
      aPupil({
        pupilId,
        placements: [
          aPlacement(),
          aPlacement({ provision: 'base', arrangement: 'la', laBasis: 's.19' }),
          aPlacement({ provision: 'pru', arrangement: 'dual' }),
        ],
        ...over,
      }),
    );

/** The time a mark speaks of, in the field of its status. */
function withTime(mark: Mark, seen: LocalTime): Mark {
  if (mark.status === 'left') return { ...mark, leftAt: seen };
  return mark.status === 'absent' ? mark : { ...mark, arrivedAt: seen };
}

/** A mark as a register gives it: of a time that had come when it was recorded; mostly of a slot of the pupil's. */
const mark = ({ pupilId, timetable }: Pupil): fc.Arbitrary<Mark> =>
  fc
    .record({
      row: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...timetable) }, slot),
      afternoon: fc.boolean(),
      times: fc.tuple(time, time).map((both) => both.toSorted()),
      recordedBy: fc.constantFrom('a@example', 'b@example'),
      status: fc.constantFrom('present', 'present', 'late', 'absent', 'absent', 'left'),
      code: fc.constantFrom(undefined, undefined, undefined, undefined, 'I', 'B', 'N', 'M', 'Y5', 'X', 'D', 'C2', 'O'),
      reason: fc.constantFrom(undefined, undefined, 'as told'),
    })
    .map(({ row, afternoon, times: [seen, recorded], ...said }): Mark => {
      const [provision, arrive] = 'place' in row ? [row.place, row.hours[0]] : [row.provision, row.arrive];
      const isLong = 'leave' in row && row.leave === '15:45' && row.arrive === '09:00';
      const place = { pupilId, date: MONDAY, provision, arrive: isLong && afternoon ? '12:45' : arrive };
      return withTime({ ...said, ...place, recordedAt: instantAt(MONDAY, recorded!) }, seen!);
    });

const keyOf = ({ pupilId, provision, arrive, recordedAt, recordedBy }: Mark): string =>
  [pupilId, provision, arrive, recordedAt, recordedBy].join(' ');

const withMarks = (pupilId: string): fc.Arbitrary<{ pupil: Pupil; marks: Mark[] }> =>
  pupil(pupilId).chain((one) =>
    fc.record({
      pupil: fc.constant(one),
      marks: fc.uniqueArray(mark(one), { maxLength: 5, selector: keyOf, size: 'max' }),
    }),
  );

const records: fc.Arbitrary<PartnershipRecords> = fc
  .tuple(...['p1', 'p2', 'p3'].map(withMarks))
  .map((all) => held({ pupils: all.map((one) => one.pupil), marks: all.flatMap(({ marks }) => marks) }));

/** Everything recorded of an absence lies before the moments that are asked about. */
const recorded = fc
  .integer({ min: 7 * 60, max: 8 * 60 - 1 })
  .map((minutes) => instantAt(MONDAY, '00:00') + minutes * 60_000);
const followedUp: fc.Arbitrary<PartnershipRecords> = records.chain((given) =>
  fc
    .tuple(
      ...given.pupils.map(({ pupilId }) =>
        fc.array(
          anyAbsence(
            pupilId,
            MONDAY,
            recorded,
            given.marks.filter((one) => one.pupilId === pupilId && isTidy(one, given)),
          ),
          { maxLength: 1 },
        ),
      ),
    )
    .map((absences) => Object.assign(structuredClone(given), { absences: absences.flat() })),
);

/** Taken while its slot ran, of a time in it. */
function isTidy(
  { pupilId, provision, arrive, arrivedAt, leftAt, recordedAt, date }: Mark,
  { pupils }: PartnershipRecords,
) {
  const rows = pupils.find((one) => one.pupilId === pupilId)?.timetable ?? [];
  const leave = rows.find((row) => row.provision === provision && row.arrive === arrive)?.leave;
  const end = leave === undefined || (arrive < '12:00' && leave === '15:45') ? '12:00' : leave;
  const seen = arrivedAt ?? leftAt ?? arrive;
  return recordedAt >= instantAt(date, arrive) && seen >= arrive && (arrive === '12:45' || seen < end);
}

const digestAt = (at: Moment, given: PartnershipRecords): Digest =>
  digestFor({ urn: ASHFIELD, date: MONDAY, held: given, moment: at });
const holds = (property: (given: PartnershipRecords, at: Moment) => void): void =>
  fc.assert(fc.property(records, moment, property), { numRuns: 400 });

describe('R10.1 whatever is planned and marked', () => {
  test('every pupil on the school’s roll stands there once, and nobody else', () => {
    holds((given, at) => {
      const mine = given.pupils.filter(
        ({ schoolUrn, startDate, endDate, sealed }) =>
          schoolUrn === ASHFIELD && startDate <= MONDAY && endDate === undefined && !sealed,
      );
      const shown = digestAt(at, given).rows.map(({ pupilId }) => pupilId);
      expect(shown.toSorted()).toEqual(mine.map(({ pupilId }) => pupilId).toSorted());
    });
  });

  test('the number is that of the first three groups', () => {
    holds((given, at) => {
      const { rows, unaccounted } = digestAt(at, given);
      const first = new Set(['missing-or-contradictory', 'unexplained', 'not-returned']);
      expect(unaccounted).toBe(rows.filter(({ group }) => first.has(group)).length);
      expect(rows.slice(0, unaccounted).every(({ group }) => first.has(group))).toBe(true);
    });
  });

  test('trap 7: a slot without a return gives no code, D aside', () => {
    holds((given, at) => {
      for (const { placements, proposals } of digestAt(at, given).rows) {
        for (const proposal of [proposals.AM, proposals.PM]) {
          const from = placements.find(
            ({ provision, start }) =>
              provision === proposal.basis.slot?.provision && start === proposal.basis.slot.start,
          );
          if (from?.state !== 'not-returned' || proposal.basis.covering === 'dual') continue;
          expect(proposal.kind).toBe('none');
        }
      }
    });
  });

  test('without a mark nobody is present, late, left or absent, and no code says so', () => {
    holds((given, at) => {
      for (const { group, proposals } of digestAt(at, { ...given, marks: [] }).rows) {
        expect(['not-returned', 'due-later', 'due-in-school', 'not-expected']).toContain(group);
        for (const proposal of [proposals.AM, proposals.PM]) {
          expect(['none', 'D', 'decision-needed', 'E']).toContain(namesCode(proposal));
        }
      }
    });
  });

  test('present and late rest on a mark that saw the pupil', () => {
    holds((given, at) => {
      for (const { group, confirmed } of digestAt(at, given).rows) {
        if (group === 'present' || group === 'late') expect(['present', 'late', 'left']).toContain(confirmed?.what);
      }
    });
  });

  test('the order in which marks and pupils are held does not matter', () => {
    fc.assert(
      fc.property(records, moment, fc.infiniteStream(fc.nat()), (given, at, stream) => {
        const shuffled = <T>(items: T[]): T[] =>
          items
            .map((item) => ({ item, key: stream.next().value }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const other = { ...given, pupils: shuffled(given.pupils), marks: shuffled(given.marks) };
        expect(digestAt(at, other)).toEqual(digestAt(at, given));
      }),
    );
  });

  test('what is recorded later plays no part', () => {
    holds((given, at) => {
      const known = given.marks.filter(({ recordedAt }) => recordedAt <= at.instant);
      expect(digestAt(at, given)).toEqual(digestAt(at, { ...given, marks: known }));
    });
  });

  test('trap 17: Y5 is seen neither in the channel nor with the names', () => {
    holds((given, at) => {
      const digest = digestAt(at, given);
      const proposals = digest.rows.flatMap((row) => [row.proposals.AM, row.proposals.PM]);
      expect([...proposals.map(channelCode), ...proposals.map(namesCode)]).not.toContain('Y5');
      expect(JSON.stringify(snapshotOf(digest))).not.toContain('Y5');
    });
  });

  test('a digest does not differ from itself', () => {
    holds((given, at) => {
      const digest = digestAt(at, given);
      expect(changesSince(snapshotOf(digest), digest)).toEqual([]);
    });
  });

  test('A1, A2: the digest calls missing or contradictory whom "where is" does', () => {
    const same = (given: PartnershipRecords, at: Moment): void => {
      const tidy = { ...given, marks: given.marks.filter((one) => isTidy(one, given)) };
      for (const { pupilId, group } of digestAt(at, tidy).rows) {
        const asked = tidy.pupils.find((one) => one.pupilId === pupilId)!;
        if (asked.suspensions.length > 0) continue;
        const { state } = whereabouts({
          pupil: asked,
          held: tidy,
          moment: at,
          now: at,
          audience: { kind: 'school' },
          plan: false,
        });
        expect(state === 'A1' || state === 'A2').toBe(group === 'missing-or-contradictory');
      }
    };
    holds(same);
    fc.assert(fc.property(followedUp, moment, same), { numRuns: 200 });
  });

  test('4.6: who is recorded as missing stands among the missing, once, and is counted', () => {
    // What the marks said they may answer too.
    const isFromMarks = ({ missing }: Absence): boolean => missing?.of !== undefined && missing.by === undefined;
    const isMissing = (given: PartnershipRecords, pupilId: string): boolean =>
      given.absences.some(
        (one) => one.pupilId === pupilId && one.state === 'missing' && one.closedAt === undefined && !isFromMarks(one),
      );
    const stands = (given: PartnershipRecords, at: Moment): void => {
      const { rows, unaccounted } = digestAt(at, given);
      const missing = rows.filter(({ pupilId }) => isMissing(given, pupilId));
      for (const { group } of missing) expect(group).toBe('missing-or-contradictory');
      expect(unaccounted).toBeGreaterThanOrEqual(missing.length);
      expect(new Set(rows.map(({ pupilId }) => pupilId)).size).toBe(rows.length);
    };
    fc.assert(fc.property(followedUp, moment, stands), { numRuns: 200 });
  });
});
