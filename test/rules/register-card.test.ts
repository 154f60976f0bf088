import { pageCard } from '../../src/commands/register/show.ts';
import { PUPILS_ON_A_CARD } from '../../src/commands/register/reading.ts';
import type { Mark } from '../../src/domain/records.ts';
import { seenIn } from '../../src/domain/register/conflict.ts';
import { aRegister, aTap, dueAtOakFarm, markedBy, staffAsking } from '../support/a-register.ts';
import { lintCard } from '../support/card-lint.ts';
import { aSchool } from '../support/cal-a.ts';
import { rowOf, rowsOf } from '../support/register-card.ts';

const asking = staffAsking();
const sizeOf = (card: object): number => JSON.stringify(card).length;
const ids = Array.from({ length: PUPILS_ON_A_CARD }, (_, n) => `NV-${1000 + n}`);
const longNamed = ids.map((id) =>
  dueAtOakFarm(id, { forename: 'Maximiliana-Josephine', surname: 'Featherstonehaugh-Cholmondeley' }),
);
const schools = [aSchool({ name: 'St Merewenna’s Catholic Voluntary Academy' })];
const words = 'her mother rang at half past eight and said that she had been up all night, and would see the GP';

const cardWith = (over: Partial<Parameters<typeof aRegister>[0]>, submitted = false) =>
  pageCard(aRegister({ pupils: longNamed, schools, ...over }), asking, { submitted });

describe('25 pupils fit a message (40,000 characters), as a phone takes it', () => {
  const absent = ids.map((id) => aTap(id, 'absent', { heard: 'appointment', reason: words }));
  const marks = ids.map((id) => markedBy('Marguerite Featherstonehaugh', id, 'present', '09:05'));
  const seen = (mark: Mark): string => seenIn({ history: [mark] } as never);

  test.each([
    ['nothing tapped', cardWith({}), 30_000],
    ['three of them opened', cardWith({ taps: absent.slice(0, 3) }), 30_000],
    ['every row opened', cardWith({ taps: absent }), 39_000],
    ['every row late without a time, submitted', cardWith({ taps: ids.map((id) => aTap(id, 'late')) }, true), 39_000],
    [
      'every row changed for a reason',
      cardWith({
        marks,
        taps: ids.map((id, n) => aTap(id, 'absent', { why: words, reason: words, seen: seen(marks[n]!) })),
      }),
      39_000,
    ],
    ['every row overtaken', cardWith({ marks, taps: absent }, true), 39_000],
  ])('%s', (_state, card, most) => {
    expect(sizeOf(card)).toBeLessThan(most);
    expect(rowsOf(card)).toHaveLength(PUPILS_ON_A_CARD);
    expect(lintCard(card)).toEqual([]);
  });

  test('whoever is the 26th stands on a card of their own, with a submit of its own', () => {
    const pupils = [...longNamed, dueAtOakFarm('NV-2000', { forename: 'Zuzanna', surname: 'Zych' })];
    const pages = [0, 1].map((page) => pageCard(aRegister({ pupils, page }), asking));
    expect(pages.map((card) => rowsOf(card).length)).toEqual([25, 1]);
    expect(JSON.stringify(pages[1])).toMatch(/part 2 of 2.*oak-farm\|2026-11-09\|AM\|1/);
  });
});

describe('a row says what stands and what was tapped', () => {
  const alfie = dueAtOakFarm('p01');
  const rowWith = (over: Partial<Parameters<typeof aRegister>[0]>, submitted = false) =>
    rowOf(pageCard(aRegister({ pupils: [alfie], ...over }), asking, { submitted }), 'Alfie Smith');
  const taps = (over: Partial<Parameters<typeof aRegister>[0]>) => [...rowWith(over).taps.keys()];

  test('nothing is filled in before somebody has tapped', () => {
    const row = rowWith({});
    expect([...row.taps.keys()]).toEqual(['In', 'Late', 'Not here']);
    expect(row.words).toEqual(['Year 10, Ashfield Academy']);
    expect(row.inputs.size).toBe(0);
  });

  test.each([
    ['late: the time, and it is empty', aTap('p01', 'late'), ['late']],
    ['not here: the reason heard, and the words', aTap('p01', 'absent'), ['heard', 'words']],
    ['in: nothing more', aTap('p01', 'present'), []],
  ])('%s', (_what, tap, inputs) => {
    expect([...rowWith({ taps: [tap] }).inputs.keys()]).toEqual(inputs);
  });

  test('who is in may leave; what stands is not offered again', () => {
    expect(taps({ marks: [markedBy('Sam Reed', 'p01', 'present', '09:05')] })).toEqual(['Left', 'Late', 'Not here']);
    expect(taps({ marks: [markedBy('Sam Reed', 'p01', 'absent', '09:05')] })).toEqual(['In', 'Late', 'Not here']);
  });

  test('a change asks why (R3.6), and says so once it was submitted', () => {
    const mark = markedBy('Sam Reed', 'p01', 'present', '09:05');
    const tap = aTap('p01', 'absent', { seen: seenIn({ history: [mark] } as never) });
    const row = rowWith({ marks: [mark], taps: [tap] }, true);
    expect([...row.inputs.keys()]).toEqual(['heard', 'words', 'why']);
    expect(row.words.join(' ')).toContain('a reason for the change is needed');
  });

  test('both versions stand where somebody else was quicker', () => {
    const row = rowWith({ marks: [markedBy('Lena Bold', 'p01', 'absent', '09:20')], taps: [aTap('p01', 'present')] });
    expect(row.words).toEqual([
      'Year 10, Ashfield Academy · Not here, no reason yet – Lena Bold, 09:20',
      'Recorded by somebody else since you tapped.',
      'Tapped, not submitted: in',
    ]);
    expect([...row.taps.keys()]).toEqual(['Keep theirs', 'Record mine']);
  });

  test('R9.3: of a reason that is nobody’s business here only that there is one, and not from whom', () => {
    const mark = { ...markedBy('Custody Desk', 'p01', 'absent', '08:50'), code: 'Y5' };
    expect(rowWith({ marks: [mark] }).words).toEqual([
      'Year 10, Ashfield Academy · Not here, a reason is known – 08:50',
    ]);
  });
});
