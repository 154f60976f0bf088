/** Places and slots as an answer names them. Never an address (R7.15). */
import { schoolDay } from '../calendar.ts';
import type { PartnershipRecords, Pupil } from '../records.ts';
import type { Slot } from '../slots.ts';
import type { LocalDate } from '../time.ts';
import type { Audience, Closure, Place, Planned } from './answer.ts';

interface About {
  pupil: Pupil;
  held: PartnershipRecords;
  audience: { kind: Audience };
}

export const chainOf = ({ pupil, held }: About) => ({
  organisation: pupil.schoolUrn,
  partnership: held.partnership.code,
});

/** Another school may be a pupil's former one. A place nobody has described is named by its code: no mark there is lost. */
export function placeOf({ pupil, held }: About, code: string): Place {
  const atHome = code === pupil.schoolUrn;
  const provision = held.provisions.find((candidate) => candidate.code === code);
  const school = held.schools.find((candidate) => candidate.urn === code);
  const phone = provision?.phone ?? school?.officePhone;
  return {
    code,
    name: provision?.name ?? school?.name ?? code,
    atHome,
    ...(phone !== undefined && phone !== '' && { phone }),
  };
}

/** Why the pupil's own school is shut on a date; undefined while it has any session, and at weekends. */
export function schoolShut(about: About, date: LocalDate): Closure | undefined {
  const { kind, note } = schoolDay(about.held.calendar, chainOf(about), date);
  if (kind === 'school-day' || kind === 'weekend') return undefined;
  return { kind, ...(note !== undefined && { note }) };
}

export function plannedAt(about: About, slot: Slot): Planned {
  const shut = about.audience.kind === 'provision' || slot.atHome ? undefined : schoolShut(about, slot.date);
  return {
    place: placeOf(about, slot.provision),
    date: slot.date,
    start: slot.start,
    end: slot.end,
    registerUntil: slot.closesAt,
    dual: slot.placement?.arrangement === 'dual',
    ...(slot.lunch !== undefined && { lunch: slot.lunch }),
    ...(slot.transport !== undefined && { transport: slot.transport }),
    ...(shut && { homeSchoolShut: shut }),
  };
}
