/** Whoever a concern about a partnership's pupils may be told to: its DSLs and deputies, and those of their schools and provisions. */
import type { Organisations } from '../access.ts';
import { inRole, type Staff } from '../duty.ts';
import type { PartnershipRecords, Pupil, Role } from '../records.ts';
import { setting } from '../settings.ts';
import { instantAt, type Instant, type LocalDate } from '../time.ts';
import { seatRoles, type Seat } from './concern.ts';

export interface DslPost {
  role: Role;
  organisation: string;
}
export interface Dsl {
  upn: string;
  name: string;
  posts: DslPost[];
  /** Somewhere they are told first, and not as a deputy. */
  isFirst: boolean;
}

interface On {
  roster: Staff;
  there: Pick<Organisations, 'provisions'>;
  date: LocalDate;
}

/** R8.3: where a sealed pupil alone goes is told to those named; without a viewer everybody counts. */
const mayKnow = ({ sealed }: Pupil, viewer: string | undefined): boolean =>
  sealed === undefined || viewer === undefined || sealed.includes(viewer);

/** Where pupils go, now or later: a provision nobody goes to has no concern to be told of. */
function provisionsOf({ pupils, provisions }: PartnershipRecords, { there, date }: On, viewer?: string): string[] {
  const lasts = (last: LocalDate | undefined): boolean => date <= (last ?? date);
  const known = pupils.filter((pupil) => lasts(pupil.endDate) && mayKnow(pupil, viewer));
  const placed = known.flatMap(({ placements }) => placements).filter(({ endDate }) => lasts(endDate));
  const timetabled = known.flatMap(({ timetable }) => timetable).filter(({ validTo }) => lasts(validTo));
  const theirs = new Set([...placed, ...timetabled].map(({ provision }) => provision));
  const codes = provisions.map(({ code }) => code).filter((code) => theirs.has(code));
  // Contract, `site_of`: people of a main site are its sites' too.
  return [...new Set(codes.flatMap((code) => [code, there.provisions.get(code) ?? code]))];
}

const postsAt = (organisation: string, seat: Seat): DslPost[] =>
  [seatRoles[seat].first, ...seatRoles[seat].deputies].map((role) => ({ role, organisation }));

const postsOf = (held: PartnershipRecords, on: On, viewer?: string): DslPost[] => [
  ...postsAt(held.partnership.code, 'partnership-dsl'),
  ...held.schools.flatMap(({ urn }) => postsAt(urn, 'school-dsl')),
  ...provisionsOf(held, on, viewer).flatMap((code) => postsAt(code, 'provision-dsl')),
];

/** Each of them once, with all they are today, covers among them; reachable or not. */
export function dslsOf(held: PartnershipRecords, on: On, viewer?: string): Dsl[] {
  const found = postsOf(held, on, viewer).flatMap((post) =>
    inRole(on, post.organisation, [post.role]).map((upn) => ({ upn, post })),
  );
  return [...Map.groupBy(found, ({ upn }) => upn)].map(([upn, rows]) => ({
    upn,
    name: on.roster.people.find((row) => row.upn === upn)?.name ?? upn,
    posts: rows.map(({ post }) => post),
    isFirst: rows.some(({ post }) => post.role !== 'deputy'),
  }));
}

/** When it is looked on a day whether they can be reached. */
export const reachDueAt = (held: PartnershipRecords, date: LocalDate): Instant =>
  instantAt(date, setting(held, [held.partnership.code], 'reach_check_at', date));
