/** What the page is told of a partnership's day, by everybody who may and may not ask; and that it is what the chat tells. */
import { demoPack } from '../../../src/demo/pack.ts';
import { allReachable, peopleOn } from '../../../src/demo/people.ts';
import { momentOf } from '../../../src/domain/time.ts';
import type { FollowUpShown, Today } from '../../../src/tab-api/today-model.ts';
import { startTabDay, type TabDay } from '../../support/tab-day.ts';

const coordinator = 'n.farrow@swanmere-valley.example';
const officer = 'j.penfold@swanmere-valley.example';
const schoolDsl = 'm.oyelaran@ashmere-vale.example';
const otherKeyLink = 's.pell@thringbrook.example';
const farm = 't.marlow@fallow-hill.example';
const elsewhere = 'f.okoro@wrenhill-ip.example';
const everybody = [coordinator, officer, schoolDsl, otherKeyLink, farm, elsewhere];

let day: TabDay;
const tokens = new Map<string, string>();

beforeAll(async () => {
  day = await startTabDay('2026-11-09', '10:25');
  await day.load(demoPack(momentOf(day.now()), allReachable(peopleOn('2026-11-09'))));
  await day.turn();
  for (const upn of everybody) tokens.set(upn, await day.tokenFor(upn));
});
afterAll(() => day.stop());

const ask = <T = Today>(upn: string, path: string) => day.ask<T>('GET', path, undefined, tokens.get(upn));
const today = (upn: string, partnership = 'SVP') => ask(upn, `today?partnership=${partnership}`);
const lastSecond = async () => (await day.audit()).filter(({ at, surface }) => at === day.now() && surface === 'tab');

const noRole = { status: 403, body: { error: 'no-role' } };
const nothing = { status: 404, body: { error: 'not-found' } };

describe('the day', () => {
  test.each([
    [coordinator, 'SVP', { status: 200 }],
    [officer, 'SVP', { status: 200 }],
    [elsewhere, 'WHP', { status: 200 }],
    [coordinator, 'WHP', nothing],
    [elsewhere, 'SVP', nothing],
    [coordinator, 'NONE', nothing],
    [coordinator, '', nothing],
    [schoolDsl, 'SVP', noRole],
    [otherKeyLink, 'SVP', noRole],
    [farm, 'SVP', noRole],
  ])('asked by %s of %s', async (upn, partnership, answer) => {
    expect(await today(upn, partnership)).toMatchObject(answer);
  });

  test('is for nobody whose role has ended, from the next question on', async () => {
    const people = allReachable(peopleOn('2026-11-09'));
    const ended = people.map((row) => (row.upn === officer ? Object.assign({ endDate: '2026-11-08' }, row) : row));
    await day.load(demoPack(momentOf(day.now()), ended));
    day.pass(10);
    expect(await today(officer)).toMatchObject({ status: 403 });
    await day.load(demoPack(momentOf(day.now()), people));
    day.pass(10);
    expect(await today(officer)).toMatchObject({ status: 200 });
  });

  test.each([coordinator, officer])('has for %s the numbers of the card in the chat', async (upn) => {
    const { words } = await day.say(day.person(upn), 'today');
    const { unaccounted, others, children, followed, digests } = (await today(upn)).body;
    const lines = [unaccounted, ...others].map(({ number, words: of }) => `${number}\n${of}`);
    for (const line of lines) expect(words).toContain(line);
    expect(children).toHaveLength(Number(unaccounted.number));
    expect(children.filter(({ opened }) => opened).length + followed.length).toBe(Number(others[0]!.number));
    const ofSchools = digests.items.flatMap(({ lines: said }) =>
      said.map((one) => /^(\d+) child/.exec(one)?.[1] ?? '0'),
    );
    expect(ofSchools.reduce((sum, n) => sum + Number(n), 0)).toBe(Number(unaccounted.number));
  });

  test('tells of each child who, where due, why, what was last seen and what is next; the lost one first', async () => {
    const { children } = (await today(officer)).body;
    expect(children.map(({ heading }) => heading)).toEqual([
      'Missing or contradictory',
      'Not here, reason not known',
      'Register not returned',
    ]);
    expect(children[0]).toMatchObject({
      name: 'Ethan Pickering',
      about: 'Ashmere Vale Academy, Year 9',
      why: ['Did not arrive at the next place'],
      places: ['spanner-works', 'spanner-yard'],
    });
    expect(children[0]!.due.join(' ')).toContain('The Spanner Works 09:00–09:45');
    expect(children[0]!.seen.join(' ')).toContain('Last seen: marked present 09:08, The Spanner Works');
    expect(children[0]!.next[0]).toBe('Call 999 if you believe the child is in immediate danger.');
    expect(children[1]!.next.join(' ')).toMatch(/partnership officer and key link\), by \d\d:\d\d, in \d+ minutes/);
    expect(children[2]!.next.join(' ')).toContain('the partnership officer was asked to ring');
  });

  test('tells of each register how it stands, and which number to ring', async () => {
    const { registers } = (await today(officer)).body;
    expect(registers.map(({ heading, tone }) => [heading, tone])).toEqual([
      ['Registers not in', 'attention'],
      ['Registers in', 'good'],
      ['Registers of later today', 'emphasis'],
    ]);
    expect(registers[0]!.registers).toEqual([
      {
        provision: 'kiln-lane',
        name: 'Kiln Lane Studio',
        lines: [expect.stringMatching(/^Closed 10:00: 1 of 1 pupil not marked\. To be rung for since \d\d:\d\d\.$/)],
        phone: '01632 960205',
      },
    ]);
    expect(registers[1]!.registers.find(({ provision }) => provision === 'fallow-hill')?.lines).toEqual([
      'Due by 09:30: 4 pupils.',
    ]);
    expect(registers.slice(1).flatMap((group) => group.registers.filter(({ phone }) => phone))).toEqual([]);
  });

  test('knows of a sealed child only for those named', async () => {
    const sealed = 'SV-1025';
    const ids = async (upn: string) => (await today(upn)).body.children.map(({ id }) => id);
    expect(await ids(officer)).not.toContain(sealed);
    const { body } = await today(officer);
    expect(JSON.stringify(body)).not.toContain(sealed);
  });

  test('is written down with everybody it showed, and once as long as it shows the same', async () => {
    day.pass(11 * 60);
    const { children, followed } = (await today(officer)).body;
    const rows = await lastSecond();
    expect(rows).toEqual([
      expect.objectContaining({
        who: officer,
        query: 'today',
        decision: 'answered',
        fields: ['SVP', ...[...children, ...followed].map(({ id }) => id)],
      }),
    ]);
    await today(officer);
    expect(await lastSecond()).toHaveLength(1);
    await today(coordinator);
    expect((await lastSecond()).map(({ who }) => who).toSorted()).toEqual([officer, coordinator].toSorted());
    day.pass(11 * 60);
    await today(officer);
    expect(await lastSecond()).toHaveLength(1);
  });

  test('asked without the right to it is written down too', async () => {
    day.pass(1);
    await today(farm);
    await today(coordinator, 'WHP');
    expect((await lastSecond()).map(({ who, query, decision }) => [who, query, decision])).toEqual(
      expect.arrayContaining([
        [farm, 'today', 'refused'],
        [coordinator, 'today', 'refused'],
      ]),
    );
  });
});

describe('one follow-up', () => {
  let lost: { id: string; opened?: string };
  beforeAll(async () => {
    lost = (await today(officer)).body.children[0]!;
  });
  const details = (upn: string, id = lost.id, opened = lost.opened) =>
    ask<FollowUpShown>(upn, `follow-up/${id}/${opened}`);

  test('is what its card in the chat tells', async () => {
    const { body } = await details(officer);
    expect(body.headline).toBe('MISSING: whereabouts cannot be established: did not arrive at the next place');
    expect(body.alarms).toEqual(['Call 999 if you believe the child is in immediate danger.']);
    const facts = new Map(body.facts.map(({ label, lines }) => [label, lines.join('\n')]));
    expect(facts.get('What is known')).toContain('Last confirmed: marked present at The Spanner Works at 09:08');
    expect(facts.get('Whom to ring')).toContain('Agnieszka Pickering (mother): 07700 900285');
    expect(facts.get('Is the child safe?')).toContain('Amber');
  });

  test.each([
    [coordinator, { status: 200 }],
    [schoolDsl, { status: 200 }],
    [otherKeyLink, nothing],
    [elsewhere, nothing],
    [farm, noRole],
  ])('asked by %s', async (upn, answer) => {
    expect(await details(upn)).toMatchObject(answer);
  });

  test('of nobody, of no absence and of no number is the same nothing', async () => {
    expect(await details(officer, 'SV-9999')).toMatchObject(nothing);
    expect(await details(officer, lost.id, '1')).toMatchObject(nothing);
    expect(await details(officer, '..%2F..', 'x')).toMatchObject(nothing);
  });

  test('is written down each time that somebody opens it', async () => {
    day.pass(1);
    await details(schoolDsl);
    await details(schoolDsl);
    await details(otherKeyLink);
    const rows = await lastSecond();
    expect(
      rows.map(({ who, query, decision, pupilId }) => `${who} ${query} ${decision} ${pupilId}`).toSorted(),
    ).toEqual(
      [
        `${schoolDsl} absence answered ${lost.id}`,
        `${schoolDsl} absence answered ${lost.id}`,
        `${otherKeyLink} absence not-found undefined`,
      ].toSorted(),
    );
  });
});
