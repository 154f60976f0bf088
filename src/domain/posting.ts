/** When a school's digest is posted (contract, "Digest time"): in the minute of `digest_at`, or late, or not any more. */
import { allRegistersIn, digestDue } from './digest-due.ts';
import { pupilsOf } from './digest.ts';
import { setting } from './settings.ts';
import type { PartnershipRecords } from './records.ts';
import { minutesOf, type LocalDate, type Moment } from './time.ts';
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

function lateness({ urn, held, moment }: Ask, dueAt: string): Posting {
  const until = setting(held, [urn, held.partnership.code], 'late_digest_until', moment.date);
  if (moment.time >= until) return 'missed';
  return minutesOf(moment.time) - minutesOf(dueAt) >= LATE_AFTER_MINUTES ? 'late' : 'on-time';
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

/** The schools of a partnership that are told something on a date. */
const schoolsDue = (held: PartnershipRecords, date: LocalDate): string[] =>
  held.schools.map((school) => school.urn).filter((urn) => digestDue({ urn, date, held }));

/** The sign-in names of those to be told personally of sealed pupils, whom no channel and no number shows (R8.3). */
function namedForSealed(held: PartnershipRecords, urn: string, date: LocalDate): string[] {
  const all = held.pupils.filter((pupil) => pupil.schoolUrn === urn && pupil.sealed !== undefined);
  const names = all.flatMap((pupil) => pupil.sealed ?? []);
  return [...new Set(names)].filter((upn) => pupilsOf({ urn, date, held, viewer: upn }).some((pupil) => pupil.sealed));
}

export const newPost = (
  at: PostAddress,
  over: Partial<Pick<Post, 'state' | 'late' | 'forced' | 'why'>> = {},
): Post => ({ ...at, state: 'due', late: false, doubts: [], pages: [], acks: [], tries: 0, ...over });

export const newNotice = (
  at: { partnership: string; date: LocalDate; urns: string[] },
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
  if (post.date !== moment.date) return { ...post, state: 'over', why: 'its day was over before it could be posted' };
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
}

/** Of the schools of a partnership that have no post today. Those without a channel are told of in one notice a person. */
export function rowsCalledFor(held: PartnershipRecords, { posted, linked, staff }: Known, moment: Moment): Called {
  const { date } = moment;
  const partnership = held.partnership.code;
  const pending = schoolsDue(held, date).filter((urn) => !posted.has(urn));
  const judged = pending.map((urn) => ({ urn, posting: postingNow({ urn, held, moment }) }));
  const now = judged.filter(({ posting }) => posting !== 'not-yet');
  const posts = now.map(({ urn, posting }) => postFor({ partnership, date, urn }, posting, linked.has(urn)));
  const urns = now.map(({ urn }) => urn).filter((urn) => !linked.has(urn));
  const untold = urns.length > 0 ? staff.map((upn) => newNotice({ partnership, date, urns }, upn, 'no-channel')) : [];
  const sealed = now.flatMap(({ urn }) =>
    namedForSealed(held, urn, date).map((upn) => newNotice({ partnership, date, urns: [urn] }, upn, 'sealed-pupil')),
  );
  return { rows: [...posts, ...untold, ...sealed], waiting: judged.length - now.length };
}
