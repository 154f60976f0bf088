import type { Row } from '../../src/domain/digest-row.ts';
import { digestGroups } from '../../src/domain/digest-group.ts';
import type { DigestGroup } from '../../src/domain/digest-group.ts';
import { instantAt } from '../../src/domain/time.ts';
import { rowLines, type View } from '../../src/texts/digest.ts';
import type * as words from '../../src/texts/reasons.ts';
import { aFollowed, digestOf, everyRow } from '../support/digest-states.ts';

const at = (time: string) => instantAt('2026-11-09', time);
const place = (code: string): string => ({ 'oak-farm': 'Oak Farm', base: 'Base', '100001': 'Ashfield Academy' })[code]!;
const rowOf = (over: Partial<Row>): Row => digestOf([over]).digest.rows[0]!;
const linesOf = (over: Partial<Row>, view: View = 'names'): string[] =>
  rowLines(rowOf(over), view, place).map(({ text }) => text);

const said = (what: NonNullable<Row['confirmed']>['what'], time = '09:02'): NonNullable<Row['confirmed']> => ({
  what,
  provision: 'oak-farm',
  at: time,
  recordedAt: at('09:38'),
  by: 'parent',
  ageMinutes: 52,
});
const none: Row['proposals']['AM'] = { kind: 'none', why: 'not-due-yet', flags: [], basis: {} };
const code = (over: object): Row['proposals'] => ({
  AM: { kind: 'code', code: 'B', flags: [], gaps: [], basis: {}, ...over },
  PM: none,
});
const undecided = (why: keyof typeof words.decisionWords): Row['proposals'] => {
  const proposal = { kind: 'needs-decision' as const, why, flags: [], basis: {} };
  return { AM: proposal, PM: proposal };
};
const since = (kind: string, over = {}): Partial<Row> => ({
  followUps: [{ kind, since: at('09:38'), ...over } as Row['followUps'][number]],
});

const PLAN = 'Planned: Oak Farm 09:00–12:00, then Base 12:45–15:45';

const rows: [rule: string, row: Partial<Row>, channel: string[], names: string[]][] = [
  [
    'R7.10 present',
    { confirmed: said('present') },
    ['Marked present 09:02, Oak Farm'],
    ['Marked present 09:02, Oak Farm (by parent)'],
  ],
  [
    'R10.1 late, with the minutes',
    { group: 'late', confirmed: said('late', '10:05'), minutesLate: 65 },
    ['Arrived 10:05, Oak Farm, 65 min late'],
    ['Arrived 10:05, Oak Farm, 65 min late (by parent)'],
  ],
  [
    'R10.1 not there: who said so and when, not that the child is absent',
    { group: 'unexplained', category: 'unexplained', confirmed: said('absent') },
    ['Oak Farm said at 09:38: not here'],
    ['Oak Farm said at 09:38: not here (by parent)'],
  ],
  [
    'R9.3 the category of a reason is for those with a role',
    { group: 'absent-with-reason', category: 'ill', confirmed: said('absent') },
    ['Oak Farm said at 09:38: not here'],
    ['Reason: ill', 'Oak Farm said at 09:38: not here (by parent)'],
  ],
  ['R9.3 a reason in words', { group: 'left-with-reason', category: 'other' }, [], ['Reason given']],
  ['R9.3 a reason refused', { group: 'absent-with-reason', category: 'not-accepted' }, [], ['Reason not accepted']],
  [
    'trap 17: Y5 is not told, nor who recorded it',
    {
      group: 'absent-with-reason',
      category: 'restricted',
      confirmed: { ...said('absent'), by: undefined },
      proposals: code({ code: 'Y5' }),
    },
    ['Oak Farm said at 09:38: not here', 'Code: AM reason held · PM not due yet'],
    [
      'Reason: unable to attend (restricted)',
      'Oak Farm said at 09:38: not here',
      'Code: AM unable to attend (restricted) · PM not due yet',
    ],
  ],
  ['trap 7: a register not returned', { group: 'not-returned' }, ['Nothing confirmed'], ['Nothing confirmed']],
  ['R7.10 a provision closed', { group: 'provision-closed' }, ['Nothing confirmed'], ['Nothing confirmed']],
  [
    'R4.10 left, nobody has said why',
    { group: 'missing-or-contradictory', incident: 'left-without-reason', confirmed: said('left', '09:50') },
    ['Left early, and nobody has said why', 'Left Oak Farm at 09:50'],
    ['Left early, and nobody has said why', 'Left Oak Farm at 09:50 (by parent)'],
  ],
  [
    'where last seen',
    { group: 'unexplained', confirmed: said('absent'), lastSeen: said('present') },
    ['Last seen: marked present 09:02, Oak Farm'],
    ['Last seen: marked present 09:02, Oak Farm'],
  ],
  [
    'an earlier absence',
    { earlier: [{ provision: 'oak-farm', start: '09:00', state: 'absent', category: 'ill' }] },
    ['Earlier: not at Oak Farm (slot from 09:00)'],
    ['Earlier: not at Oak Farm (slot from 09:00), ill'],
  ],
  [
    'an earlier leaving: the time is that of the slot',
    { earlier: [{ provision: 'oak-farm', start: '09:00', state: 'left', category: 'unexplained' }] },
    ['Earlier: left early from Oak Farm (slot from 09:00)'],
    ['Earlier: left early from Oak Farm (slot from 09:00), reason not known'],
  ],
  [
    'an earlier register',
    { earlier: [{ provision: 'oak-farm', start: '09:00', state: 'not-returned' }] },
    ['Earlier: register not returned by Oak Farm (slot from 09:00)'],
    ['Earlier: register not returned by Oak Farm (slot from 09:00)'],
  ],
  [
    '4.3 an update due',
    { group: 'unexplained', ...since('finding-the-reason', { updateDue: at('10:08') }) },
    ['With the partnership since 09:38: to find the reason; update due 10:08'],
    ['With the partnership since 09:38: to find the reason; update due 10:08'],
  ],
  [
    '4.3 an update overdue',
    { group: 'unexplained', ...since('finding-the-reason', { updateDue: at('10:08'), overdueMinutes: 22 }) },
    ['With the partnership since 09:38: to find the reason; update due 10:08, overdue'],
    ['With the partnership since 09:38: to find the reason; update due 10:08, overdue'],
  ],
  [
    '4.2 an absence followed up: whose step it is and what was tried, for those with a role',
    { group: 'unexplained', followUps: [aFollowed({ contacts: 2, isSafe: true })] },
    ['Followed up since 09:38: to find the reason; update due 10:08'],
    [
      'Followed up since 09:38: those who find out have been told; update due 10:08',
      'Next: partnership officer and key link; contacts tried: 2; is the child safe: answered; the code: open',
    ],
  ],
  [
    '4.6 nobody can say where the child is',
    {
      group: 'missing-or-contradictory',
      incident: 'not-located',
      followUps: [aFollowed({ state: 'missing', phase: 'finding-the-child', due: undefined })],
    },
    ['Nobody can say where the child is', 'Followed up since 09:38: to establish where the child is'],
    ['Nobody can say where the child is', 'Followed up since 09:38: to establish where the child is'],
  ],
  [
    '4.2 closed',
    { followUps: [{ kind: 'closed', on: '2026-11-09', at: at('11:05'), mistake: false }] },
    ['Follow-up closed 11:05'],
    ['Follow-up closed 11:05'],
  ],
  [
    'NO_RETURN the register asked for',
    { group: 'not-returned', followUps: [{ kind: 'register-asked', asked: [at('09:30')], ring: at('09:50') }] },
    ['Register asked for at 09:30; the partnership officer was asked to ring at 09:50'],
    ['Register asked for at 09:30; the partnership officer was asked to ring at 09:50'],
  ],
  [
    'R1.9 the code with what it rests on',
    { proposals: code({ code: 'U', minutesLate: 65, gaps: ['checks'], basis: { covering: 'school' } }) },
    ['Code: AM U · PM not due yet'],
    ['Code: AM U (arranged for the school; 65 min late; safeguarding checks not recorded) · PM not due yet'],
  ],
  [
    'R1.6 an agreement, to its last day',
    { proposals: code({ code: 'C2', basis: { covering: 'part-time', agreementTo: '2026-12-18' } }) },
    ['Code: AM reason held · PM not due yet'],
    ['Code: AM C2 (part-time agreement; to Friday 18 December) · PM not due yet'],
  ],
  [
    'M14 nothing covers the session',
    { group: 'not-expected', proposals: undecided('nothing-timetabled') },
    ['Code, AM and PM: decision needed'],
    ['Code, AM and PM: decision needed (nothing timetabled and no agreement covers it)'],
  ],
  [
    'M21 what a decision is about is for those with a role',
    { group: 'not-expected', proposals: undecided('suspension-day-six') },
    ['Code, AM and PM: decision needed'],
    ['Code, AM and PM: decision needed (sixth day of a suspension or later, no provision arranged)'],
  ],
  ['a stay through lunch is one stay', { placements: stay() }, ['Planned: Base 09:00–12:00 and 12:45–15:45'], []],
];

function stay(): Row['placements'] {
  const [morning, afternoon] = rowOf({}).placements;
  return [{ ...morning!, provision: 'base' }, afternoon!];
}

describe('the lines of a row', () => {
  test.each(rows)('%s', (_rule, row, channel, names) => {
    expect(linesOf(row, 'channel')).toEqual(expect.arrayContaining(channel));
    expect(linesOf(row, 'names')).toEqual(expect.arrayContaining(names));
  });

  test('a channel is told no more than a line of the plan, one of the code, and what was seen', () => {
    expect(linesOf({ group: 'absent-with-reason', category: 'ill', confirmed: said('absent') }, 'channel')).toEqual([
      'Oak Farm said at 09:38: not here',
      PLAN,
      'Code: AM B · PM not due yet',
    ]);
  });

  const planOnly: Record<DigestGroup, boolean> = {
    'missing-or-contradictory': true,
    unexplained: true,
    'not-returned': true,
    'provision-closed': true,
    'absent-with-reason': true,
    'left-with-reason': true,
    late: true,
    present: true,
    // Their headings say as much, and there is nothing to confirm yet.
    'due-later': false,
    'due-in-school': false,
    'not-expected': false,
  };
  test('R4.11 what is urgent is marked so: a child to be found, a deadline gone by', () => {
    const tones = (over: Parameters<typeof aFollowed>[0]) =>
      rowLines(rowOf({ followUps: [aFollowed(over)] }), 'channel', place)
        .filter(({ text }) => text.startsWith('Followed up'))
        .map(({ tone }) => tone);
    expect(tones({})).toEqual(['plain']);
    expect(tones({ phase: 'finding-the-child' })).toEqual(['attention']);
    expect(tones({ due: { at: at('10:08'), what: 'update', overdue: true } })).toEqual(['attention']);
  });

  test.each(digestGroups)('R7.10 %s without a mark: the plan is not taken for evidence', (group) => {
    const lines = linesOf({ group });
    expect(lines.includes('Nothing confirmed')).toBe(planOnly[group]);
    expect(lines.join('\n')).not.toMatch(/marked present|arrived|not here|last seen/i);
  });

  test.each(digestGroups)('R7.10 %s with a mark: it is never "nothing"', (group) => {
    expect(linesOf({ group, confirmed: said('present') })).not.toContain('Nothing confirmed');
  });
});

describe('whatever a row says, to either reader', () => {
  const all = everyRow().flatMap((row) =>
    (['channel', 'names'] as const).map((view) => ({ row: rowOf(row), lines: linesOf(row, view).join('\n') })),
  );

  test('R7.10: nobody "is at" a place, or is "in" it', () => {
    for (const { lines } of all) expect(lines).not.toMatch(/\b(is|are|was|were) (at|in|on site)\b/i);
  });

  test('trap 7: "absent" is not among the words, least of all of a register not returned', () => {
    for (const { lines } of all) expect(lines).not.toMatch(/absent|absence|truan|missing/i);
  });

  test('it claims no call that nobody has recorded', () => {
    for (const { lines } of all) expect(lines).not.toMatch(/\b(rang|called|spoke|contacted|phoned)\b/i);
  });

  test('trap 17: Y5 is not among the words', () => {
    for (const { lines } of all) expect(lines).not.toMatch(/Y5|criminal|justice|detention|police/i);
  });
});
