import pino from 'pino';
import { newCard } from '../../src/domain/follow-up-card.ts';
import { momentOf, type LocalDate } from '../../src/domain/time.ts';
import { createCardCarrier, type CardParts } from '../../src/jobs/carry-card.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { createSender } from '../../src/teams/wire/sender.ts';
import { wordsOf } from '../support/card-words.ts';
import type { Post } from '../support/connector-rest.ts';
import { leaksOn, logLeaksOn, previewLeaksOn } from '../support/privacy.ts';
import { startSchoolDay, type SchoolDay } from '../support/school-day.ts';

const coordinator = 'n.farrow@swanmere-valley.example';
const officer = 'j.penfold@swanmere-valley.example';
const dsl = 'm.oyelaran@ashmere-vale.example';
const columns = 'pupil_id,date,provision,arrive,recorded_at,recorded_by,status,arrived_at,left_at,code,reason';

let day: SchoolDay;
const own = (upn: string): Post[] => day.teams.postsIn(day.person(upn));
/** The cards of absences in a person's chat, oldest first. */
const cardsOf = (upn: string): Post[] => own(upn).filter((post) => wordsOf(post).includes('Is the child safe?'));
const noticesTo = (upn: string, title: string): Post[] => own(upn).filter((post) => post.activity['summary'] === title);
const kiln = (time: string, rest: string, date: LocalDate = '2026-11-09'): string =>
  `SV-1012,${date},kiln-lane,09:30,${date} ${time},Imogen Vare,${rest}`;
const marks = (...rows: string[]): Promise<string[]> => day.load([['marks.csv', [columns, ...rows, ''].join('\n')]]);
const absenceNow = async () => {
  const held = await day.store.records.day('SVP', momentOf(day.now()).date);
  return held!.absences.find(({ pupilId }) => pupilId === 'SV-1012');
};

describe('the card of an absence', () => {
  beforeAll(async () => {
    day = await startSchoolDay('2026-11-09', '08:00');
    await day.loadDemo();
    for (const upn of [coordinator, officer, dsl]) await day.say(day.person(upn), 'help');
  });
  afterAll(() => day.stop());

  test('R4.1: officer and key link have it, one each, and their half hour runs from then', async () => {
    day.clock('09:35');
    await marks(kiln('09:34', 'absent,,,,'));
    await day.turn();
    for (const upn of [officer, coordinator]) expect(cardsOf(upn)).toHaveLength(1);
    expect(cardsOf(dsl)).toEqual([]);
    expect(cardsOf(officer)[0]!.activity['summary']).toBe('An absence to follow up');
    expect(await absenceNow()).toMatchObject({ state: 'enquirer-notified', notifiedAt: day.now() });
  });

  test('4.3: no update within the half hour: told once, and the card says so in place', async () => {
    await day.comes('10:04');
    expect(noticesTo(officer, 'An update is overdue')).toEqual([]);
    await day.comes('10:05');
    for (const time of ['10:06', '10:07']) await day.comes(time);
    expect(noticesTo(officer, 'An update is overdue')).toHaveLength(1);
    expect(cardsOf(officer)).toHaveLength(1);
    expect(wordsOf(cardsOf(officer)[0]!)).toContain('overdue');
  });

  test('a reason that comes in edits the card of each of them, and sends nothing', async () => {
    day.clock('10:08');
    const before = day.teams.posts.length;
    await marks(kiln('10:08', 'absent,,,I,mother rang: ill'));
    await day.turn();
    for (const upn of [officer, coordinator]) expect(wordsOf(cardsOf(upn)[0]!)).toContain('illness');
    expect(day.teams.posts.slice(before).filter((post) => wordsOf(post).includes('Kai'))).toEqual([]);
  });

  test('whoever has the role no longer sees nothing on it any more', async () => {
    day.clock('10:20');
    await day.load([
      ['people.csv', `upn,role,organisation,name,end_date\n${officer},officer,SVP,Jo Penfold,2026-11-08\n`],
      ['marks.csv', [columns, kiln('10:19', 'absent,,,,'), ''].join('\n')],
    ]);
    await day.comes('10:21');
    expect(cardsOf(officer)).toEqual([]);
    expect(own(officer).map(wordsOf).join('\n')).not.toContain('Kai');
  });

  test('nothing of any child ever stood in a channel, a preview or the log', () => {
    expect(leaksOn(day)).toEqual([]);
    expect(previewLeaksOn(day)).toEqual([]);
    expect(logLeaksOn(day)).toEqual([]);
  });
});

describe('an absence that goes on', () => {
  beforeAll(async () => {
    day = await startSchoolDay('2026-11-09', '08:00');
    await day.loadDemo();
    for (const upn of [coordinator, officer, dsl]) await day.say(day.person(upn), 'help');
    day.clock('09:35');
    await marks(kiln('09:34', 'absent,,,,'));
    await day.turn();
  });
  afterAll(() => day.stop());

  test('4.3: at the end of the day it is on the DSL’s list', async () => {
    await day.comes('15:45');
    expect(await absenceNow()).toMatchObject({ state: 'continuing', review: { why: expect.any(String) } });
    expect(own(coordinator).map((post) => post.activity['summary'])).toContainEqual(
      expect.stringMatching(/^Still open at the end of the day/),
    );
  });

  test('down overnight and all morning: what was due is told once, when it is back', async () => {
    day.clock('11:00', '2026-11-10');
    await day.turn();
    const told = own(officer).filter((post) => String(post.activity['summary']).startsWith('An absence is still open'));
    expect(told).toHaveLength(1);
    await day.comes('11:01');
    expect(
      own(officer).filter((post) => String(post.activity['summary']).startsWith('An absence is still open')),
    ).toHaveLength(1);
  });

  test('absent the next day too: a card of that day, and yesterday’s says where to look', async () => {
    day.clock('11:05', '2026-11-10');
    const absent = `SV-1012,2026-11-10,kiln-lane,09:30,2026-11-10 11:04,Imogen Vare,absent,,,,`;
    const lines = await marks(absent);
    expect(lines.join('\n')).toContain('1 added');
    await day.turn();
    expect(await absenceNow()).toMatchObject({ date: '2026-11-10', day: 2 });
    expect(cardsOf(officer)).toHaveLength(1);
    expect(own(officer).map(wordsOf).join('\n')).toContain('newer card');
  });
});

describe('an absence that somebody owns, then does not, and then owns again', () => {
  beforeAll(async () => {
    day = await startSchoolDay('2026-11-09', '08:00');
    await day.loadDemo();
    await day.load([
      ['people.csv', `upn,role,organisation,name,position\n${dsl},coordinator,SVP,Maya Oyelaran,Coordinator\n`],
    ]);
    for (const upn of [coordinator, officer, dsl]) await day.say(day.person(upn), 'help');
    day.clock('09:35');
    await marks(kiln('09:34', 'absent,,,,'));
    await day.turn();
    await day.comes('10:05');
  });
  afterAll(() => day.stop());

  test('no update in time: the second coordinator has it too; with a reason they do not', async () => {
    expect(await absenceNow()).toMatchObject({ state: 'update-overdue', watchers: expect.arrayContaining([dsl]) });
    expect(cardsOf(dsl)).toHaveLength(1);
    day.clock('10:08');
    await marks(kiln('10:08', 'absent,,,,mother rang'));
    await day.comes('10:09');
    expect((await absenceNow())!.watchers).not.toContain(dsl);
    expect(cardsOf(dsl)).toEqual([]);
  });

  test('still open at the end of the day: their card shows it again', async () => {
    await day.comes('15:45');
    await day.comes('15:46');
    expect(await absenceNow()).toMatchObject({ review: { why: 'day-over' }, watchers: expect.arrayContaining([dsl]) });
    expect(cardsOf(dsl)).toHaveLength(1);
  });
});

describe('a card that two have in hand', () => {
  beforeAll(async () => {
    day = await startSchoolDay('2026-11-09', '08:00');
    await day.loadDemo();
    await day.say(day.person(officer), 'help');
    day.clock('09:35');
    await marks(kiln('09:34', 'absent,,,,'));
    await day.turn();
  });
  afterAll(() => day.stop());

  test('whoever stood still until another took it sends no second one that nobody has listed', async () => {
    const log = pino({ level: 'silent' });
    const wire = createSender({ token: undefined, allowLoopback: true, now: day.now, log: () => undefined });
    const directory = () => createDirectory(day.store.records).read(day.now());
    const usual: CardParts = {
      store: day.store,
      wire,
      directory,
      log,
      now: day.now,
      claimMs: 0,
      onShown: async () => undefined,
    };
    const { openedAt, date } = (await absenceNow())!;
    const card = { partnership: 'SVP', pupilId: 'SV-1012', openedAt, date, upn: officer };
    await day.store.cards.change(card, () => newCard(card));
    const before = cardsOf(officer).length;
    const [stands, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = createCardCarrier({
      ...usual,
      async directory() {
        stands.resolve();
        await goesOn.promise;
        return directory();
      },
    })(card);
    await stands.promise;
    expect(await createCardCarrier(usual)(card)).toBe('done');
    goesOn.resolve();
    await slow;
    wire.close();
    expect(cardsOf(officer)).toHaveLength(before + 1);
    expect(await day.store.cards.since('SVP', date)).toContainEqual(expect.objectContaining({ ...card, doubts: [] }));
  });
});
