import * as fc from 'fast-check';
import { attendanceOf, groupRates } from '../../src/domain/figures/attendance.ts';
import type { SessionCode } from '../../src/domain/figures/sessions.ts';
import { codes, parseCode } from '../../src/domain/codes.ts';

/** `.` is unmarked, `?` undecided, `3xO` three times `O`. */
function sessions(tokens: string): SessionCode[] {
  return tokens.split(' ').flatMap((token) => {
    const [, times = '1', text = token] = /^(\d+)x(.+)$/.exec(token) ?? [];
    return Array.from({ length: Number(times) }, () => codeOf(text));
  });
}
function codeOf(text: string): SessionCode {
  if (text === '.') return null;
  if (text === '?') return 'undecided';
  const parsed = parseCode(text);
  if (parsed.kind === 'refused') throw new Error(`no code: ${text}`);
  return parsed.code;
}

describe('R2.1–R2.8: the worked examples (2.2)', () => {
  /** Possible, attended, authorised, unauthorised, NPA, ADM, unmarked | att% auth% unauth% or null | PA SA. */
  test.each([
    ['W01', '/ \\ / \\ / \\ / \\ / \\', '10 10 0 0 0 0 0', '100.0 0.0 0.0', 'N N'],
    ['W02', 'B B / \\ B B / L I I', '10 8 2 0 0 0 0', '80.0 20.0 0.0', 'Y N'],
    ['W03', 'B C2 B C2 B C2 / \\ / \\', '10 7 3 0 0 0 0', '70.0 30.0 0.0', 'Y N'],
    ['W04', 'D D D D / \\ / \\ / \\', '6 6 0 0 4 0 0', '100.0 0.0 0.0', 'N N'],
    ['W05', '10xD', '0 0 0 0 10 0 0', 'null', 'N N'],
    ['W06', '/ U L \\ N O / \\ G G', '10 5 0 5 0 0 0', '50.0 0.0 50.0', 'Y Y'],
    ['W07', '/ \\ Y4 Y4 / \\ / \\ M \\', '8 7 1 0 2 0 0', '87.5 12.5 0.0', 'Y N'],
    ['W08', '# # B B # \\ B B B I', '7 6 1 0 0 3 0', '85.7 14.3 0.0', 'Y N'],
    ['W09', 'Z Z Z Z / \\ / \\ / \\', '6 6 0 0 0 4 0', '100.0 0.0 0.0', 'N N'],
    ['W10', 'C2 C2 C2 B B C2 C2 C2 B B', '10 4 6 0 0 0 0', '40.0 60.0 0.0', 'Y Y'],
    ['W11', 'K K K K K O / \\ / \\', '10 9 0 1 0 0 0', '90.0 0.0 10.0', 'Y N'],
    ['W12', '/ \\ / . B B . . / \\', '7 7 0 0 0 0 3', '100.0 0.0 0.0', 'N N'],
    ['W13', 'Q Q Y5 Y5 Y7 Y7 Y1 Y1 X X', '0 0 0 0 10 0 0', 'null', 'N N'],
    ['W14', '325x/ 20xI 16xO', '361 325 20 16 0 0 0', '90.0 5.5 4.4', 'N N'],
    ['W15', '342x/ 20xI 18xO', '380 342 20 18 0 0 0', '90.0 5.3 4.7', 'Y N'],
    ['W16', '190x/ 190xC2', '380 190 190 0 0 0 0', '50.0 50.0 0.0', 'Y Y'],
    ['W17', 'J1 \\ V V P P W W S S', '10 7 3 0 0 0 0', '70.0 30.0 0.0', 'Y N'],
    ['W18', '10xE 10xB', '20 10 10 0 0 0 0', '50.0 50.0 0.0', 'Y Y'],
    ['W19', '27x/ 3xO', '30 27 0 3 0 0 0', '90.0 0.0 10.0', 'Y N'],
    ['W20', '28x/ 3xO', '31 28 0 3 0 0 0', '90.3 0.0 9.7', 'N N'],
  ])('%s: %s', (_id, tokens, counts, percents, flags) => {
    const found = attendanceOf(sessions(tokens));
    const { possible, attended, auth, unauth, npa, adm, unmarked, percent } = found;
    expect([possible, attended, auth, unauth, npa, adm, unmarked].join(' ')).toBe(counts);
    const shown = percent && [percent.attended, percent.authorised, percent.unauthorised];
    expect(shown?.map((one) => one.toFixed(1)).join(' ') ?? 'null').toBe(percents);
    expect([found.persistent, found.severe].map((one) => (one ? 'Y' : 'N')).join(' ')).toBe(flags);
  });

  test.each([
    ['W12: a session without a mark', '/ \\ / . B B . . / \\', true],
    ['W06: an N', '/ U L \\ N O / \\ G G', true],
    ['R1.3: a code to be decided', '/ ?', true],
    ['W11: everything known', 'K K K K K O / \\ / \\', false],
  ])('R2.8, provisional or not. %s', (_what, tokens, provisional) => {
    expect(attendanceOf(sessions(tokens)).provisional).toBe(provisional);
  });

  test.each([
    ['W16: only part-time sessions are absences', '190x/ 190xC2', true],
    ['W03', 'B C2 B C2 B C2 / \\ / \\', true],
    ['the other absences reach the threshold by themselves', '8x/ I C2', false],
    ['not persistently absent', '19x/ C2', false],
  ])('C2 alone makes a pupil PA, or does not. %s', (_what, tokens, alone) => {
    expect(attendanceOf(sessions(tokens)).partTimeAlone).toBe(alone);
  });

  test.each([
    ['R2.7: half up', '39x/ O', 2.5],
    ['R2.7: 1 of 800 is 0.125, shown as 0.1', '799x/ O', 0.1],
    ['R2.7: 3 of 80 is 3.75, shown as 3.8', '77x/ 3xO', 3.8],
    ['R2.7: 1 of 2000 is 0.05, shown as 0.1', '1999x/ O', 0.1],
  ])('%s', (_what, tokens, percent) => {
    expect(attendanceOf(sessions(tokens)).percent?.absent).toBe(percent);
  });
});

describe('R2.8b: a group', () => {
  test('pools the sessions and does not average the percentages', () => {
    const rates = groupRates([sessions('/ O'), sessions('98x/ 0xI'), sessions('10xD')]);
    expect(rates).toMatchObject({ percent: { attended: 99, unauthorised: 1 }, pupils: 2, persistent: 50 });
  });

  test('without any possible session has no rate', () => {
    expect(groupRates([sessions('D D'), []])).toEqual({ percent: null, pupils: 0, persistent: null });
  });
});

const anyCode = fc.constantFrom<SessionCode[]>(null, 'undecided', ...codes.map(({ code }) => code));
const anyCodes = fc.array(anyCode, { maxLength: 60 });

describe('of any sessions', () => {
  test('the order does not matter', () => {
    fc.assert(
      fc.property(
        anyCodes.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => expect(attendanceOf(shuffled)).toEqual(attendanceOf(list)),
      ),
    );
  });

  test('R1.3: one more without a mark, or to be decided, changes no percentage and no flag', () => {
    fc.assert(
      fc.property(anyCodes, fc.constantFrom<SessionCode[]>(null, 'undecided'), (list, more) => {
        const { percent, persistent, severe, possible } = attendanceOf(list);
        expect(attendanceOf([...list, more])).toMatchObject({
          percent,
          persistent,
          severe,
          possible,
          provisional: true,
        });
      }),
    );
  });

  test('every session is counted once, and severe is persistent too (R2.6)', () => {
    fc.assert(
      fc.property(anyCodes, (list) => {
        const found = attendanceOf(list);
        const { pres, aea, auth, unauth, npa, adm, unmarked, undecided } = found;
        expect(pres + aea + auth + unauth + npa + adm + unmarked + undecided).toBe(list.length);
        expect(found.severe && !found.persistent).toBe(false);
      }),
    );
  });

  test('R2.8b: a group of one is that pupil, and a group divided otherwise has the same sessions', () => {
    fc.assert(
      fc.property(fc.array(anyCodes, { maxLength: 5 }), (group) => {
        expect(groupRates(group).percent).toEqual(attendanceOf(group.flat()).percent);
        expect(groupRates([group.flat()]).percent).toEqual(groupRates(group).percent);
      }),
    );
  });
});
