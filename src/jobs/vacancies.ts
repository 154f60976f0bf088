/** Roles with nobody to reach are told loudly, once a day, to those who run the partnership (R4.14). */
import { dutyOf, type Staffing } from '../domain/duty.ts';
import { vacanciesOf, type Vacancy } from '../domain/duty/vacancies.ts';
import type { Gap, Notice } from '../domain/post.ts';
import { newNotice } from '../domain/posting.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import { namedStaff } from './audience.ts';

/**
 * The partnership's reachable staff, else the people at its schools. Where not even those can be reached, whoever is named:
 * that they could not be told is then in the log.
 */
function toldOf(partnership: string, staffing: Staffing): string[] {
  const staff = namedStaff(staffing, partnership);
  const reached = staff.filter(staffing.reachable);
  if (reached.length > 0) return reached;
  const { holders } = dutyOf({ role: 'coordinator', organisation: partnership, partnership }, staffing);
  return holders.length > 0 ? holders : staff;
}

function gapOf({ role, organisation, gap, holders }: Vacancy, held: PartnershipRecords, { roster }: Staffing): Gap {
  const places = [
    { code: held.partnership.code, name: held.partnership.name },
    ...held.schools.map(({ urn, name }) => ({ code: urn, name })),
    ...held.provisions,
  ];
  const nameOf = (upn: string): string => roster.people.find((row) => row.upn === upn)?.name ?? upn;
  const name = places.find(({ code }) => code === organisation)?.name ?? organisation;
  return { role, organisation: name, why: gap, standsIn: holders.map(nameOf) };
}

/**
 * One notice a person for all the gaps of a day that they may know of, for `outbox.put`; put again on the same day they are left as they stand. Gaps
 * without a notice are gaps that nobody can be told of: that belongs in the log as an error.
 */
export function vacancyNotices(held: PartnershipRecords, staffing: Staffing): { gaps: Gap[]; rows: Notice[] } {
  const gaps = vacanciesOf(held, staffing).map((vacancy) => gapOf(vacancy, held, staffing));
  if (gaps.length === 0) return { gaps, rows: [] };
  const partnership = held.partnership.code;
  const at = { partnership, date: staffing.date, urns: [] };
  const rows = toldOf(partnership, staffing).flatMap((upn) => {
    const theirs = vacanciesOf(held, staffing, upn).map((vacancy) => gapOf(vacancy, held, staffing));
    return theirs.length > 0 ? [newNotice({ ...at, gaps: theirs }, upn, 'vacant-role')] : [];
  });
  return { gaps, rows };
}
