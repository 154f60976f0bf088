/** The roles that matter today and have nobody, or nobody who can be reached. An empty role must fail loudly (R4.14). */
import { dutyOf, type Duty, type Staffing } from '../duty.ts';
import { expectedSlots } from '../pupil-day.ts';
import type { PartnershipRecords, Pupil, Role } from '../records.ts';
import type { LocalDate } from '../time.ts';
import type { Post } from './ladder.ts';

/** `holders` is who stands in. */
export type Vacancy = Post & Omit<Duty, 'gap'> & Required<Pick<Duty, 'gap'>>;

/** R8.3: a place that waits for a sealed pupil alone tells of them; without a viewer everybody counts. */
const mayKnow = ({ sealed }: Pupil, viewer: string | undefined): boolean =>
  sealed === undefined || viewer === undefined || sealed.includes(viewer);

/** Where pupils are expected today, as far as it is open: codes of provisions and URNs, of the pupils' schools too. */
const expectedAt = (held: PartnershipRecords, date: LocalDate, viewer: string | undefined): Set<string> =>
  new Set(
    held.pupils
      .filter((pupil) => mayKnow(pupil, viewer))
      .flatMap((pupil) =>
        expectedSlots(pupil, date, held).flatMap((slot) => (slot.closed ? [] : [slot.provision, pupil.schoolUrn])),
      ),
  );

const at = (organisation: string, ...roles: Role[]): Post[] => roles.map((role) => ({ role, organisation }));

/** Of the partnership, of the schools whose pupils are expected anywhere, and of the provisions they are expected at. */
function postsThatMatter(held: PartnershipRecords, date: LocalDate, viewer: string | undefined): Post[] {
  const expected = expectedAt(held, date, viewer);
  if (expected.size === 0) return [];
  return [
    ...at(held.partnership.code, 'coordinator', 'officer'),
    ...held.schools.filter(({ urn }) => expected.has(urn)).flatMap(({ urn }) => at(urn, 'key-link', 'school-dsl')),
    ...held.provisions.filter(({ code }) => expected.has(code)).flatMap(({ code }) => at(code, 'provision')),
  ];
}

function vacancyAt(post: Post, partnership: string, staffing: Staffing): Vacancy[] {
  const { gap, ...duty } = dutyOf({ ...post, partnership }, staffing);
  return gap === undefined ? [] : [{ ...post, ...duty, gap }];
}

/** None on a day on which no pupil is expected anywhere. Those for whom nobody stands in come first. */
export function vacanciesOf(held: PartnershipRecords, staffing: Staffing, viewer?: string): Vacancy[] {
  return postsThatMatter(held, staffing.date, viewer)
    .flatMap((post) => vacancyAt(post, held.partnership.code, staffing))
    .toSorted((a, b) => Number(a.by !== 'nobody') - Number(b.by !== 'nobody'));
}
