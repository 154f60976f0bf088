import { changesSince, newsToActOn, snapshotOf } from '../../src/domain/digest-change.ts';
import { digestFor } from '../../src/domain/digest.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import type { Absence } from '../../src/domain/absence/absence.ts';
import type { Chase } from '../../src/domain/chase/chase.ts';
import type { DigestGroup } from '../../src/domain/digest-group.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { FollowUp } from '../../src/domain/follow-up.ts';
import type { Mark, PartnershipRecords, Pupil } from '../../src/domain/records.ts';
import type { LocalDate, LocalTime } from '../../src/domain/time.ts';
import { followUpLines } from '../../src/texts/digest-follow-up.ts';
import { ASHFIELD, aMark, aRow, held, pupilT } from '../support/cal-a.ts';
import { aContact, followed, officer, type Followed } from '../support/followed.ts';

const MONDAY: LocalDate = '2026-11-09';
const TUESDAY: LocalDate = '2026-11-10';
const at = (time: LocalTime, date = MONDAY) => instantAt(date, time);

const green = pupilT({ rag: 'green', contacts: [{ name: 'Dana Smith', relationship: 'mother' }] });
const red: Pupil = { ...green, rag: 'red' };
const here = aMark('present', '09:02', { arrivedAt: '09:00' });
const notHere = aMark('absent', '09:38');
const left = aMark('left', '09:55', { leftAt: '09:50' });
const atBase = (status: Mark['status'], recorded: LocalTime): Mark =>
  aMark(status, recorded, { provision: 'base', arrive: '12:45' });

/** A child whose absence was followed up as it is in a day: each of these happens at its time. */
function day(pupil: Pupil, ...happens: ((of: Followed) => unknown)[]): Followed {
  const of = followed(pupil);
  for (const one of happens) one(of);
  return of;
}
const mark = (one: Mark) => (of: Followed) => of.mark(one);
const told = (time: LocalTime) => (of: Followed) => of.do(MONDAY, time, { kind: 'notified', by: 'Keylink' });
const look =
  (time: LocalTime, date = MONDAY) =>
  (of: Followed) =>
    of.look(date, time);
const contact =
  (time: LocalTime, over = {}) =>
  (of: Followed) =>
    of.do(MONDAY, time, { kind: 'contact', contact: aContact(MONDAY, time, over) });
const declared = (time: LocalTime) => (of: Followed) =>
  of.do(MONDAY, time, { kind: 'missing', by: officer, why: 'not at home either' });
const seen = { child: { mode: 'in-person', where: 'at home' } } as const;

const digestAt = (records: PartnershipRecords, time: LocalTime, date = MONDAY, asked = date): Digest =>
  digestFor({ urn: ASHFIELD, date, held: records, moment: momentOf(at(time, asked)) });
const rowOf = (of: Followed, time: LocalTime, date = MONDAY, asked = date) =>
  digestAt(of.records(date), time, date, asked).rows[0]!;
const linesOf = (followUps: readonly FollowUp[], view: 'channel' | 'names'): string[] =>
  followUps.flatMap((one) => followUpLines(one, view)).map(({ text }) => text);

describe('section 10, fixture D1: p05, as it is recorded', () => {
  const of = day(green, mark(notHere), told('09:38'), look('10:08'), look('10:30'));
  const row = rowOf(of, '10:30');
  const derived = digestAt({ ...of.records(MONDAY), absences: [] }, '10:30').rows[0]!;

  test('D1 notified 09:38, update due 10:08, overdue 22 minutes', () => {
    expect(row.followUps).toMatchObject([
      { kind: 'followed', phase: 'finding-the-reason', since: at('09:38'), due: { what: 'update', overdue: true } },
    ]);
    const [followUp] = row.followUps;
    expect(followUp?.kind === 'followed' && at('10:30') - followUp.due!.at).toBe(22 * 60_000);
  });

  test('D1 what is recorded and what the marks call for agree in all but who it is with', () => {
    expect({ ...row, followUps: [] }).toEqual({ ...derived, followUps: [] });
    expect(derived.followUps).toMatchObject([{ since: at('09:38'), updateDue: at('10:08'), overdueMinutes: 22 }]);
  });

  test('9.2 a channel is told the state, since when and the deadline; those with a role the owner and what was tried', () => {
    expect(linesOf(row.followUps, 'channel')).toEqual([
      'Followed up since 09:38: to find the reason; update due 10:08, overdue',
    ]);
    expect(linesOf(row.followUps, 'names')).toEqual([
      'Followed up since 09:38: no update came in time; update due 10:08, overdue',
      'Next: partnership officer and key link; contacts tried: 0; is the child safe: open; the code: open',
    ]);
  });
});

const states: [name: string, of: Followed, time: LocalTime, DigestGroup, channel: string[], names: string][] = [
  [
    'nobody told yet',
    day(green, mark(notHere)),
    '09:40',
    'unexplained',
    ['Followed up since 09:38: to find the reason; next step due 09:48'],
    'nobody has been told of it yet',
  ],
  [
    'told, the update not due yet',
    day(green, mark(notHere), told('09:40')),
    '10:00',
    'unexplained',
    ['Followed up since 09:38: to find the reason; update due 10:10'],
    'those who find out have been told',
  ],
  [
    'contacts tried',
    day(green, mark(notHere), told('09:40'), contact('10:20', { outcome: 'no-answer' })),
    '10:30',
    'unexplained',
    ['Followed up since 09:38: to find the reason; next step due 15:45'],
    'contacts tried: 1',
  ],
  [
    'R4.3 red: the reason alone settles nothing',
    day(red, mark(notHere), contact('10:20', { reason: 'flu' })),
    '10:30',
    'absent-with-reason',
    ['Followed up since 09:38: to be settled; next step due 15:45'],
    'is the child safe: open; the code: open',
  ],
  [
    'R4.3 red: both answered, for the DSL to close',
    day(red, mark(notHere), contact('10:20', { code: 'I', ...seen })),
    '10:30',
    'absent-with-reason',
    ['Followed up since 09:38: to be settled'],
    'Next: partnership coordinator and school DSL; contacts tried: 1; is the child safe: answered; the code: answered',
  ],
  [
    'closed',
    day(green, mark(notHere), contact('11:05', { code: 'I' })),
    '11:30',
    'absent-with-reason',
    ['Follow-up closed 11:05'],
    'Follow-up closed 11:05',
  ],
  [
    'corrected: there was no absence',
    day(green, mark(notHere), mark(aMark('present', '09:50', { arrivedAt: '09:00' }))),
    '10:00',
    'present',
    ['Follow-up closed 09:50, marked by mistake'],
    'Follow-up closed 09:50, marked by mistake',
  ],
  [
    'a reason told with the mark: nothing of it was followed up',
    day(green, mark(aMark('absent', '09:38', { code: 'I' }))),
    '10:00',
    'absent-with-reason',
    [],
    '',
  ],
];

describe('4.2 the state of each follow-up', () => {
  test.each(states)('%s', (_, of, time, group, channel, names) => {
    const row = rowOf(of, time);
    expect(row.group).toBe(group);
    expect(linesOf(row.followUps, 'channel')).toEqual(channel);
    expect(linesOf(row.followUps, 'names').join('\n')).toContain(names);
  });

  test('9.2, R9.3: neither reader is told what was said, by whom, how, or the colour', () => {
    for (const [, of, time] of states) {
      const { followUps } = rowOf(of, time);
      const said = [...linesOf(followUps, 'channel'), ...linesOf(followUps, 'names')].join('\n');
      expect(said).not.toMatch(/flu|Dana|mother|Olu|\bcall\b|\bred\b|green/i);
    }
  });

  test('of another day it is said which', () => {
    const of = day(green, mark(notHere), told('09:40'), look('15:45'), look('09:00', TUESDAY));
    expect(linesOf(rowOf(of, '10:00', TUESDAY).followUps, 'channel')).toEqual([
      'Followed up since Mon 9 Nov, 09:38: to find the reason; update due Mon 9 Nov, 10:10, overdue',
    ]);
  });

  test('a day that it went on from has no deadline of its own any more', () => {
    const again = aMark('absent', '09:38', { date: TUESDAY, provision: ASHFIELD });
    const of = day(green, mark(notHere), told('09:40'), look('15:45'), mark(again));
    expect(of.absence().date).toBe(TUESDAY);
    expect(linesOf(rowOf(of, '10:00', MONDAY, TUESDAY).followUps, 'channel')[0]).toBe(
      'Followed up since 09:38: to find the reason',
    );
  });

  test('of a day to come nothing is followed up yet', () => {
    const records = day(green, mark(notHere)).records(MONDAY);
    expect(digestAt(records, '10:00', TUESDAY, MONDAY).rows[0]!.followUps).toEqual([]);
  });
});

describe('R4.10, R4.11 who is missing', () => {
  const groupOf = (of: Followed, time: LocalTime, date = MONDAY): DigestGroup => rowOf(of, time, date).group;

  test('said by a person, against every mark: stands first and is counted', () => {
    const of = day(green, mark(notHere), declared('10:20'));
    const row = rowOf(of, '10:30');
    expect(row).toMatchObject({ group: 'missing-or-contradictory', incident: 'not-located' });
    expect(linesOf(row.followUps, 'channel')).toEqual(['Followed up since 10:20: to establish where the child is']);
    const other = pupilT({ pupilId: 'p02', surname: 'Abbott' });
    const records = of.records(MONDAY);
    const digest = digestAt({ ...records, pupils: [other, ...records.pupils] }, '10:30');
    expect(digest.rows.map(({ pupilId }) => pupilId)).toEqual(['p01', 'p02']);
    expect(digest.unaccounted).toBe(2);
  });

  test.each<[string, Followed, LocalTime, DigestGroup]>([
    [
      'said by a person, located',
      day(green, mark(notHere), declared('10:20'), contact('10:25', seen)),
      '10:30',
      'unexplained',
    ],
    ['left, and nobody has found them', day(green, mark(here), mark(left)), '10:30', 'missing-or-contradictory'],
    [
      'left, and nobody was reached',
      day(green, mark(here), mark(left), contact('10:10', { outcome: 'no-answer' })),
      '10:30',
      'missing-or-contradictory',
    ],
    [
      'left, located: why is not known',
      day(green, mark(here), mark(left), contact('10:10', seen)),
      '10:30',
      'unexplained',
    ],
    [
      'left, located, and why was told',
      day(green, mark(here), mark(left), contact('10:10', { ...seen, reason: 'ran home' })),
      '10:30',
      'left-with-reason',
    ],
    [
      'left, located, closed by the DSL',
      day(green, mark(here), mark(left), contact('10:10', seen), (of) =>
        of.do(MONDAY, '10:20', { kind: 'close', by: officer }),
      ),
      '10:30',
      'left-with-reason',
    ],
    [
      'located by a mark that was taken back: lost as before',
      day(green, mark(here), mark(left), mark(atBase('present', '12:50')), mark(atBase('absent', '13:20'))),
      '13:30',
      'missing-or-contradictory',
    ],
    [
      'left, and a reason marked since: the marks miss nobody any more',
      day(green, mark(here), mark(left), mark(aMark('left', '10:05', { leftAt: '09:50', code: 'M' }))),
      '10:30',
      'left-with-reason',
    ],
    [
      'left, a reason marked since, but a person says that they are missing',
      day(green, mark(here), mark(left), mark(aMark('left', '10:05', { leftAt: '09:50', code: 'M' })), (of) => {
        const { missing, ...absence } = of.absence();
        of.all[0] = { ...absence, state: 'missing', missing: { ...missing!, by: officer.name } };
      }),
      '10:30',
      'missing-or-contradictory',
    ],
    [
      'did not arrive at Base, located at home',
      day(green, mark(here), mark(atBase('absent', '13:16')), contact('13:25', seen)),
      '13:30',
      'unexplained',
    ],
  ])('%s', (_, of, time, group) => {
    expect(groupOf(of, time)).toBe(group);
  });

  test('overnight: still missing the next day, without a mark of it; not on the days before', () => {
    const of = day(green, mark(notHere), declared('14:00'), look('15:45'));
    expect(groupOf(of, '08:30', TUESDAY)).toBe('missing-or-contradictory');
    const late: Absence = { ...of.absence(), missing: { ...of.absence().missing!, at: at('08:00', TUESDAY) } };
    const records = { ...of.records(MONDAY), absences: [late] };
    expect(digestAt(records, '09:00', MONDAY, TUESDAY).rows[0]!.group).not.toBe('missing-or-contradictory');
  });

  test('A2 two registers that contradict each other open no absence, and are looked into all the same', () => {
    const of = day(
      green,
      mark(here),
      mark(aMark('present', '09:12', { provision: 'base', arrive: '09:10', arrivedAt: '09:10' })),
    );
    const row = rowOf(of, '09:20');
    expect(row.incident).toBe('contradiction');
    expect(row.followUps).toEqual([{ kind: 'finding-the-child', since: at('09:12') }]);
  });
});

describe('NO_RETURN: the register that did not come', () => {
  const chase = (over: Partial<Chase>): Chase => ({
    partnership: 'northvale',
    provision: 'oak-farm',
    date: MONDAY,
    closesAt: '09:30',
    due: [],
    fired: [],
    ...over,
  });
  const asked = { step: 'ask', at: at('09:30') } as const;
  const again = { step: 'ask-again', at: at('09:40') } as const;
  const ring = { step: 'ring', at: at('09:50') } as const;
  const lines = (pupil: Pupil, chases: Chase[], date = MONDAY, time = '10:00') =>
    linesOf(digestAt(held({ pupils: [pupil], chases }), time, date).rows[0]!.followUps, 'channel');

  test.each<[string, Partial<Chase>, string]>([
    ['asked', { fired: [asked], due: [again, ring] }, 'Register asked for at 09:30'],
    ['asked again', { fired: [asked, again], due: [ring] }, 'Register asked for at 09:30 and again at 09:40'],
    [
      'the officer is to ring',
      { fired: [asked, again, ring] },
      'Register asked for at 09:30 and again at 09:40; the partnership officer was asked to ring at 09:50',
    ],
    [
      'nobody there to be asked',
      { fired: [{ ...ring, at: at('09:30') }] },
      'The register is out: the partnership officer was asked to ring at 09:30',
    ],
    ['the minute has not turned', { fired: [] }, 'With the partnership since 09:30: to get the register'],
    [
      'another provision was asked',
      { provision: 'base', fired: [asked] },
      'With the partnership since 09:30: to get the register',
    ],
    [
      'of an earlier closing time',
      { closesAt: '09:15', fired: [asked] },
      'With the partnership since 09:30: to get the register',
    ],
  ])('%s', (_, over, text) => {
    expect(lines(green, [chase(over)])).toEqual([text]);
  });

  test('Q15 a school where the child is registered too owes us none: nobody is said to ask for it', () => {
    expect(lines(green, [], '2026-11-13')).toEqual([]);
  });

  test('a morning followed up, and the afternoon’s register out: both are said', () => {
    const of = day(green, mark(notHere), told('09:40'));
    const row = rowOf(of, '13:20');
    expect(row.group).toBe('not-returned');
    expect(row.followUps.map(({ kind }) => kind)).toEqual(['followed', 'asking-for-the-register']);
  });
});

describe('R10.3 what of a follow-up is news to act on', () => {
  const shown = (of: Followed, time: LocalTime) => digestAt(of.records(MONDAY), time);
  const news = (before: [Followed, LocalTime], after: [Followed, LocalTime]) =>
    newsToActOn(changesSince(snapshotOf(shown(...before)), shown(...after))).map(({ pupilId }) => pupilId);
  const absent = () => day(green, mark(notHere));
  const tried = () => day(green, mark(notHere), told('09:40'), contact('10:20', { outcome: 'no-answer' }));
  const missing = () => day(green, mark(notHere), declared('10:25'));
  const located = () => day(green, mark(notHere), declared('10:25'), contact('10:28', seen));

  test.each<[string, Followed, Followed, string[]]>([
    ['a step taken', absent(), tried(), []],
    ['a child said to be missing', tried(), missing(), ['p01']],
    ['a child located', missing(), located(), []],
    ['missing again', located(), day(green, mark(notHere), declared('10:29')), ['p01']],
  ])('%s', (_, before, after, whom) => {
    expect(news([before, '10:30'], [after, '10:30'])).toEqual(whom);
  });

  test('a child between two contradicting marks who is then said to be missing', () => {
    const two = [here, aMark('present', '09:12', { provision: 'base', arrive: '09:10', arrivedAt: '09:10' })];
    const before = digestAt(held({ pupils: [green], marks: two }), '09:20');
    const absence = missing().absence();
    const after = digestAt(held({ pupils: [green], marks: two, absences: [absence] }), '09:20');
    expect(after.rows[0]!.incident).toBe('not-located');
    expect(newsToActOn(changesSince(snapshotOf(before), after))).toHaveLength(1);
    expect(newsToActOn(changesSince(snapshotOf(after), after))).toEqual([]);
  });

  test('what is shown of a child changes with a step all the same, so that the post is edited', () => {
    expect(linesOf(shown(absent(), '10:30').rows[0]!.followUps, 'channel')).not.toEqual(
      linesOf(shown(tried(), '10:30').rows[0]!.followUps, 'channel'),
    );
  });
});

test('left at the end of the slot, and called absent afterwards: rests on the leaving', () => {
  const timetable = [aRow('monday', 'oak-farm', '09:00', '12:00')];
  const marks = [aMark('left', '12:01', { leftAt: '12:00' }), aMark('absent', '12:05')];
  const [row] = digestAt(held({ pupils: [{ ...green, timetable }], marks }), '12:10').rows;
  expect(row).toMatchObject({ group: 'present', confirmed: { what: 'left' } });
});
