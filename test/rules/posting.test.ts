import { judgedAgain, newPost, rowsCalledFor } from '../../src/domain/posting.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import type { Called } from '../../src/domain/posting.ts';
import type { Notice, Post } from '../../src/domain/post.ts';
import type { CalendarRow, Mark, PartnershipRecords, Pupil, Setting } from '../../src/domain/records.ts';
import type { Instant, LocalDate, LocalTime } from '../../src/domain/time.ts';
import {
  ASHFIELD,
  BIRCHWOOD,
  PARTNERSHIP,
  aMark,
  aPlacement,
  aPupil,
  aRow,
  aSchool,
  calA,
  held,
  pupilT,
} from '../support/cal-a.ts';

const MONDAY: LocalDate = '2026-11-09';
const everyone = { from: '2026-08-27', organisation: '*' };
const set = (name: string, value: string, organisation = '*'): Setting => ({ ...everyone, name, value, organisation });
const timed = (digestAt: LocalTime, digestBy?: LocalTime) => ({
  partnership: { code: PARTNERSHIP, name: 'Northvale Partnership', digestAt, digestBy },
});
const oneSchool = { schools: [aSchool()] };
const closed = (organisation: string, over: Partial<CalendarRow> = {}): CalendarRow[] => [
  ...calA,
  { organisation, from: MONDAY, to: MONDAY, kind: 'closure', ...over },
];

interface Case {
  at?: LocalTime;
  date?: LocalDate;
  over?: Partial<PartnershipRecords>;
  posted?: string[];
  linked?: string[];
  staff?: string[];
  readers?: string[];
}
const called = ({
  at = '10:30',
  date = MONDAY,
  over = {},
  posted = [],
  linked = [ASHFIELD, BIRCHWOOD],
  staff = ['coordinator@northvale.example', 'officer@northvale.example'],
  readers = [],
}: Case): Called =>
  rowsCalledFor(
    held({ pupils: [pupilT()], ...oneSchool, ...over }),
    { posted: new Set(posted), linked: new Set(linked), staff, mayRead: (upn) => readers.includes(upn) },
    momentOf(instantAt(date, at)),
  );
const isNotice = (row: Post | Notice): row is Notice => 'upn' in row;
const isPost = (row: Post | Notice): row is Post => !isNotice(row);
const postsOf = ({ rows }: Called): Post[] => rows.filter(isPost);
const noticesOf = ({ rows }: Called): Notice[] => rows.filter(isNotice);
/** What the one school's row says: nothing yet, or its state and whether it is late. */
function said(answer: Called): string {
  const [post, ...more] = postsOf(answer);
  expect(more).toEqual([]);
  if (post) return `${post.state}${post.late ? ', late' : ''}`;
  return answer.waiting > 0 ? 'waits' : 'none';
}

describe('contract, "Digest time": when a school’s digest is called for', () => {
  test.each<[LocalTime, string]>([
    ['00:00', 'waits'],
    ['10:29', 'waits'],
    ['10:30', 'due'],
    ['10:31', 'due'],
    ['10:32', 'due, late'],
    ['12:00', 'due, late'],
    ['15:29', 'due, late'],
    ['15:30', 'notice'],
    ['23:59', 'notice'],
  ])('at %s: %s', (at, expected) => expect(said(called({ at }))).toBe(expected));

  test.each<[string, LocalTime, Partial<PartnershipRecords>, string]>([
    ['the setting', '11:59', { settings: [set('late_digest_until', '12:00')] }, 'due, late'],
    ['the setting', '12:00', { settings: [set('late_digest_until', '12:00')] }, 'notice'],
    ['the partnership’s setting', '12:00', { settings: [set('late_digest_until', '12:00', PARTNERSHIP)] }, 'notice'],
    ['the school’s setting', '12:00', { settings: [set('late_digest_until', '12:00', ASHFIELD)] }, 'notice'],
    ['another school’s setting', '12:00', { settings: [set('late_digest_until', '12:00', BIRCHWOOD)] }, 'due, late'],
    ['a digest time after it', '16:00', timed('16:00'), 'due'],
    ['a digest time after it', '16:02', timed('16:00'), 'notice'],
    ['a digest time just before it', '15:30', timed('15:29'), 'due'],
  ])('late_digest_until, %s, at %s', (_name, at, over, expected) => expect(said(called({ at, over }))).toBe(expected));

  test('the row is of this school and day, and of nobody’s hands', () =>
    expect(called({}).rows).toEqual([newPost({ partnership: PARTNERSHIP, date: MONDAY, urn: ASHFIELD })]));

  test('a school that has its post of the day is called for no more', () =>
    expect(called({ posted: [ASHFIELD] })).toEqual({ rows: [], waiting: 0 }));

  test('each school has its own', () => {
    const two = called({ over: held(), posted: [BIRCHWOOD] });
    expect(postsOf(two).map(({ urn }) => urn)).toEqual([ASHFIELD]);
    expect(postsOf(called({ over: held() })).map(({ urn }) => urn)).toEqual([ASHFIELD, BIRCHWOOD]);
    expect(called({ over: held(), at: '10:29' })).toEqual({ rows: [], waiting: 2 });
  });
});

describe('digest_by: as soon as all registers are in within the window, and at its end regardless', () => {
  const window = timed('09:15', '10:30');
  const here = (over: Partial<Mark> = {}): Mark => aMark('present', '09:05', { arrivedAt: '09:00', ...over });
  test.each<[string, LocalTime, Mark[], string]>([
    ['before the window, all in', '09:14', [here()], 'waits'],
    ['as it opens, all in', '09:15', [here()], 'due'],
    ['in it, none in', '09:15', [], 'waits'],
    ['in it, an absence is a register too', '09:20', [aMark('absent', '09:10')], 'due'],
    ['in it, a register closed without a mark', '09:45', [], 'waits'],
    ['in it, a mark that is not recorded yet', '09:20', [here({ recordedAt: instantAt(MONDAY, '09:21') })], 'waits'],
    ['a minute before its end, none in', '10:29', [], 'waits'],
    ['at its end, none in', '10:30', [], 'due'],
    ['a minute after its end', '10:31', [], 'due'],
    ['two minutes after its end', '10:32', [], 'due, late'],
    ['two minutes after its end, all in long since', '10:32', [here()], 'due, late'],
    ['too late', '15:30', [here()], 'notice'],
  ])('%s (%s)', (_name, at, marks, expected) =>
    expect(said(called({ at, over: { ...window, marks } }))).toBe(expected),
  );

  test('each school waits for its own registers alone', () => {
    const other = pupilT({ pupilId: 'p02', schoolUrn: BIRCHWOOD });
    const two = called({ at: '09:30', over: { ...held(), ...window, pupils: [pupilT(), other], marks: [here()] } });
    expect(postsOf(two).map(({ urn }) => urn)).toEqual([ASHFIELD]);
    expect(two.waiting).toBe(1);
  });

  test('a school whose pupils are all at its own site waits for nobody (Q12)', () => {
    const pupils = [pupilT({ timetable: [aRow('monday', ASHFIELD, '09:00', '15:45')] })];
    expect(said(called({ at: '09:15', over: { ...window, pupils } }))).toBe('due');
  });
});

describe('days on which a school is told something', () => {
  const nobody = { pupils: [] };
  const silent = { settings: [set('empty_digest', 'silent')] };
  test.each<[string, Partial<PartnershipRecords>, LocalDate, string]>([
    ['a school day', {}, MONDAY, 'due'],
    ['a school day without pupils', nobody, MONDAY, 'due'],
    ['a school day without pupils, where that is silent', { ...nobody, ...silent }, MONDAY, 'none'],
    ['a Saturday', {}, '2026-11-14', 'none'],
    ['half term', {}, '2026-10-19', 'none'],
    ['everyone’s INSET day, with a provision open (M17)', {}, '2026-10-26', 'due'],
    ['the school closed, with a provision open (M17)', { calendar: closed(ASHFIELD) }, MONDAY, 'due'],
    ['the school closed, and nobody expected elsewhere', { ...nobody, calendar: closed(ASHFIELD) }, MONDAY, 'none'],
    [
      'the school closed, and the pupils expected there alone',
      { calendar: closed(ASHFIELD), pupils: [pupilT({ timetable: [aRow('monday', ASHFIELD, '09:00', '15:45')] })] },
      MONDAY,
      'none',
    ],
    [
      'the school and its provisions closed',
      { calendar: [...closed(ASHFIELD), ...closed('oak-farm'), ...closed('base')] },
      MONDAY,
      'none',
    ],
    ['a provision closed', { calendar: closed('oak-farm') }, MONDAY, 'due'],
  ])('%s', (_name, over, date, expected) => expect(said(called({ over, date }))).toBe(expected));
});

describe('a school without a channel', () => {
  const three = { schools: [aSchool(), aSchool({ urn: BIRCHWOOD }), aSchool({ urn: '100004' })] };
  test('has a post that says so, and staff are told once each, of all such schools', () => {
    const { rows } = called({ over: three, linked: [BIRCHWOOD] });
    const at = { partnership: PARTNERSHIP, date: MONDAY };
    const none = { state: 'unreachable', why: 'no-channel' } as const;
    const notice = { ...at, urns: [ASHFIELD, '100004'], why: 'no-channel', state: 'due', tries: 0 };
    expect(rows).toEqual([
      newPost({ ...at, urn: ASHFIELD }, none),
      newPost({ ...at, urn: BIRCHWOOD }),
      newPost({ ...at, urn: '100004' }, none),
      { ...notice, upn: 'coordinator@northvale.example' },
      { ...notice, upn: 'officer@northvale.example' },
    ]);
  });

  test.each<[LocalTime, number]>([
    ['10:29', 0],
    ['10:30', 2],
    ['15:30', 2],
  ])('staff are told at digest time, not before: at %s %d', (at, told) =>
    expect(noticesOf(called({ at, linked: [] }))).toHaveLength(told),
  );

  test('nobody is told of a school on a day on which it would be sent nothing', () =>
    expect(called({ date: '2026-11-14', linked: [] }).rows).toEqual([]));

  test('without staff the school’s post still says it', () =>
    expect(said(called({ linked: [], staff: [] }))).toBe('unreachable'));
});

describe('R8.3: those named for a sealed pupil are told personally', () => {
  const DSL = 'dsl@ashfield.example';
  const sealed = (over: Partial<Pupil> = {}): Pupil =>
    pupilT({ pupilId: 'p09', sealed: [DSL, 'left@x.example'], ...over });
  const told = (example: Case): string[] =>
    noticesOf(called({ readers: [DSL], ...example })).map(({ upn, why, urns }) => `${upn} ${why} ${urns.join(' ')}`);
  const dslTold = [`${DSL} sealed-pupil ${ASHFIELD}`];

  test.each<[string, Case, string[]]>([
    ['at digest time, if they have a role that reads it', { over: { pupils: [sealed()] } }, dslTold],
    ['not before', { at: '10:29', over: { pupils: [sealed()] } }, []],
    ['once for two pupils', { over: { pupils: [sealed(), sealed({ pupilId: 'p08' })] } }, dslTold],
    ['nobody whose role is no more', { over: { pupils: [sealed()] }, readers: [] }, []],
    ['nobody, where nobody is named', { over: { pupils: [sealed({ sealed: [] })] } }, []],
    ['nobody of a leaver', { over: { pupils: [sealed({ endDate: '2026-11-06' })] } }, []],
    ['nobody of another school’s pupil', { over: { pupils: [sealed({ schoolUrn: BIRCHWOOD })] } }, []],
    ['nobody on a day without school', { date: '2026-11-14', over: { pupils: [sealed()] } }, []],
    ['once a day', { over: { pupils: [sealed()] }, posted: [ASHFIELD] }, []],
    [
      'though the school is told nothing: no other pupil, and that is silent',
      { over: { pupils: [sealed()], settings: [set('empty_digest', 'silent')] } },
      dslTold,
    ],
    [
      'though the school is shut and no other pupil is expected (M17)',
      { over: { pupils: [sealed()], calendar: closed(ASHFIELD) } },
      dslTold,
    ],
    ['though the school has no channel', { over: { pupils: [sealed()] }, linked: [], staff: [] }, dslTold],
  ])('%s', (_name, example, expected) => expect(told(example)).toEqual(expected));

  test('the school’s own post is the same with and without the sealed pupil', () => {
    const shut = { settings: [set('empty_digest', 'silent')], calendar: closed(ASHFIELD) };
    for (const over of [{}, shut, { settings: shut.settings }, { calendar: shut.calendar }]) {
      const without = postsOf(called({ over: { ...over, pupils: [] } }));
      expect(postsOf(called({ over: { ...over, pupils: [sealed()] }, readers: [DSL] }))).toEqual(without);
    }
  });
});

describe('a post taken up after a while is judged again', () => {
  const at = { partnership: PARTNERSHIP, date: MONDAY, urn: ASHFIELD };
  const due = newPost(at);
  const header: Post = { ...due, pages: [{ activityId: '1' }] };
  const filled: Post = { ...due, pages: [{ activityId: '1', shows: 'a' }] };
  const judged = (post: Post, time: LocalTime, date: LocalDate = MONDAY, over: Partial<PartnershipRecords> = {}) =>
    judgedAgain(post, held({ pupils: [pupilT()], ...over }), momentOf(instantAt(date, time)));
  const becomes = (post: Post): string => `${post.state}${post.late ? ', late' : ''}`;

  test.each<[string, Post, LocalTime, string]>([
    ['at once', due, '10:30', 'due'],
    ['two minutes after', due, '10:32', 'due, late'],
    ['just in time', due, '15:29', 'due, late'],
    ['too late', due, '15:30', 'notice'],
    ['too late, with a header that stands there', header, '15:30', 'notice'],
    ['late from the start', newPost(at, { late: true }), '10:31', 'due, late'],
    ['before its time: the clock was set back', due, '09:30', 'due'],
    ['late, then the clock set back', newPost(at, { late: true }), '09:30', 'due, late'],
  ])('%s', (_name, post, time, expected) => expect(becomes(judged(post, time))).toBe(expected));

  test.each<[string, Post]>([
    ['filled already', filled],
    ['filled on one of two pages', { ...due, pages: [{ activityId: '1', shows: 'a' }, { activityId: '2' }] }],
    ['posted', { ...filled, state: 'posted' }],
    ['a notice', newPost(at, { state: 'notice' })],
    ['unreachable', newPost(at, { state: 'unreachable', why: 'no-channel' })],
    ['over', newPost(at, { state: 'over' })],
    ['the demo’s', newPost(at, { forced: true })],
  ])('one that is %s stays as it is, whatever the hour', (_name, post) => {
    expect(judged(post, '15:30')).toBe(post);
    expect(judged(post, '00:10', '2026-11-10')).toBe(post);
  });

  test('its day went by: over, and it says why', () =>
    expect(judged(header, '00:00', '2026-11-10')).toEqual({ ...header, state: 'over', why: expect.any(String) }));

  test('its day is still to come, because the clock was set back: it is not over', () =>
    expect(becomes(judged(due, '10:30', '2026-11-08'))).toBe('due'));

  test('called for inside the window, taken up as the next slots have started: still due, not late', () => {
    const over = { ...timed('09:15', '13:30'), marks: [aMark('present', '09:05', { arrivedAt: '09:00' })] };
    expect(becomes(judged(due, '12:50', MONDAY, over))).toBe('due');
  });
});

describe('R7.2: the clocks’ changes do not move the digest', () => {
  const minute = 60_000;
  const pupils = [
    aPupil({
      placements: [aPlacement({ approvedTo: '2028-12-20' })],
      timetable: [aRow('monday', 'oak-farm', '09:00', '12:00')],
    }),
  ];
  const terms = (from: LocalDate, to: LocalDate): CalendarRow => ({ organisation: '*', from, to, kind: 'term' });
  const year28 = [terms('2028-02-21', '2028-03-31'), terms('2028-10-30', '2028-12-20')];
  const postsAt = (instant: Instant, calendar: CalendarRow[]): number =>
    rowsCalledFor(
      held({ ...oneSchool, pupils, calendar }),
      { posted: new Set(), linked: new Set([ASHFIELD]), staff: [], mayRead: () => false },
      momentOf(instant),
    ).rows.length;

  test.each<[string, CalendarRow[], string]>([
    ['Monday 27 March 2028, the day after summer time begins', year28, '2028-03-27T09:30Z'],
    ['the Monday before it', year28, '2028-03-20T10:30Z'],
    ['Monday 30 October 2028, the day after it ends', year28, '2028-10-30T10:30Z'],
    ['CAL-A’s first Monday after 25 October 2026', calA, '2026-11-02T10:30Z'],
    ['CAL-A’s last Monday before it', calA, '2026-10-12T09:30Z'],
    ['CAL-A’s first Monday after 28 March 2027', calA, '2027-04-12T09:30Z'],
  ])('%s: in the minute of 10:30 in school', (_name, calendar, utc) => {
    const at = Date.parse(utc);
    expect([at - minute, at, at + minute - 1].map((instant) => postsAt(instant, calendar))).toEqual([0, 1, 1]);
  });

  test.each<[string, LocalDate]>([
    ['28 March 2027, a Sunday in the holidays', '2027-03-29'],
    ['25 October 2026, before everyone’s INSET day', '2026-10-25'],
  ])('CAL-A’s own, %s, have no school', (_name, date) => {
    expect(postsAt(instantAt(date, '10:30'), calA)).toBe(0);
  });
});
