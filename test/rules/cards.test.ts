import { readdirSync } from 'node:fs';
import { digestCards, PAGE_CHARACTERS, type DigestShown } from '../../src/cards/digest.ts';
import { laidOut } from '../../src/cards/pages.ts';
import { cardNames, type AdaptiveCard } from '../../src/cards/render.ts';
import { withRefresh } from '../../src/cards/refresh.ts';
import { whereaboutsCard } from '../../src/cards/whereabouts.ts';
import { instantAt } from '../../src/domain/time.ts';
import { ASHFIELD } from '../support/cal-a.ts';
import { lintCard } from '../support/card-lint.ts';
import { cardStates } from '../support/card-states.ts';
import { digestOf, everyRow, manyChanges, someAcks, usualRows } from '../support/digest-states.ts';

const LARGEST = 40_000;
const FIRST_AT = instantAt('2026-11-09', '10:30');
const states = cardStates();

const charactersOf = (card: AdaptiveCard): number => JSON.stringify(card).length;

type Element = Record<string, unknown>;
const isElement = (value: unknown): value is Element => typeof value === 'object' && value !== null;
const textsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isElement(value)) return [];
  const own = value['type'] === 'TextBlock' ? [String(value['text'])] : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
};
const wordsOf = (card: AdaptiveCard): string => textsIn(card).join('\n');
const count = (needle: string, cards: readonly AdaptiveCard[]): number =>
  cards.map(wordsOf).join('\n').split(needle).length - 1;

describe('every card in every state', () => {
  test('each template is among them, so that a new one cannot go without', () => {
    const files = readdirSync(new URL('../../cards', import.meta.url)).toSorted();
    expect(files).toEqual(cardNames.map((name) => `${name}.json`).toSorted());
    expect(new Set(states.map(({ template }) => template))).toEqual(new Set(cardNames));
  });

  test('the whereabouts are answered in all of A1 to A16', () => {
    const found = states.filter(({ template }) => template === 'whereabouts').map(({ state }) => state.split(' ')[0]);
    expect(new Set(found)).toEqual(new Set(Array.from({ length: 16 }, (_, n) => `A${n + 1}`)));
  });

  test.each(states.map(({ template, state, card }) => [template, state, card] as const))('%s: %s', (_t, _s, card) => {
    expect(lintCard(card)).toEqual([]);
  });

  test('the names view that a card asks for by itself passes too, with as many readers as Teams takes', () => {
    const [card] = digestCards(digestOf(usualRows(200)));
    const readers = Array.from(
      { length: 80 },
      (_, n) => `8:orgid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    );
    const asking = withRefresh(card!, { partnership: 'northvale', urn: ASHFIELD, date: '2026-11-09' }, 0, readers);
    expect(lintCard(asking)).toEqual([]);
    expect((asking['refresh'] as { userIds: string[] }).userIds).toHaveLength(60);
  });
});

const large = (size: number, over: Partial<DigestShown> = {}): DigestShown =>
  digestOf(usualRows(size), { acks: someAcks(), firstAt: FIRST_AT, changes: manyChanges(size), ...over });

describe('a digest too large for one message', () => {
  const sizes: [number, number][] = [
    [14, PAGE_CHARACTERS],
    [60, PAGE_CHARACTERS],
    [200, PAGE_CHARACTERS],
    [200, 8_000],
  ];

  test.each(sizes)('%i pupils on pages of %i: all within their size', (size, pageCharacters) => {
    for (const view of ['channel', 'names'] as const) {
      const cards = digestCards(large(size, { pageCharacters, view }));
      expect(cards.length > 1).toBe(size > 14);
      for (const card of cards) expect(charactersOf(card)).toBeLessThanOrEqual(Math.min(pageCharacters, LARGEST));
    }
  });

  test.each(sizes)('%i pupils on pages of %i: each stands there once', (size, pageCharacters) => {
    const made = large(size, { pageCharacters, changes: [] });
    const pupils = made.held.pupils.map((pupil) => ({ ...pupil, forename: 'Pupil', surname: `№${pupil.pupilId}.` }));
    const cards = digestCards({ ...made, held: { ...made.held, pupils } });
    for (const { pupilId } of pupils) expect(count(`Pupil №${pupilId}.,`, cards)).toBe(1);
  });

  test.each(sizes)('%i pupils on pages of %i: every page but the last is well used', (size, pageCharacters) => {
    const cards = digestCards(large(size, { pageCharacters })).slice(0, -1);
    for (const card of cards) expect(charactersOf(card)).toBeGreaterThan(pageCharacters * 0.6);
  });

  test.each(sizes)('%i pupils on pages of %i: what is said once is said once', (size, pageCharacters) => {
    const cards = digestCards(large(size, { pageCharacters, late: true }));
    const [first] = cards;
    const last = cards.at(-1)!;
    for (const once of ['children not accounted for', 'Late: posted after its time', 'Changed since 10:30\n']) {
      expect([count(once, [first!]), count(once, cards)]).toEqual([1, 1]);
    }
    for (const once of ['Acknowledged by Sam Reed', 'Acknowledged by Jo Bell', 'Codes are proposals']) {
      expect([count(once, [last]), count(once, cards)]).toEqual([1, 1]);
    }
    const pressed = cards.filter((card) => JSON.stringify(card).includes('"Action.Execute"'));
    expect(pressed).toEqual([last]);
  });

  test('a section that goes on says so, and says how many it is of', () => {
    const cards = digestCards(large(200, { changes: [] }));
    expect(wordsOf(cards[0]!)).toMatch(/^Not here, reason not known \(29\)$/m);
    const headings = cards.flatMap((card) => wordsOf(card).match(/^Marked present \(\d+\).*$/gm) ?? []);
    expect(headings[0]).toBe('Marked present (57)');
    expect(headings.slice(1).every((heading) => heading === 'Marked present (57), continued')).toBe(true);
    expect(headings.length).toBeGreaterThan(1);
  });

  test('its pages are numbered; a single one is not', () => {
    const cards = digestCards(large(200));
    for (const [n, card] of cards.entries()) {
      const place = `Ashfield Academy, part ${n + 1} of ${cards.length}`;
      expect(wordsOf(card).split('\n')[0]).toBe(place);
      expect(String(card['fallbackText'])).toContain(place);
    }
    expect(wordsOf(digestCards(large(14))[0]!)).not.toMatch(/part \d/);
  });

  test('a row larger than a page stands alone, and nothing is lost', () => {
    const cards = digestCards(digestOf(everyRow().slice(0, 8), { pageCharacters: 100 }));
    expect(cards).toHaveLength(8);
    expect(
      cards
        .map(wordsOf)
        .join('\n')
        .match(/, Year \d+$/gm),
    ).toHaveLength(8);
  });

  test('so does an item as large as that between others', () => {
    const pages = laidOut([{ items: [3, 50, 3, 3] }], { first: 10, later: 10 }, (_part, [item = 0]) => item);
    expect(pages.map((page) => page.map(({ items }) => items))).toEqual([[[3]], [[50]], [[3, 3]]]);
  });

  test('no heading stands on a page without an item under it', () => {
    const parts = [{ items: [4, 4] }, { items: [4] }];
    const pages = laidOut(parts, { first: 16, later: 16 }, (_part, [item = 0]) => item + 2);
    expect(pages.map((page) => page.map(({ items, continued }) => ({ items, continued })))).toEqual([
      [{ items: [4, 4], continued: false }],
      [{ items: [4], continued: false }],
    ]);
  });
});

describe('what changed', () => {
  const told = (over: Partial<DigestShown>) =>
    wordsOf(digestCards(digestOf(usualRows(4), { firstAt: FIRST_AT, view: 'channel', ...over }))[0]!);

  test('R10.6: those whom the same has happened to stand together, with before and after', () => {
    const words = told({ changes: manyChanges(3) });
    expect(words).toContain('Changed since 10:30\nAO; ZL; SD: marked present (was: due later, or register still open)');
  });

  test('is not told before the digest has been shown', () => {
    const words = wordsOf(digestCards(digestOf(usualRows(4), { changes: manyChanges(3) }))[0]!);
    expect(words).not.toContain('Changed since');
  });

  test.each([
    ['a code', { before: 'present', after: 'present' }, 'AO: marked present, code changed'],
    ['come onto the list', { after: 'late' }, 'AO: arrived late (was: not on the list)'],
    ['gone from it', { before: 'late' }, 'AO: no longer on the list (was: arrived late)'],
  ] as const)('%s', (_what, groups, words) => {
    const shown = Object.fromEntries(
      Object.entries(groups).map(([when, group]) => [when, { group, am: 'B', pm: 'none' }]),
    );
    expect(told({ changes: [{ pupilId: 'p000', ...shown }] })).toContain(words);
  });

  test('R8.3: of a pupil sealed since, or of another school by now, nothing is said but that', () => {
    const made = digestOf(usualRows(3), { firstAt: FIRST_AT, changes: manyChanges(3).slice(1) });
    const changes = made.changes.map(({ pupilId, before }) => ({ pupilId, ...(before && { before }) }));
    const [first, second, third] = made.held.pupils;
    const pupils = [first!, { ...second!, sealed: [] }, { ...third!, schoolUrn: '100002' }];
    const rows = made.digest.rows.filter(({ pupilId }) => pupilId === first!.pupilId);
    const cards = digestCards({ ...made, changes, held: { ...made.held, pupils }, digest: { ...made.digest, rows } });
    expect(wordsOf(cards[0]!)).toContain('A pupil; A pupil: no longer on the list (was: due later');
    expect(JSON.stringify(cards)).not.toMatch(/Zoë|Siân/);
  });
});

describe('the answer to "where is"', () => {
  const said = {
    title: '',
    headline: 'Outside programme hours.',
    confirmed: 'Nothing confirmed today.',
    planned: 'None.',
  };
  const facts = (next?: string): string[] =>
    textsIn(
      whereaboutsCard({ said: { ...said, ...(next && { next }) }, name: 'A', about: 'B', state: 'A16', asked: 'C' }),
    );

  test.each([
    ['Next: Fallow Hill today, 12:45–15:45.', ['Next', 'Fallow Hill today, 12:45–15:45.']],
    ['Next with you tomorrow, 09:00–12:00.', ['Next', 'With you tomorrow, 09:00–12:00.']],
    ['After that: Base today, 12:45–15:45.', ['After that', 'Base today, 12:45–15:45.']],
    ['After that with you today, 12:45–15:45.', ['After that', 'With you today, 12:45–15:45.']],
  ])('%s says its label once', (next, expected) => {
    const texts = facts(next);
    expect(texts.slice(texts.indexOf(expected[0]!), texts.indexOf(expected[0]!) + 2)).toEqual(expected);
  });

  test('nothing that follows has no label', () => expect(facts()).not.toContain('Next'));
});
