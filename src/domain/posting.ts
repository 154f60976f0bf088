/** When a school's digest is posted (contract, "Digest time"): in the minute of `digest_at`, or late, or not any more. */
import { allRegistersIn, digestDue } from './digest-due.ts';
import { pupilsOf } from './digest.ts';
import { setting } from './settings.ts';
import type { PartnershipRecords } from './records.ts';
import { minutesOf, type LocalDate, type LocalTime, type Moment } from './time.ts';
import type { Notice, NoticeReason, Post, PostAddress } from './post.ts';

/** `missed`: too late in the day for a digest to be of use; a notice says so. */
type Posting = 'not-yet' | 'on-time' | 'late' | 'missed';

interface Ask {
  urn: string;
  held: PartnershipRecords;
  moment: Moment;
}

/** A post that goes out this many minutes after its time is called late. */
const LATE_AFTER_MINUTES = 2;

/** On time first: a partnership may choose a digest time after the last one for late digests. */
function lateness({ urn, held, moment }: Ask, dueAt: LocalTime): Posting {
  if (minutesOf(moment.time) - minutesOf(dueAt) < LATE_AFTER_MINUTES) return 'on-time';
  const until = setting(held, [urn, held.partnership.code], 'late_digest_until', moment.date);
  return moment.time < until ? 'late' : 'missed';
}

/** Of a school that has no post yet today. With `digest_by` a school waits inside the window until its registers are in. */
function postingNow(ask: Ask): Posting {
  const { urn, held, moment } = ask;
  const { digestAt, digestBy } = held.partnership;
  if (moment.time < digestAt) return 'not-yet';
  if (digestBy === undefined) return lateness(ask, digestAt);
  if (moment.time < digestBy) {
    return allRegistersIn({ urn, date: moment.date, held, moment }) ? 'on-time' : 'not-yet';
  }
  return lateness(ask, digestBy);
}

/**
 * The sign-in names of those to be told personally of sealed pupils, whom no channel and no number shows (R8.3). On a day
 * on which the school is told nothing they may still have something to read.
 */
function namedForSealed(held: PartnershipRecords, urn: string, date: LocalDate, mayRead: Known['mayRead']): string[] {
  const names = held.pupils.filter((pupil) => pupil.schoolUrn === urn).flatMap((pupil) => pupil.sealed ?? []);
  return [...new Set(names)].filter((viewer) => {
    const ask = { urn, date, held, viewer };
    return mayRead(viewer, urn) && pupilsOf(ask).some((pupil) => pupil.sealed) && digestDue(ask);
  });
}

export const newPost = (
  at: PostAddress,
  over: Partial<Pick<Post, 'state' | 'late' | 'forced' | 'why'>> = {},
): Post => ({ ...at, state: 'due', late: false, doubts: [], pages: [], acks: [], tries: 0, ...over });

export const newNotice = (
  at: Pick<Notice, 'partnership' | 'date' | 'urns' | 'about' | 'gaps' | 'unreached' | 'absence' | 'register'>,
  upn: string,
  why: NoticeReason,
): Notice => ({ ...at, upn, why, state: 'due', tries: 0 });

const postFor = (at: PostAddress, posting: Posting, linked: boolean): Post =>
  linked
    ? newPost(at, { late: posting === 'late', state: posting === 'missed' ? 'notice' : 'due' })
    : newPost(at, { state: 'unreachable', why: 'no-channel' });

/** A post that waited, judged again when it is taken up: late, no longer of use, or of a day that is over. */
export function judgedAgain(post: Post, held: PartnershipRecords, moment: Moment): Post {
  const begun = post.pages.some((page) => page.shows !== undefined);
  if (begun || post.forced || post.state !== 'due') return post;
  if (post.date < moment.date) return { ...post, state: 'over', why: 'its day was over before it could be posted' };
  const posting = postingNow({ urn: post.urn, held, moment });
  if (posting === 'missed') return { ...post, state: 'notice' };
  return { ...post, late: post.late || posting === 'late' };
}

export interface Called {
  rows: (Post | Notice)[];
  /** Schools that will be told something today but not yet. */
  waiting: number;
}

interface Known {
  /** Schools that have their post of the day. */
  posted: ReadonlySet<string>;
  /** Schools that have a channel. */
  linked: ReadonlySet<string>;
  /** The partnership's people who are told of a school that has none. */
  staff: readonly string[];
  /** Whether somebody has a role in which they read a school's digest: to be named for a pupil is not enough (R8.3). */
  mayRead(upn: string, urn: string): boolean;
}

/** What a school without a post is owed today: its digest, and for those named for a sealed pupil a word to each. */
function owed(held: PartnershipRecords, urn: string, moment: Moment, mayRead: Known['mayRead']) {
  const { date } = moment;
  const due = digestDue({ urn, date, held });
  return { urn, due, named: namedForSealed(held, urn, date, mayRead), posting: postingNow({ urn, held, moment }) };
}

/** Of the schools of a partnership that have no post today. Those without a channel are told of in one notice a person. */
export function rowsCalledFor(held: PartnershipRecords, known: Known, moment: Moment): Called {
  const { posted, linked, staff, mayRead } = known;
  const at = { partnership: held.partnership.code, date: moment.date };
  const pending = held.schools.filter(({ urn }) => !posted.has(urn)).map(({ urn }) => owed(held, urn, moment, mayRead));
  const told = pending.filter(({ due, named }) => due || named.length > 0);
  const now = told.filter(({ posting }) => posting !== 'not-yet');
  const due = now.filter((school) => school.due);
  const posts = due.map(({ urn, posting }) => postFor({ ...at, urn }, posting, linked.has(urn)));
  const urns = due.map(({ urn }) => urn).filter((urn) => !linked.has(urn));
  const untold = urns.length > 0 ? staff.map((upn) => newNotice({ ...at, urns }, upn, 'no-channel')) : [];
  const sealed = now.flatMap(({ urn, named }) =>
    named.map((upn) => newNotice({ ...at, urns: [urn] }, upn, 'sealed-pupil')),
  );
  return { rows: [...posts, ...untold, ...sealed], waiting: told.length - now.length };
}
