/** What the page is told of a school, by everybody who may and may not ask; acknowledging; and the files, byte for byte. */
import { strFromU8, unzipSync } from 'fflate';
import { demoPack } from '../../../src/demo/pack.ts';
import { allReachable, peopleOn } from '../../../src/demo/people.ts';
import { momentOf } from '../../../src/domain/time.ts';
import type { SchoolCodes, SchoolDay, SchoolPupils } from '../../../src/tab-api/school-model.ts';
import { wordsOf } from '../../support/card-words.ts';
import { startTabDay, type TabDay, type TabReply } from '../../support/tab-day.ts';
import type { Channel } from '../../support/teams-world.ts';

const coordinator = 'n.farrow@swanmere-valley.example';
const officer = 'j.penfold@swanmere-valley.example';
const schoolDsl = 'm.oyelaran@ashmere-vale.example';
const attendanceLead = 'p.hallam@ashmere-vale.example';
const otherKeyLink = 's.pell@thringbrook.example';
const farm = 't.marlow@fallow-hill.example';
const elsewhere = 'f.okoro@wrenhill-ip.example';
const everybody = [coordinator, officer, schoolDsl, attendanceLead, otherKeyLink, farm, elsewhere];

const ashmere = '999001';
const hostile = '=HYPERLINK("http://evil.example","Zoë")';

let day: TabDay;
let channel: Channel;
const tokens = new Map<string, string>();

/** A pupil whose name a spreadsheet would take for a formula. */
const withHostileName = (pack: ReadonlyMap<string, string>): Map<string, string> => {
  const named = pack.get('pupils.csv')!.replace('Zoë', `"${hostile.replaceAll('"', '""')}"`);
  return new Map(pack).set('pupils.csv', named);
};

beforeAll(async () => {
  day = await startTabDay('2026-11-09', '10:30');
  await day.load(withHostileName(demoPack(momentOf(day.now()), allReachable(peopleOn('2026-11-09')))));
  const martin = day.person(schoolDsl);
  channel = day.channel('Ashmere Vale', [martin]);
  await day.say(martin, 'link Ashmere Vale Academy', channel);
  await day.turn();
  for (const upn of everybody) tokens.set(upn, await day.tokenFor(upn));
});
afterAll(() => day.stop());

const ask = <T = SchoolDay>(upn: string, path: string, method = 'GET', body?: unknown): Promise<TabReply<T>> =>
  day.ask<T>(method, path, body, tokens.get(upn));
const acknowledge = (upn: string, date: unknown = '2026-11-09', urn = ashmere) =>
  ask<Record<string, unknown>>(upn, `school/${urn}/acknowledge`, 'POST', { date });
const post = (): string =>
  wordsOf(day.teams.postsIn(channel).find((one) => wordsOf(one).startsWith('Morning digest'))!);
const lastSecond = async () => (await day.audit()).filter(({ at, surface }) => at === day.now() && surface === 'tab');

const nothing = { status: 404, body: { error: 'not-found' } };
const noRole = { status: 403, body: { error: 'no-role' } };
const shown = { status: 200 };

const gets = ['', '/pupils', '/codes', '/codes.csv', '/codes.xlsx'];
const rights: [upn: string, answer: object][] = [
  [coordinator, shown],
  [officer, shown],
  [schoolDsl, shown],
  [attendanceLead, shown],
  [otherKeyLink, nothing],
  [elsewhere, nothing],
  [farm, noRole],
];

describe('a school', () => {
  test.each(rights.flatMap(([upn, answer]) => gets.map((what) => [upn, `school/${ashmere}${what}`, answer] as const)))(
    '%s asks for %s',
    async (upn, path, answer) => {
      const { status, body } = await ask(upn, path);
      expect(answer === shown ? { status } : { status, body }).toEqual(answer);
    },
  );

  test('that is not there is as one that is not theirs, and of a day to come there is nothing', async () => {
    for (const what of gets) expect(await ask(schoolDsl, `school/999999${what}`)).toMatchObject(nothing);
    expect(await acknowledge(schoolDsl, '2026-11-09', '999999')).toMatchObject(nothing);
    for (const date of ['2026-11-10', '2026-02-30', 'today', ''])
      expect(await ask(schoolDsl, `school/${ashmere}?date=${date}`)).toMatchObject({ status: 400 });
    expect(await acknowledge(schoolDsl, 9)).toMatchObject({ status: 400 });
  });

  test('looked at, in vain or not, is written down', async () => {
    day.pass(1);
    await ask(otherKeyLink, `school/${ashmere}`);
    await ask(schoolDsl, `school/${ashmere}/codes.csv`);
    await ask(schoolDsl, `school/${ashmere}/pupils`);
    const rows = (await lastSecond()).map(
      ({ who, query, decision, organisation }) => `${who} ${query} ${decision} ${organisation}`,
    );
    expect(rows.toSorted()).toEqual(
      [
        `${otherKeyLink} digest refused ${ashmere}`,
        `${schoolDsl} codes answered ${ashmere}`,
        `${schoolDsl} school pupils answered ${ashmere}`,
      ].toSorted(),
    );
  });
});

describe('its digest', () => {
  test('has the number, the groups and the words of the post, in full names', async () => {
    const { body } = await ask(schoolDsl, `school/${ashmere}`);
    const { number, groups, foot } = body.digest!;
    const posted = post();
    expect(posted).toContain(`\n${number.number}\n${number.words}\n${number.more}`);
    for (const { heading, rows } of groups) expect(posted).toContain(`${heading} (${rows.length})`);
    const rows = groups.flatMap(({ rows: some }) => some);
    expect(rows.map(({ who }) => who)).toContain('Ethan Pickering, Year 9');
    expect(foot).toContain('Codes are proposals: your school decides and enters them.');
    expect(posted).not.toContain('Pickering');
    const lost = rows.find(({ who }) => who.startsWith('Ethan'))!;
    expect(lost.lines.map(({ text }) => text).join('\n')).toContain('Followed up since');
    expect(lost.opened).toMatch(/^\d+$/);
  });

  test('of a past day is as the chat shows it', async () => {
    const { body } = await ask(schoolDsl, `school/${ashmere}?date=2026-11-06`);
    const { words } = await day.say(day.person(schoolDsl), 'digest friday');
    expect(body).toMatchObject({ day: 'Friday 6 November', date: '2026-11-06', today: '2026-11-09' });
    expect(words).toContain(`\n${body.digest!.number.number}\n${body.digest!.number.words}`);
    expect(body.digest!.notes).toEqual(['A past day, with what is known now']);
    expect(body.digest!.mayAcknowledge).toBe(false);
  });

  test('is none on a day without school, and says so', async () => {
    const { body } = await ask(schoolDsl, `school/${ashmere}?date=2026-11-08`);
    expect(body.digest).toBeUndefined();
    expect(body.none).toBe(
      'Sunday 8 November is not a school day for Ashmere Vale Academy, and no pupil was expected anywhere.',
    );
  });

  test('tells what has changed since it was posted', async () => {
    day.clock('10:40');
    const before = await ask(schoolDsl, `school/${ashmere}`);
    expect(before.body.digest!.changed).toBeUndefined();
    const asked = await day.say(day.person(officer), 'mark Kai Ng present');
    await day.press(day.person(officer), asked.posts[0]!, 'Yes, record this');
    const { body } = await ask(schoolDsl, `school/${ashmere}`);
    expect(body.digest!.changed?.heading).toBe('Changed since 10:30');
    expect(body.digest!.changed?.lines.join('\n')).toContain('Kai Ng, Year 9');
    expect(Number(body.digest!.number.number)).toBe(Number(before.body.digest!.number.number) - 1);
  });
});

describe('acknowledging', () => {
  test.each([coordinator, schoolDsl, attendanceLead])(
    'is offered to %s, who holds a role at the school',
    async (upn) => {
      expect((await ask(upn, `school/${ashmere}`)).body.digest!.mayAcknowledge).toBe(true);
    },
  );

  test('is refused, in the button’s words, to those who only serve it; and to everybody else as if it were not there', async () => {
    expect((await ask(officer, `school/${ashmere}`)).body.digest!.mayAcknowledge).toBe(false);
    expect(await acknowledge(officer)).toMatchObject({
      status: 409,
      body: { words: 'A digest is acknowledged by the school’s own key link, DSL, head or attendance lead.' },
    });
    expect(await acknowledge(otherKeyLink)).toMatchObject(nothing);
    expect(await acknowledge(elsewhere)).toMatchObject(nothing);
    expect(await acknowledge(farm)).toMatchObject(noRole);
    expect(await acknowledge(schoolDsl, '2026-10-19')).toMatchObject({ status: 409 });
  });

  test('stands on the page and on the post, once however often it is pressed', async () => {
    await day.turn();
    day.clock('10:42');
    expect((await acknowledge(schoolDsl)).body).toEqual({ changed: true });
    expect((await acknowledge(schoolDsl)).body).toEqual({ changed: false });
    expect((await lastSecond()).map(({ query, decision }) => `${query} ${decision}`).toSorted()).toEqual([
      'acknowledge answered',
      'acknowledge changed',
    ]);
    await day.turn();
    const said = 'Acknowledged by Martin Oyelaran, school DSL, at 10:42';
    expect(post().split(said)).toHaveLength(2);
    const { body } = await ask(schoolDsl, `school/${ashmere}`);
    expect(body.digest!.acks).toEqual([{ text: said, tone: 'good' }]);
    expect(body.digest!.mayAcknowledge).toBe(false);
  });
});

const ids = async (upn: string) => (await ask<SchoolPupils>(upn, `school/${ashmere}/pupils`)).body.pupils;

describe('its pupils', () => {
  test('are all of its own who are on roll, as its register lists them', async () => {
    const pupils = await ids(schoolDsl);
    expect(pupils.map(({ name }) => name).slice(0, 3)).toEqual(['Mohammed Ali', 'Mohammed Ali', 'Dami Bankole']);
    expect(pupils.find(({ name }) => name === 'Ethan Pickering')?.about).toMatch(/^Year 9, .*The Spanner Works/);
    const { body } = await ask(schoolDsl, `school/${ashmere}`);
    const onDigest = body.digest!.groups.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(pupils.map(({ id }) => id).toSorted()).toEqual(onDigest.toSorted());
  });
});

describe('the codes for its register', () => {
  const codesOn = async (date: string) =>
    (await ask<SchoolCodes>(schoolDsl, `school/${ashmere}/codes?date=${date}`)).body;

  test('are the digest’s, a line a pupil, with what they rest on and what the school must decide', async () => {
    const { rows, day: of, foot } = await codesOn('2026-11-06');
    expect(of).toBe('Friday 6 November');
    expect(foot).toContain('your school decides');
    const { body } = await ask(schoolDsl, `school/${ashmere}?date=2026-11-06`);
    const lines = new Map(
      body.digest!.groups.flatMap(({ rows: some }) =>
        some.map(({ id, lines: said }) => [id, said.map(({ text }) => text).join('\n')] as const),
      ),
    );
    expect(rows).toHaveLength(lines.size);
    for (const { id, am, pm } of rows) {
      for (const { code, basis, decide } of [am, pm]) {
        expect(decide && code !== '').toBe(false);
        expect(lines.get(id)).toContain(decide ? 'decision needed' : code);
        if (basis !== 'no session') expect(lines.get(id)).toContain(basis);
      }
    }
    expect(rows.some(({ am, pm }) => am.decide || pm.decide)).toBe(true);
  });

  const textOf = ({ code, basis, decide }: SchoolCodes['rows'][number]['am']): string[] => [
    code,
    decide ? 'Decision needed' : '',
    basis,
  ];

  test('come as CSV that every spreadsheet reads, in which a name is no formula', async () => {
    const { headers, bytes } = await ask(schoolDsl, `school/${ashmere}/codes.csv?date=2026-11-06`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="codes-999001-2026-11-06.csv"');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(Buffer.from(bytes.slice(0, 3)).toString('hex')).toBe('efbbbf');
    const text = new TextDecoder().decode(bytes);
    const [head, ...lines] = text.split('\r\n');
    expect(head).toBe(
      '"Surname","Forename","Year","Pupil","AM code","AM decision","AM basis","PM code","PM decision","PM basis"',
    );
    expect(lines.pop()).toBe('');
    const { rows } = await codesOn('2026-11-06');
    expect(lines).toHaveLength(rows.length);
    const quoted = (cells: string[]): string => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
    for (const [n, { name, year, id, am, pm }] of rows.entries()) {
      const [surname = '', ...forename] = name.split(', ');
      const first = forename.join(', ');
      const safe = first.startsWith('=') ? `'${first}` : first;
      expect(lines[n]).toBe(quoted([surname, safe, year, id, ...textOf(am), ...textOf(pm)]));
    }
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""Zoë"")"`);
    expect(text).not.toMatch(/(?:^|,|\n)"?[=+@-]/);
  });

  test('come as a spreadsheet of text, in which a name is no formula either', async () => {
    const { headers, bytes } = await ask(schoolDsl, `school/${ashmere}/codes.xlsx?date=2026-11-06`);
    expect(headers.get('content-disposition')).toBe('attachment; filename="codes-999001-2026-11-06.xlsx"');
    expect(headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const files = unzipSync(bytes);
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml']!);
    const strings = strFromU8(files['xl/sharedStrings.xml']!);
    expect(sheet).not.toContain('<f>');
    expect(strings).toContain(`<t>${hostile}</t>`);
    const { rows } = await codesOn('2026-11-06');
    expect(sheet.match(/<row /g)).toHaveLength(rows.length + 1);
    const types = [...sheet.matchAll(/<c [^>]*\bt="(\w+)"/g)].map(([, type]) => type);
    expect(new Set(types)).toEqual(new Set(['s']));
    expect(strings).toContain('Decision needed');
  });

  test('are none on a day without school', async () => {
    expect(await codesOn('2026-11-08')).toMatchObject({ rows: [], none: expect.stringContaining('not a school day') });
    const { status, bytes } = await ask(schoolDsl, `school/${ashmere}/codes.csv?date=2026-11-08`);
    expect([status, new TextDecoder().decode(bytes).split('\r\n')]).toMatchObject([200, { length: 2 }]);
  });
});
