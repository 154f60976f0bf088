import * as fc from 'fast-check';
import {
  type KnownName,
  type NameMatch,
  channelInitials,
  displayName,
  editDistance,
  initialsOf,
  matchName,
  normaliseName,
} from '../../src/domain/names.ts';

// No q and no x in any of them: a query of these letters alone can match nobody.
const forenames = [
  'Seán',
  'Shaun',
  'Mohammed',
  'Muhammad',
  'Zoë',
  'Mary-Jane',
  "D'Arcy",
  'Łukasz',
  'Tom',
  'Tim',
  'Wei',
  'Jürgen',
];
const surnames = [
  "O'Neill",
  'Oneal',
  'Byrne',
  'Burn',
  'Ali',
  'Ali Khan',
  'Müller',
  'Watson-Smith',
  'Smith',
  'Le Blanc',
  'Ng',
  'Søndergård',
];

const forename = fc.constantFrom(...forenames);
const surname = fc.constantFrom(...surnames);
const somebody = fc.record(
  {
    pupilId: fc.stringMatching(/^p[0-9]{1,4}$/),
    forename,
    surname,
    preferredForename: forename,
    preferredSurname: surname,
    otherNames: fc.array(
      fc.tuple(forename, surname).map((names) => names.join(' ')),
      { maxLength: 2 },
    ),
    yearGroup: fc.integer({ min: 7, max: 11 }),
    schoolUrn: fc.constantFrom('900001', '900002'),
  },
  { requiredKeys: ['pupilId', 'forename', 'surname', 'otherNames', 'yearGroup', 'schoolUrn'] },
);
const rosters = fc.uniqueArray<KnownName, string>(somebody, { selector: (p) => p.pupilId, maxLength: 8 });
const rosterAndShuffle = rosters.chain((roster) =>
  fc.tuple(fc.constant(roster), fc.shuffledSubarray(roster, { minLength: roster.length })),
);

const typed = (name: fc.Arbitrary<string>) =>
  name.chain((text) => fc.nat(text.length).map((at) => text.slice(0, at) + text.slice(at + 1)));
const plausible = fc.oneof(
  fc.tuple(forename, surname).map((names) => names.join(' ')),
  fc.tuple(surname, forename).map((names) => names.join(', ')),
  fc.tuple(typed(forename), typed(surname)).map((names) => names.join(' ')),
  fc.tuple(typed(forename), typed(surname), fc.integer({ min: 7, max: 11 })).map(([f, s, y]) => `${f} ${s} Y${y}`),
  forename,
  surname,
);
const anyText = fc.string({ unit: 'binary', maxLength: 120 });

const named = (match: NameMatch<KnownName>): KnownName[] => {
  if (match.kind === 'none') return [];
  return match.kind === 'several' ? match.candidates : [match.pupil];
};

test('8.4 a match never names a pupil outside the list given', () => {
  const split = rosters.chain((roster) => fc.tuple(fc.constant(roster), fc.subarray(roster)));
  fc.assert(
    fc.property(fc.oneof(plausible, anyText), split, (query, [, inScope]) => {
      expect(named(matchName(query, inScope)).filter((p) => !inScope.includes(p))).toEqual([]);
    }),
  );
});

test('8.4 pupils whom the query does not fit change nothing for the others', () => {
  fc.assert(
    fc.property(plausible, rosters, (query, roster) => {
      const fitting = roster.filter((p) => matchName(query, [p]).kind !== 'none');
      expect(matchName(query, fitting)).toEqual(matchName(query, roster));
    }),
  );
});

test('8.3 the result does not depend on the order of the roster', () => {
  fc.assert(
    fc.property(plausible, rosterAndShuffle, (query, [roster, shuffled]) => {
      expect(matchName(query, shuffled)).toEqual(matchName(query, roster));
    }),
  );
});

test('8.3 where any pupil fits exactly, nobody else is offered', () => {
  fc.assert(
    fc.property(plausible, rosters, (query, roster) => {
      const kinds = Map.groupBy(roster, (p) => matchName(query, [p]).kind);
      const expected = kinds.get('one') ?? kinds.get('confirm') ?? [];
      const match = matchName(query, roster);
      expect(new Set(named(match))).toEqual(new Set(expected));
      if (expected.length === 1) expect(match.kind).toBe(kinds.has('one') ? 'one' : 'confirm');
    }),
  );
});

const variants: Record<string, (name: string) => string> = {
  upper: (name) => name.toUpperCase(),
  lower: (name) => name.toLowerCase(),
  'curly apostrophe': (name) => name.replaceAll("'", '’'),
  'modifier apostrophe': (name) => name.replaceAll("'", 'ʼ'),
  'no apostrophe': (name) => name.replaceAll("'", ''),
  'space for apostrophe': (name) => name.replaceAll("'", ' '),
  decomposed: (name) => name.normalize('NFD'),
  'no diacritics': (name) => name.normalize('NFD').replace(/\p{M}/gu, ''),
  'space for hyphen': (name) => name.replaceAll('-', ' '),
  'en dash': (name) => name.replaceAll('-', '–'),
  'wide spaces': (name) => `  ${name.replaceAll(' ', ' \u00a0 ')} `,
  'no spaces': (name) => name.replaceAll(' ', ''),
  'zero-width': (name) => Array.from(name).join('\u200b'),
};

test.each(Object.keys(variants))('8.2 %s: an exact name still matches E1', (first) => {
  const others = fc.subarray(Object.values(variants));
  fc.assert(
    fc.property(somebody, others, (pupil, more) => {
      const query = [variants[first]!, ...more].reduce((name, vary) => vary(name), displayName(pupil));
      fc.pre(query.trim().length <= 100);
      expect(matchName(query, [pupil])).toEqual({ kind: 'one', tier: 'E1', pupil });
    }),
  );
});

test('8.3 letters that no name has match nobody', () => {
  const unknown = fc.array(fc.string({ unit: fc.constantFrom('q', 'x'), minLength: 1, maxLength: 9 }), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(unknown, rosters, (words, roster) => {
      expect(matchName(words.join(' '), roster)).toEqual({ kind: 'none' });
    }),
  );
});

test('no text, typed or held, brings the matching down', () => {
  const strange = fc.record({
    pupilId: anyText,
    forename: anyText,
    surname: anyText,
    preferredForename: anyText,
    preferredSurname: anyText,
    otherNames: fc.array(anyText, { maxLength: 2 }),
    yearGroup: fc.integer(),
    schoolUrn: anyText,
  });
  fc.assert(
    fc.property(anyText, fc.array(strange, { maxLength: 3 }), (query, roster) => {
      expect(['one', 'confirm', 'several', 'none']).toContain(matchName(query, roster).kind);
      expect(roster.map(initialsOf)).not.toContain('');
    }),
  );
});

test('8.2 normalising twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.oneof(plausible, anyText), (text) => {
      expect(normaliseName(normaliseName(text))).toBe(normaliseName(text));
    }),
  );
});

test('F1 distance is the same both ways, nothing between equals, one for a swap of neighbours', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(`${a}xy${b}`, `${a}yx${b}`)).toBe(1);
    }),
  );
});

test('channel initials are one each, the same whatever the order, and never a name', () => {
  fc.assert(
    fc.property(rosterAndShuffle, ([roster, shuffled]) => {
      const labels = channelInitials(roster);
      expect(new Set(labels.values()).size).toBe(roster.length);
      expect(channelInitials(shuffled)).toEqual(labels);
      for (const label of labels.values()) expect(label).toMatch(/^[A-Z]{2}(·\d+)?$/u);
    }),
  );
});
