/** Something somebody did about an absence, written down on what stands at that moment, together with what follows from it. */
import type { Absence } from '../domain/absence/absence.ts';
import type { AbsenceEvent } from '../domain/absence/events.ts';
import { next, type Next } from '../domain/absence/next.ts';
import { absenceOf } from '../domain/follow-up-card.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import type { Instant, LocalDate, Moment } from '../domain/time.ts';
import { noticesOf, type FollowUp } from './follow-up.ts';
import type { Append } from '../store/ledger.ts';
import type { Store } from '../store/open.ts';

export interface AbsenceAddress {
  partnership: string;
  pupilId: string;
  openedAt: Instant;
  /** Of one that is closed, its last day; an open one is found on any. */
  date?: LocalDate;
}

export interface Followed {
  held: PartnershipRecords;
  /** `gone`: there is no such absence any more, nor was it closed today. */
  result: Next | { kind: 'gone' };
}

type Decided = Append & { followed: Followed };

/** The person's right to it is the caller's to ask, on the same records: `may` is asked again inside the transaction. */
export async function followEvent(
  { store, followUp }: { store: Store; followUp: FollowUp },
  now: Moment,
  at: AbsenceAddress,
  event: AbsenceEvent,
  may: (held: PartnershipRecords, absence: Absence) => boolean = () => true,
): Promise<Followed> {
  const following = await followUp(now);
  const decide = async (held: PartnershipRecords): Promise<Decided> => {
    const absence = absenceOf(at, held.absences);
    const pupil = held.pupils.find(({ pupilId }) => pupilId === at.pupilId);
    if (!absence || !pupil || !may(held, absence)) return { followed: { held, result: { kind: 'gone' } } };
    const result = next(absence, event, { held, pupil, now, holders: following.holdersOf(held, pupil) });
    if (result.kind !== 'done') return { followed: { held, result } };
    const others = held.absences.filter((one) => one !== absence);
    const after = {
      ...held,
      marks: [...held.marks, ...result.amend],
      absences: [...others, result.absence],
    };
    return {
      marks: result.amend,
      absences: [result.absence],
      events: [{ at: now.instant, pupilId: at.pupilId, urn: absence.urn, openedAt: at.openedAt, event }],
      notices: noticesOf([result], now.date),
      followed: { held: after, result },
    };
  };
  return (await store.ledger.append({ partnership: at.partnership, date: at.date ?? now.date }, decide)).followed;
}
