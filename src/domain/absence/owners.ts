/** Who owns an absence in its state, and gets its card (R4.1, R4.14, 4.6). */
import { setting } from '../settings.ts';
import type { Person } from '../access.ts';
import type { Post } from '../duty/ladder.ts';
import type { PartnershipRecords, Role } from '../records.ts';
import type { Absence } from './absence.ts';
import type { Ask } from './ask.ts';

type Owned = Pick<Absence, 'partnership' | 'urn'>;

const atPartnership = ({ partnership }: Owned, ...roles: Role[]): Post[] =>
  roles.map((role) => ({ role, organisation: partnership }));
const atSchool = ({ urn }: Owned, ...roles: Role[]): Post[] => roles.map((role) => ({ role, organisation: urn }));

/** The DSLs who review and close: the coordinator is the key DSL contact (4.1), and the school has its own. */
export const dslPosts = (absence: Owned): Post[] => [
  ...atPartnership(absence, 'coordinator'),
  ...atSchool(absence, 'school-dsl'),
];

/** R4.1: the partnership's staff and the school's link person together, whoever the enquirer is. */
const firstPosts = (absence: Owned): Post[] => [...atPartnership(absence, 'officer'), ...atSchool(absence, 'key-link')];

/** From the states in which the first people have not found out, the coordinator too. */
const escalated = new Set<Absence['state']>([
  'update-overdue',
  'visit-required',
  'visited-not-seen',
  'continuing',
  'n-overdue',
]);

function postsOf(absence: Absence): Post[] {
  const first = firstPosts(absence);
  if (absence.state === 'missing')
    return [...first, ...atPartnership(absence, 'coordinator', 'deputy'), ...atSchool(absence, 'school-dsl', 'deputy')]; // 4.6
  if (absence.needsDsl || absence.review) return [...first, ...dslPosts(absence)];
  return escalated.has(absence.state) ? [...first, ...atPartnership(absence, 'coordinator')] : first;
}

/** Every role that may see a child of the school at all. */
const everyPost = (absence: Owned): Post[] => [
  ...atPartnership(absence, 'officer', 'coordinator', 'deputy'),
  ...atSchool(absence, 'key-link', 'school-dsl', 'deputy', 'head', 'attendance-lead'),
];

/** A sealed child is known to those named alone, in whatever role they hold (R8.3). */
export function peopleAt(posts: readonly Post[], { pupil, holders }: Pick<Ask, 'pupil' | 'holders'>): string[] {
  const people = posts.flatMap(({ role, organisation }) => holders(role, organisation));
  return [...new Set(people)].filter((upn) => !pupil.sealed || pupil.sealed.includes(upn)).toSorted();
}

/** Sign-in names of those who own an absence. */
export const ownersOf = (absence: Absence, ask: Pick<Ask, 'pupil' | 'holders'>): string[] =>
  peopleAt(ask.pupil.sealed ? everyPost(absence) : postsOf(absence), ask);

/** Who is named as the owner of the next step: the enquirer (setting), and where it has gone to the DSL, the DSL. */
export function ownerOf(absence: Absence, held: PartnershipRecords): Post[] {
  const { partnership, urn, date, state } = absence;
  if (state === 'missing' || state === 'resolved' || absence.review) return dslPosts(absence);
  const enquirer = setting(held, [urn, partnership], 'enquirer', date);
  if (enquirer === 'both') return firstPosts(absence);
  return enquirer === 'school' ? atSchool(absence, 'key-link') : atPartnership(absence, 'officer');
}

/** Whether a person is a DSL for this child: the partnership's coordinator or deputy, the school's DSL or deputy. */
export const isDslFor = ({ holdings }: Pick<Person, 'holdings'>, { partnership, urn }: Owned): boolean =>
  holdings.some(
    ({ role, organisation }) =>
      (organisation === partnership && (role === 'coordinator' || role === 'deputy')) ||
      (organisation === urn && (role === 'school-dsl' || role === 'deputy')),
  );
