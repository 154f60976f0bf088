/** A data pack brought to the page: who may, what is looked at, what goes in, and how big it may be. */
import { demoPack } from '../../../src/demo/pack.ts';
import { allReachable, peopleOn } from '../../../src/demo/people.ts';
import { momentOf } from '../../../src/domain/time.ts';
import { sayRefusal, sayWarning } from '../../../src/texts/import.ts';
import type { Me, ImportFile, ImportLine, ImportLooked } from '../../../src/tab-api/models.ts';
import { startTabDay, type TabDay } from '../../support/tab-day.ts';

const coordinator = 'n.farrow@swanmere-valley.example';
const deputy = 'c.whitlow@swanmere-valley.example';
const officer = 'j.penfold@swanmere-valley.example';
const chair = 'h.brant@swanmere-valley.example';
const schoolDsl = 'm.oyelaran@ashmere-vale.example';
const schoolDeputy = 'o.grieve@ashmere-vale.example';
const farm = 't.marlow@fallow-hill.example';
const wrenhill = 'f.okoro@wrenhill-ip.example';
const everybody = [coordinator, deputy, officer, chair, schoolDsl, schoolDeputy, farm, wrenhill];

let day: TabDay;
const tokens = new Map<string, string>();

beforeAll(async () => {
  day = await startTabDay('2026-11-09', '10:25');
  await day.load(demoPack(momentOf(day.now()), allReachable(peopleOn('2026-11-09'))));
  for (const upn of everybody) tokens.set(upn, await day.tokenFor(upn));
});
afterAll(() => day.stop());

type Texts = Record<string, string>;
const filesOf = (texts: Texts): ImportFile[] => Object.entries(texts).map(([name, text]) => ({ name, text }));
const look = (upn: string, texts: Texts) =>
  day.ask<ImportLooked>('POST', 'import/look', { files: filesOf(texts) }, tokens.get(upn));
async function apply(upn: string, texts: Texts) {
  const answer = await day.ask('POST', 'import/apply', { files: filesOf(texts) }, tokens.get(upn));
  const lines = answer.text.split('\n').filter((line) => line !== '');
  return { status: answer.status, lines: lines.map((line) => JSON.parse(line) as ImportLine) };
}

/** Of the second of the clock; a second later it is another. */
async function writing(work: () => Promise<unknown>) {
  day.pass(1);
  const at = day.now();
  await work();
  return (await day.audit()).filter((row) => row.at === at);
}

const settings = (organisation: string, value: string): Texts => ({
  'settings.csv': `organisation,name,from,value\n${organisation},stale_after_minutes,2026-09-01,${value}\n`,
});
const settingOf = async (organisation: string): Promise<string | undefined> => {
  const held = await Promise.all(['SVP', 'WHP'].map((code) => day.store.records.day(code, '2026-11-09')));
  const all = held.flatMap((records) => records?.settings ?? []);
  return all.find((one) => one.organisation === organisation && one.name === 'stale_after_minutes')?.value;
};
const rowsButAudit = async () => (await day.rows()).filter(({ where }) => where !== 'audit');

describe('who may', () => {
  const cells: [who: string, status: number][] = [
    [coordinator, 200],
    [deputy, 200],
    [wrenhill, 200],
    [officer, 403],
    [chair, 403],
    [schoolDsl, 403],
    // A deputy, but of a school.
    [schoolDeputy, 403],
    [farm, 403],
  ];
  test.each(cells)('%s: %d', async (who, status) => {
    const me = (await day.ask<Me>('GET', 'me', undefined, tokens.get(who))).body;
    expect(me.imports).toBe(status === 200);
    const noted = await writing(async () => {
      expect((await look(who, settings('SVP', '45'))).status).toBe(status);
      expect((await apply(who, settings('Nowhere', '45'))).status).toBe(status);
    });
    expect(noted.map(({ query, decision, surface }) => `${query} ${decision} ${surface}`).toSorted()).toEqual(
      status === 200
        ? ['import changed tab', 'import: look answered tab']
        : ['import/apply refused tab', 'import/look refused tab'],
    );
  });

  test('nobody signed in: turned away before anything is read', async () => {
    const big = { files: [{ name: 'marks.csv', text: 'x'.repeat(1_000_000) }] };
    for (const path of ['import/look', 'import/apply']) {
      expect((await day.ask('POST', path, big)).status).toBe(401);
      expect((await day.ask('POST', path, big, 'made-up')).status).toBe(401);
    }
  });
});

describe('looking', () => {
  const pack: Texts = {
    'Provisions.CSV': 'code,phone,colour\nfallow-hill,01632 960999,green\n',
    'pupils.csv':
      'pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date\n' +
      'SV-1900,Kim,Lee,2011-05-04,10,999001,2026-11-09\n' +
      'SV-1901,Ash,Lee,31/02/2011,9,999001,2026-11-09\n' +
      'WH-2001,Mohammed,Hussain,2011-05-04,10,999001,2026-11-09\n',
    'people.csv': `upn,role,organisation,name\n${coordinator},coordinator,WHP,Nadia Farrow\n`,
    'notes.txt': 'x',
  };

  test('says row by row what would be done, and what not and why; writes nothing but that they looked', async () => {
    const before = await rowsButAudit();
    const noted = await writing(async () => {
      const { status, body } = await look(coordinator, pack);
      expect(status).toBe(200);
      expect(body.counts).toEqual([
        { file: 'provisions.csv', added: 0, changed: 1, unchanged: 0, refused: 0 },
        { file: 'people.csv', added: 0, changed: 0, unchanged: 0, refused: 1 },
        { file: 'pupils.csv', added: 1, changed: 0, unchanged: 0, refused: 2 },
      ]);
      expect(body.steps).toEqual({
        'provisions.csv': {
          shown: [{ line: 2, row: 'fallow-hill', kind: 'changed', changes: [{ column: 'phone', to: '01632 960999' }] }],
          more: 0,
        },
        'pupils.csv': { shown: [{ line: 2, row: 'SV-1900', kind: 'added', changes: [] }], more: 0 },
      });
      expect(body.refusals.shown.map(sayRefusalShown)).toEqual([
        'people.csv line 2: organisation "WHP" is not yours to change; write your own partnership, one of its schools, or a provision that your pupils go to',
        'pupils.csv line 3: date_of_birth "31/02/2011" is not a date; write 2011-02-28 or 28/02/2011',
        'pupils.csv line 4: pupil_id "WH-2001" is not yours to change; write a pupil of your own schools, or add them in pupils.csv first',
      ]);
      expect(body.warnings.shown.map(sayWarning)).toEqual([
        'notes.txt: is not a file of the data pack and was not read (warning)',
        'provisions.csv line 1: colour is not a column of this file and was not read (warning)',
      ]);
    });
    expect(await rowsButAudit()).toEqual(before);
    expect(noted).toEqual([
      expect.objectContaining({
        who: coordinator,
        query: 'import: look',
        decision: 'answered',
        organisation: 'SVP',
        fields: [
          'provisions.csv: 0 added, 1 changed, 0 unchanged, 0 refused',
          'people.csv: 0 added, 0 changed, 0 unchanged, 1 refused',
          'pupils.csv: 1 added, 0 changed, 0 unchanged, 2 refused',
        ],
      }),
    ]);
  });

  const sayRefusalShown = (note: ImportLooked['refusals']['shown'][number]): string =>
    sayRefusal({ ...note, right: note.right ?? '' });

  test('what is theirs alone: the very lines of npm run import', async () => {
    const theirs: Texts = {
      'schools.csv': 'urn,name,partnership\n999001,"Ashmere, Vale,SVP\n',
      'provisions.csv': 'code,name\nnew-mill,Mill\n',
      'placements.csv': 'pupil_id,provision,start_date\nSV-1001,nowhere,2026-11-09\nSV-1001,kiln-lane,9 Nov\n',
      'settings.csv': 'organisation,name,from,value\nSVP,colour,2026-09-01,red\n',
    };
    const { body } = await look(coordinator, theirs);
    const lines = [...body.warnings.shown.map(sayWarning), ...body.refusals.shown.map(sayRefusalShown)];
    const printed = await day.load(Object.entries(theirs));
    expect(printed.slice(0, -4)).toEqual(lines);
    expect(lines).toHaveLength(5);
  });

  test('a file that is no UTF-8, one that is separated by semicolons, one that is empty, the same one twice', async () => {
    const files: ImportFile[] = [
      { name: 'pupils.csv', base64: Buffer.from('pupil_id,forename\nSV-1,Zo\xEB\n', 'latin1').toString('base64') },
      { name: 'timetable.csv', text: 'pupil_id;provision\nSV-1001;fallow-hill\n' },
      { name: 'Schools.csv', text: 'urn,name\n999001,Ashmere Vale Academy\n' },
      { name: 'schools.csv', text: 'urn,name\n999001,Ashmere Vale Academy\n' },
      { name: 'marks.csv', text: '\n' },
    ];
    const { body } = await day.ask<ImportLooked>('POST', 'import/look', { files }, tokens.get(coordinator));
    expect(body.refusals.shown.map(({ file, line, what }) => [file, line, what])).toEqual([
      ['schools.csv', undefined, 'is schools.csv once more'],
      ['pupils.csv', 2, 'is not UTF-8 text, so names with accents cannot be read'],
      ['timetable.csv', 1, 'is separated by semicolons'],
      ['marks.csv', 1, 'is empty'],
    ]);
  });

  test('no file of a pack: refused with the names of those there are', async () => {
    const { body } = await look(coordinator, { 'letter.docx': 'x' });
    expect(body.refusals.shown[0]).toMatchObject({ file: 'What you chose', what: 'has no file of the data pack' });
  });

  test.each([
    [undefined],
    [{}],
    [{ files: [] }],
    [{ files: 'pupils.csv' }],
    [{ files: [null] }],
    [{ files: [{ name: 'pupils.csv' }] }],
    [{ files: [{ text: 'x' }] }],
    [{ files: [{ name: 7, text: 'x' }] }],
    [{ files: [{ name: 'x'.repeat(256), text: 'x' }] }],
    [{ files: Array.from({ length: 101 }, () => ({ name: 'pupils.csv', text: 'x' })) }],
  ])('%j is not understood', async (body) => {
    expect((await day.ask('POST', 'import/look', body ?? {}, tokens.get(coordinator))).status).toBe(400);
  });
});

describe('applying', () => {
  test('what was looked at goes in; the others stay out; counts alone are written down', async () => {
    const texts = {
      'pupils.csv':
        'pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date\n' +
        'SV-1902,Kim,Sparrowhawk,2011-05-04,10,999001,2026-11-09\n' +
        'SV-1903,Ash,Sparrowhawk,31/02/2011,9,999001,2026-11-09\n',
      ...settings('WHP', '45'),
    };
    const noted = await writing(async () => {
      const { status, lines } = await apply(coordinator, texts);
      expect(status).toBe(200);
      expect(lines.at(-1)).toEqual({
        kind: 'done',
        counts: [
          { file: 'settings.csv', added: 0, changed: 0, unchanged: 0, refused: 1 },
          { file: 'pupils.csv', added: 1, changed: 0, unchanged: 0, refused: 1 },
        ],
        refused: 2,
      });
      expect(lines.slice(0, -1)).toEqual([{ kind: 'progress', done: 1, total: 1 }]);
    });
    expect(noted).toEqual([
      expect.objectContaining({
        query: 'import',
        decision: 'changed',
        organisation: 'SVP',
        fields: [
          'settings.csv: 0 added, 0 changed, 0 unchanged, 1 refused',
          'pupils.csv: 1 added, 0 changed, 0 unchanged, 1 refused',
        ],
      }),
    ]);
    expect(JSON.stringify(noted)).not.toContain('Sparrowhawk');
    expect(await settingOf('WHP')).toBeUndefined();
    const asked = await day.say(day.person(coordinator), 'where is Kim Sparrowhawk');
    expect(asked.words).toContain('Kim Sparrowhawk');
  });

  test('again: nothing changes', async () => {
    const texts = settings('SVP', '55');
    await apply(coordinator, texts);
    const { lines } = await apply(coordinator, texts);
    expect(lines).toEqual([
      { kind: 'done', counts: [{ file: 'settings.csv', added: 0, changed: 0, unchanged: 1, refused: 0 }], refused: 0 },
    ]);
  });

  test('the bot is told: what it shows is brought up to date', async () => {
    await day.turn();
    await apply(coordinator, settings('SVP', '50'));
    const taken = await day.store.queue.take(10);
    expect(taken.map(({ pointer }) => pointer)).toContainEqual({ kind: 'changed', partnership: 'SVP' });
    await Promise.all(taken.map((one) => one.done()));
  });

  test('it is decided afresh: a role that has ended in between is no role', async () => {
    const ends = `upn,role,organisation,end_date\n${deputy},deputy,SVP,2026-11-08\n`;
    expect((await look(deputy, settings('SVP', '35'))).status).toBe(200);
    await apply(coordinator, { 'people.csv': ends });
    day.pass(6);
    expect((await apply(deputy, settings('SVP', '35'))).status).toBe(403);
    expect(await settingOf('SVP')).not.toBe('35');
  });

  test('many rows: told as they go in, each time more, up to all', async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => {
      const date = new Date(Date.UTC(2030, 0, 1 + n)).toISOString().slice(0, 10);
      return `SVP,${date},${date},closure`;
    });
    const { lines } = await apply(coordinator, { 'calendar.csv': `organisation,from,to,kind\n${rows.join('\n')}\n` });
    const progress = lines.flatMap((line) => (line.kind === 'progress' ? [line] : []));
    expect(progress.length).toBeGreaterThanOrEqual(25);
    expect(progress.map(({ done }) => done)).toEqual(progress.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(progress.at(-1)).toEqual({ kind: 'progress', done: 2_500, total: 2_500 });
    expect(lines.at(-1)).toMatchObject({ kind: 'done' });
    const { body } = await look(coordinator, {
      'calendar.csv': `organisation,from,to,kind,remove\n${rows.map((row) => `${row},yes`).join('\n')}\n`,
    });
    expect(body.steps['calendar.csv']).toMatchObject({ more: 2_000 });
    expect(body.steps['calendar.csv']!.shown).toHaveLength(500);
  });
});

describe('how big it may be', () => {
  const padded = (bytes: number) => ({ files: [{ name: 'notes.txt', text: 'x'.repeat(bytes) }] });
  const MB = 1024 * 1024;

  test('up to 8 MB for a pack, and 256 KB for everything else', async () => {
    const token = tokens.get(coordinator);
    expect((await day.ask('POST', 'import/look', padded(7.9 * MB), token)).status).toBe(200);
    for (const path of ['import/look', 'import/apply'])
      expect((await day.ask('POST', path, padded(8 * MB), token)).status).toBe(413);
    for (const path of ['pupils/find', 'import', 'import/other', 'import/look/'])
      expect((await day.ask('POST', path, padded(0.3 * MB), token)).status).toBe(413);
  });

  test('also where it does not say beforehand how big it is', async () => {
    const send = async (path: string, bytes: number): Promise<number> => {
      const text = new TextEncoder().encode(JSON.stringify(padded(bytes)));
      const answer = await fetch(`${day.origin}/tab/api/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${tokens.get(coordinator)}`, 'content-type': 'application/json' },
        body: new Blob([text]).stream(),
        duplex: 'half',
      });
      await answer.arrayBuffer();
      return answer.status;
    };
    expect(await send('import/look', 7.9 * MB)).toBe(200);
    expect(await send('import/look', 8.1 * MB)).toBe(413);
    expect(await send('pupils/find', 0.3 * MB)).toBe(413);
  });
});

test('no log line holds what was in a pack', () => {
  expect(day.log.filter((line) => /sparrowhawk|SV-190|fallow-hill,|stale_after/i.test(line))).toEqual([]);
});
