/** What is followed up about a pupil and whom of the family may be rung: for those who see all of the pupil. */
import { isOpen, type Absence } from '../domain/absence/absence.ts';
import { maySee, mayKnowRag } from '../domain/follow-up/acts.ts';
import { contactsToTry } from '../domain/follow-up/whom.ts';
import { addDays, weekdayOf, type LocalDate } from '../domain/time.ts';
import { sayRecord } from '../texts/follow-up.ts';
import { pupilPageTexts } from '../texts/pupil-page.ts';
import type { Asking } from '../commands/command.ts';
import type { Found } from '../commands/find-pupil.ts';
import type { Pupil } from '../domain/records.ts';
import type { Records } from '../store/records.ts';
import type { AbsenceShown, FamilyShown, PupilShown } from './models.ts';

const RECENT_DAYS = 14;
const NOBODY = '–';

/** Today's are read with the pupil. */
function recentDays(today: LocalDate): LocalDate[] {
  const days = Array.from({ length: RECENT_DAYS }, (_, back) => addDays(today, -1 - back));
  return days.filter((date) => !['saturday', 'sunday'].includes(weekdayOf(date)));
}

function absenceShown(absence: Absence, { held, pupil }: Found, asking: Asking): AbsenceShown {
  const told = { absence, held, pupil, now: asking.now, tellsRag: mayKnowRag(asking, absence) };
  const { facts, ...said } = sayRecord(told);
  return { ...said, facts: facts.map(([label, lines]) => ({ label, lines })) };
}

const newestFirst = (a: Absence, b: Absence): number => b.openedAt - a.openedAt;

export async function followUpsOf(
  records: Records,
  asking: Asking,
  found: Found,
): Promise<NonNullable<PupilShown['followUps']>> {
  const { held, pupil, pupilId } = found;
  const { date } = asking.now;
  const earlier = await records.absencesOf(held.partnership.code, pupilId, recentDays(date));
  const ofToday = held.absences.filter((absence) => absence.pupilId === pupilId);
  const all = [...ofToday, ...earlier].filter((absence) => maySee(asking, absence, pupil, date)).toSorted(newestFirst);
  const shown = (are: readonly Absence[]): AbsenceShown[] => are.map((one) => absenceShown(one, found, asking));
  return {
    open: shown(all.filter(isOpen)),
    recent: shown(all.filter((absence) => !isOpen(absence))),
    none: all.length === 0 ? pupilPageTexts.noFollowUps : '',
  };
}

export function familyOf(pupil: Pupil): FamilyShown {
  const people = contactsToTry(pupil)
    // A second contact without a first stands behind an empty place.
    .filter(({ name, phone }) => name !== NOBODY || phone !== undefined)
    .map(({ name, relationship, phone }) => ({
      who: relationship ? `${name} (${relationship})` : name,
      phone: phone ?? '',
    }));
  return {
    warning: pupil.doNotContact === undefined ? '' : pupilPageTexts.doNotContact(pupil.doNotContact),
    people,
    none: people.length === 0 ? pupilPageTexts.noContacts : '',
  };
}
