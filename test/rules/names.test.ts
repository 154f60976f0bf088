import {
  type KnownName,
  channelInitials,
  displayName,
  editDistance,
  initialsOf,
  matchName,
  normaliseName,
} from '../../src/domain/names.ts';

const ashfield = '900001';
const birchwood = '900002';

function pupil(
  pupilId: string,
  schoolUrn: string,
  yearGroup: number,
  names: Partial<KnownName> & Pick<KnownName, 'forename' | 'surname'>,
): KnownName {
  return { pupilId, schoolUrn, yearGroup, otherNames: [], ...names };
}

const roster = [
  pupil('p01', ashfield, 10, {
    forename: 'Oluwaseun',
    surname: 'Adeyemi-Clarke',
    preferredForename: 'Seun',
    preferredSurname: 'Adeyemi',
  }),
  pupil('p02', ashfield, 9, { forename: 'Jack', surname: "O'Neill" }),
  pupil('p03', birchwood, 10, { forename: 'Jack', surname: 'Oneal' }),
  pupil('p04', ashfield, 8, { forename: 'Zoë', surname: 'Müller' }),
  pupil('p05', ashfield, 9, { forename: 'Seán', surname: 'Byrne' }),
  pupil('p06', ashfield, 9, { forename: 'Shaun', surname: 'Burn' }),
  pupil('p07', ashfield, 10, { forename: 'Mohammed', surname: 'Ali' }),
  pupil('p08', ashfield, 11, { forename: 'Mohammed', surname: 'Ali' }),
  pupil('p09', birchwood, 9, { forename: 'Muhammad', surname: 'Ali Khan' }),
  pupil('p10', ashfield, 10, {
    forename: 'Mary-Jane',
    surname: 'Watson-Smith',
    preferredForename: 'MJ',
    preferredSurname: 'Watson',
  }),
  pupil('p11', birchwood, 11, { forename: 'Siân', surname: 'Llŷr-Davies' }),
  pupil('p12', ashfield, 9, { forename: 'Łukasz', surname: 'Żak' }),
  pupil('p13', birchwood, 8, { forename: "D'Arcy", surname: 'Le Blanc' }),
  pupil('p14', ashfield, 10, { forename: 'Wei', surname: 'Ng' }),
  pupil('p15', ashfield, 11, { forename: 'Alexandra', surname: 'Taylor', preferredForename: 'Alex' }),
  pupil('p16', ashfield, 9, { forename: 'Thomas', surname: 'Smith', preferredForename: 'Tom' }),
  pupil('p17', ashfield, 9, { forename: 'Timothy', surname: 'Smith', preferredForename: 'Tim' }),
  pupil('p18', ashfield, 10, { forename: 'Jean-Luc', surname: 'Béranger' }),
  pupil('p19', ashfield, 9, { forename: 'Aisha', surname: 'Rahman', otherNames: ['Aisha Begum'] }),
];

const scopes = {
  A: roster.filter((p) => p.schoolUrn === ashfield),
  B: roster,
  Birchwood: roster.filter((p) => p.schoolUrn === birchwood),
};

/** "E1 p02", "P2 p16: confirm", "P3 p09, F1 p07: choose" or "none". */
function outcome(query: string, inScope: readonly KnownName[]): string {
  const match = matchName(query, inScope);
  if (match.kind === 'none') return 'none';
  if (match.kind !== 'several') return `${match.tier} ${match.pupil.pupilId}${match.kind === 'one' ? '' : ': confirm'}`;
  // A choice carries no tiers; asked for alone, each candidate shows the one it came by.
  const each = match.candidates.map((p) => outcome(query, [p]).replace(': confirm', ''));
  return `${each.join(', ')}: choose`;
}

describe('8.5 examples', () => {
  test.each<[id: string, query: string, scope: keyof typeof scopes, expected: string]>([
    ['K1', "Jack O'Neill", 'B', 'E1 p02'],
    ['K1', 'Jack O’Neill', 'B', 'E1 p02'],
    ['K2', 'jack oneill', 'B', 'E1 p02'],
    ['K3', 'Jack O Neill', 'B', 'E1 p02'],
    ['K4', 'Jack Oneal', 'B', 'E1 p03'],
    ['K5', 'Jack Oneal', 'A', 'none'],
    ['K6', 'Jack Oneill', 'Birchwood', 'none'],
    ['K7', 'ZOE MUELLER', 'B', 'E1 p04'],
    ['K7', 'Zoe Muller', 'B', 'E1 p04'],
    ['K8', 'Lukasz Zak', 'B', 'E1 p12'],
    ['K9', 'Sean Byrne', 'B', 'E1 p05'],
    ['K10', 'Sean Bryne', 'B', 'F1 p05: confirm'],
    ['K11', 'Sean Burn', 'B', 'F2 p06: confirm'],
    ['K12', 'Mohammed Ali', 'A', 'E1 p07, E1 p08: choose'],
    ['K13', 'Mohamed Ali', 'A', 'F1 p07, F1 p08: choose'],
    ['K14', 'Muhammad Ali', 'B', 'F1 p07, F1 p08, P3 p09: choose'],
    ['K15', 'M Ali', 'B', 'P2 p07, P2 p08, P2 p09: choose'],
    ['K16', 'Seun Adeyemi', 'A', 'E1 p01'],
    ['K17', 'Oluwaseun Adeyemi Clarke', 'A', 'E2 p01'],
    ['K18', 'Seun Clarke', 'A', 'P3 p01: confirm'],
    ['K19', 'MJ Watson', 'A', 'E1 p10'],
    ['K19', 'Mary-Jane Smith', 'A', 'P3 p10: confirm'],
    ['K20', 'Ng', 'A', 'P1 p14: confirm'],
    ['K21', 'Wei Ngo', 'A', 'none'],
    ['K22', 'Alexandra Taylor', 'A', 'E2 p15'],
    ['K23', 'Smith, Tom', 'A', 'E1 p16'],
    ['K24', 'Tm Smith', 'A', 'F2 p17, F2 p16: choose'],
    ['K25', 'T Smith', 'A', 'P2 p17, P2 p16: choose'],
    ['K26', 'Tom S', 'A', 'P2 p16: confirm'],
    ['K27', 'sian llyr-davies', 'A', 'none'],
    ['K28', 'sian llyr-davies', 'B', 'E1 p11'],
    ['K29', "D'Arcy LeBlanc", 'B', 'E1 p13'],
    ['K30', 'Aisha Begum', 'A', 'E3 p19'],
    ['K31', 'Ayesha Rahman', 'A', 'F2 p19: confirm'],
    ['K32', 'Beranger', 'A', 'P1 p18: confirm'],
    ['K32', 'Jean Luc Beranger', 'A', 'E1 p18'],
    ['K33', 'Jack', 'A', 'P1 p02: confirm'],
    ['K34 (exact; the card that asks even so is the concern’s own)', 'Tom Smith', 'A', 'E1 p16'],
  ])('%s %s in scope %s: %s', (_id, query, scope, expected) => {
    expect(outcome(query, scopes[scope])).toBe(expected);
  });

  test.each([
    ['K17', 'Oluwaseun Adeyemi Clarke', 'Seun Adeyemi'],
    ['K22', 'Alexandra Taylor', 'Alex Taylor'],
    ['K30', 'Aisha Begum', 'Aisha Rahman'],
  ])('%s %s is answered as %s', (_id, query, shown) => {
    const match = matchName(query, scopes.A);
    expect(match.kind === 'one' && displayName(match.pupil)).toBe(shown);
  });
});

describe('8.3 beyond the examples', () => {
  const { A, B } = scopes;
  test.each<[what: string, query: string, inScope: KnownName[], expected: string]>([
    ['reversed order without a comma', 'Smith Tom', A, 'E1 p16'],
    ['a comma settles the order', 'Tom, Smith', A, 'none'],
    ['a comma inside one surname', 'Blanc, Le', B, 'none'],
    ['nothing after the comma', 'Beranger,', A, 'P1 p18: confirm'],
    ['two words that are one surname', 'O Neill', A, 'P1 p02: confirm'],
    ['a space and a misspelling', 'Jack O Neil', A, 'F1 p02: confirm'],
    ['no fuzzy on one word', 'Berangar', A, 'none'],
    ['one letter alone is no name', 'J', A, 'none'],
    ['initials of a double forename', 'M. J. Watson', A, 'E1 p10'],
    ['initial and one barrel', 'O Clarke', A, 'P2 p01: confirm'],
    ['forename and initial of a legal name', 'Alexandra T', A, 'P2 p15: confirm'],
    ['a forename typed twice', 'Tom Tom', A, 'none'],
    ['a middle name typed, surname exact', 'Aisha Noor Rahman', A, 'F2 p19: confirm'],
    ['two slips in a forename of five letters', 'Shane Byrn', B, 'none'],
    ['year: Y10', 'Mohammed Ali Y10', A, 'E1 p07'],
    ['year: year 11', 'mohammed ali, year 11', A, 'E1 p08'],
    ['year: (Yr. 11)', 'Mohammed Ali (Yr. 11)', A, 'E1 p08'],
    ['year after a comma name', 'Ali, Mohammed, y10?', A, 'E1 p07'],
    ['year of nobody so named', 'Mohammed Ali Y7', A, 'none'],
    ['a year alone', 'Y10', A, 'none'],
    ['a year alone after a space', ' Y10', A, 'none'],
  ])('%s: %s', (_what, query, inScope, expected) => {
    expect(outcome(query, inScope)).toBe(expected);
  });

  test.each<[what: string, names: Partial<KnownName>, query: string, expected: string]>([
    ['preferred forename with legal surname', { preferredForename: 'Ree' }, 'Ree Vale', 'E1 p: shown Ree Vale'],
    [
      'legal forename with preferred surname',
      { preferredSurname: 'Moss' },
      'Rhiannon Moss',
      'E1 p: shown Rhiannon Moss',
    ],
    ['a blank preferred name is none', { preferredForename: ' ' }, 'Rhiannon Vale', 'E1 p: shown Rhiannon Vale'],
    ['a nickname alone asks first', { otherNames: ['Ash'] }, 'Ash', 'P1 p: confirm: shown Rhiannon Vale'],
    [
      'a nickname with the surname asks first',
      { otherNames: ['Ash'] },
      'Ash Vale',
      'P3 p: confirm: shown Rhiannon Vale',
    ],
    [
      'other name with the surname first',
      { otherNames: ['da Silva, Ana'] },
      'Ana da Silva',
      'E3 p: shown Rhiannon Vale',
    ],
    [
      'other name of three words, reversed',
      { otherNames: ['Ana da Silva'] },
      'da Silva Ana',
      'E3 p: shown Rhiannon Vale',
    ],
  ])('8.1 %s', (_what, names, query, expected) => {
    const one = pupil('p', ashfield, 9, { forename: 'Rhiannon', surname: 'Vale', ...names });
    expect(`${outcome(query, [one])}: shown ${displayName(one)}`).toBe(expected);
  });

  test('E: exact matches of different tiers give a choice', () => {
    const legal = pupil('p90', ashfield, 8, { forename: 'Tom', surname: 'Smith', preferredForename: 'Robin' });
    expect(outcome('Tom Smith', [...A, legal])).toBe('E2 p90, E1 p16: choose');
  });

  test('choices stand by surname, forename, year and then pupil id', () => {
    const called = { forename: 'Mohammed', surname: 'Ali' };
    const same = [pupil('p3', ashfield, 8, called), pupil('p1', ashfield, 9, called), pupil('p2', ashfield, 8, called)];
    const other = [
      pupil('p0', ashfield, 7, { ...called, surname: 'Alib' }),
      pupil('p9', ashfield, 9, { ...called, forename: 'Maya' }),
    ];
    expect(outcome('M Ali', [...same, ...other])).toBe('P2 p9, P2 p2, P2 p3, P2 p1: choose');
  });

  test.each([
    ['a lone letter of a surname is no part of it', 'O Neill', 'O', 'none'],
    ['a surname of one letter is a surname', 'O', 'O', 'P1 p: confirm'],
    ['a particle counts as a part, and asks', 'van der Berg', 'van der', 'P1 p: confirm'],
  ])('P1 %s', (_what, surname, query, expected) => {
    expect(outcome(query, [pupil('p', ashfield, 9, { forename: 'Jin', surname })])).toBe(expected);
  });

  test.each([
    ['empty', ''],
    ['spaces', ' \t\n'],
    ['emoji only', '😀👩‍👧'],
    ['direction marks only', '\u200f\u202e'],
    ['a lone surrogate', '\ud83d'],
    ['a property of every object', '__proto__'],
    ['another', 'constructor prototype'],
    ['a pattern', '.* .*'],
    ['a comma', ','],
    ['101 characters', `Tom Smith ${'x'.repeat(91)}`],
    ['a ligature that unfolds into 18 letters', '\ufdfa'.repeat(100)],
    ['a megabyte', 'Tom Smith '.repeat(100_000)],
  ])('hostile: %s matches nobody', (_what, query) => {
    expect(outcome(query, roster)).toBe('none');
  });

  test('hostile: 100 characters are still read, 101 are not', () => {
    expect(outcome(`Tom${' '.repeat(92)}Smith`, A)).toBe('E1 p16');
    expect(outcome(`Tom${' '.repeat(93)}Smith`, A)).toBe('none');
  });

  test('hostile: characters that unfold into more than 100 are not read', () => {
    const unfolding = pupil('p', ashfield, 9, { forename: '\ufdfa'.repeat(3), surname: '\ufdfa'.repeat(3) });
    expect(outcome('\ufdfa'.repeat(6), [unfolding])).toBe('none');
  });

  test('hostile: direction marks and zero-width characters vanish', () => {
    expect(outcome('\u202bTo\u200bm Sm\u00adith\u200f Y9\u200e', A)).toBe('E1 p16');
  });
});

test.each([
  ['Jack O’Neill', 'jack oneill'],
  ['O´Neill', 'oneill'],
  ['OʼNeill', 'oneill'],
  ['Zoe\u0308  MÜLLER', 'zoe muller'],
  ['Jean–Luc', 'jean luc'],
  ['M.J.', 'm j'],
  ['Łukasz Żak', 'lukasz zak'],
  ['Straße', 'strasse'],
  ['Ærøskøbing', 'aeroskobing'],
  ['Þór Guðrún', 'thor gudrun'],
  ['İlkay Işık', 'ilkay isik'],
  ['Llŷr ap Siôn', 'llyr ap sion'],
  ['Ｔｏｍ', 'tom'],
  ['😀', ''],
])('8.2 %s is compared as %s', (text, expected) => {
  expect(normaliseName(text)).toBe(expected);
});

test.each([
  ['bryne', 'byrne', 1],
  ['oneal', 'oneill', 2],
  ['mohamed', 'mohammed', 1],
  ['muhammad', 'mohammed', 2],
  ['ayesha', 'aisha', 2],
  ['', 'ng', 2],
  ['ng', '', 2],
  ['same', 'same', 0],
])('F1 distance from %s to %s is %i', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

describe('initials in a channel', () => {
  const byId = (id: string) => roster.find((p) => p.pupilId === id)!;
  test.each([
    ['p04', 'ZM'],
    ['p02', 'JO'],
    ['p10', 'MW'],
    ['p12', 'LZ'],
    ['p13', 'DL'],
    ['p01', 'SA'],
  ])('%s is %s', (id, initials) => {
    expect(initialsOf(byId(id))).toBe(initials);
  });

  test('Mary-Jane Watson-Smith is MW and a name without letters is ?', () => {
    expect(initialsOf({ ...byId('p10'), preferredForename: '', preferredSurname: '' })).toBe('MW');
    expect(initialsOf({ ...byId('p10'), preferredForename: '-', preferredSurname: '-' })).toBe('?');
  });

  test('those who collide are numbered by pupil id, whatever the order given', () => {
    const three = [byId('p08'), byId('p14'), byId('p07'), byId('p08')];
    expect(Object.fromEntries(channelInitials(three))).toEqual({ p07: 'MA·1', p08: 'MA·2', p14: 'WN' });
  });
});
