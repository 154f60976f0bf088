/** Who has a duty on a day: the role's own people, else its cover, else whoever comes next (issue 3, "Vacancy and cover"; R4.14). */
import { inForce, type Organisations } from './access.ts';
import { atSchools, standInsFor, type DutyAsk, type Post } from './duty/ladder.ts';
import type { Cover, Role } from './records.ts';
import type { LocalDate } from './time.ts';

/** Roles and covers as the pack has them, of any date. */
export interface Staff {
  people: readonly (Post & { upn: string; name: string; startDate?: LocalDate; endDate?: LocalDate })[];
  cover: readonly Cover[];
}

export interface Staffing {
  roster: Staff;
  there: Organisations;
  date: LocalDate;
  /** Whether somebody can be written to in Teams. */
  reachable(upn: string): boolean;
}

export interface Duty {
  /** Sign-in names of those who get it, each of them reachable; empty only where `by` is `nobody`. */
  holders: string[];
  by: 'role' | 'cover' | 'next-role' | 'nobody';
  /** Why the role's own people do not have it. */
  gap?: 'vacant' | 'unreachable';
}

const unique = (upns: readonly string[]): string[] => [...new Set(upns)];
const isAt = (post: Post, { role, organisation }: Post): boolean =>
  post.role === role && post.organisation === organisation;

/** The covers somebody has on a date. Who is in no row of people.csv is never recognised, so has none. */
export const coversOf = (roster: Staff, upn: string, date: LocalDate): Cover[] =>
  roster.people.some((row) => row.upn === upn)
    ? roster.cover.filter((one) => one.upn === upn && inForce({ startDate: one.from, endDate: one.to }, date))
    : [];

type OnDate = Pick<Staffing, 'roster' | 'date'>;

const holding = ({ roster, date }: OnDate, post: Post): string[] =>
  unique(roster.people.filter((row) => isAt(row, post) && inForce(row, date)).map((row) => row.upn));

/** Contract, `site_of`: staff of the main site are its sites' too, so a site without people of its own is not vacant. */
function holdingOrMain(staffing: Staffing, post: Post): string[] {
  const own = holding(staffing, post);
  const main = staffing.there.provisions.get(post.organisation);
  return own.length > 0 || main === undefined ? own : holding(staffing, { ...post, organisation: main });
}

function covering({ roster, date }: OnDate, post: Post): string[] {
  const named = roster.cover.filter((one) => isAt(one, post)).map((one) => one.upn);
  return unique(named).filter((upn) => coversOf(roster, upn, date).some((one) => isAt(one, post)));
}

const holdingOrCovering = (on: OnDate, post: Post): string[] => unique([...holding(on, post), ...covering(on, post)]);

/** Everybody who has one of these roles on a date, as theirs or as its cover, reachable or not. */
export const inRole = (on: OnDate, organisation: string, roles: readonly Role[]): string[] =>
  unique(roles.flatMap((role) => holdingOrCovering(on, { role, organisation })));

/** The reachable people of the first post that has any. */
function firstFilled(posts: readonly Post[], staffing: Staffing): string[] {
  for (const post of posts) {
    const found = holdingOrCovering(staffing, post).filter(staffing.reachable);
    if (found.length > 0) return found;
  }
  return [];
}

function standIns(ask: DutyAsk, staffing: Staffing): string[] {
  const next = firstFilled(standInsFor(ask, staffing.there), staffing);
  if (next.length > 0) return next;
  return unique(atSchools(ask, staffing.there).flatMap((posts) => firstFilled(posts, staffing)));
}

/** While a cover is in force its person has the duty beside the role's own people: somebody named them for that time. */
export function dutyOf(ask: DutyAsk, staffing: Staffing): Duty {
  const held = holdingOrMain(staffing, ask);
  const reached = held.filter(staffing.reachable);
  const covers = covering(staffing, ask).filter(staffing.reachable);
  if (reached.length > 0) return { holders: unique([...reached, ...covers]), by: 'role' };
  const gap = held.length === 0 ? 'vacant' : 'unreachable';
  if (covers.length > 0) return { holders: covers, by: 'cover', gap };
  const holders = standIns(ask, staffing);
  return { holders, by: holders.length > 0 ? 'next-role' : 'nobody', gap };
}

/** `dutyOf` for one partnership and, where it is about a child, the child's school: who gets what a role is to be told. */
export const holdersFor =
  (of: Pick<DutyAsk, 'partnership' | 'urn'>, staffing: Staffing): ((role: Role, organisation: string) => string[]) =>
  (role, organisation) =>
    dutyOf({ ...of, role, organisation }, staffing).holders;
