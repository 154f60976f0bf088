/** A pupil as somebody may see them at this moment, with their roles read afresh, and what is on record of their absences. */
import { scopeOf } from '../../domain/access.ts';
import type { Absence } from '../../domain/absence/absence.ts';
import { mayHaveConcerns } from '../../domain/concern/acts.ts';
import { addDays } from '../../domain/time.ts';
import { personOf } from '../../teams/recognise.ts';
import type { Asking } from '../command.ts';
import { pupilsInScope, type Found } from '../find-pupil.ts';
import type { DeskParts } from './case.ts';

/** Contacts and closed absences of so many days back. */
export const DAYS_BACK = 60;

/** Whoever asks, as they are by now; nobody where no role of theirs may have concerns. */
export async function asNow({ store }: DeskParts, asking: Asking): Promise<Asking | undefined> {
  const { person, now, directory } = asking;
  const reader = personOf(await store.people.fresh(), person.upn, now);
  return reader && mayHaveConcerns(reader)
    ? { ...asking, person: reader, scope: scopeOf(reader, directory) }
    : undefined;
}

/** While a pupil moves they stand in both partnerships. */
export async function childrenOf({ store }: DeskParts, asking: Asking, pupilId: string): Promise<Found[]> {
  const inScope = await pupilsInScope(store.records, asking, asking.now.date);
  return inScope.filter((found) => found.pupilId === pupilId);
}

/** Closed absences stand under their last day, which a mark tells: the open ones and today's are held already. */
async function closedOf({ store }: DeskParts, { now }: Asking, { held, pupilId }: Found): Promise<Absence[]> {
  const [from, to] = [addDays(now.date, -DAYS_BACK), addDays(now.date, -1)];
  const { code } = held.partnership;
  const marks = await store.records.marksOf(code, pupilId, from, to);
  const away = marks.filter(({ status }) => status === 'absent' || status === 'left').map(({ date }) => date);
  return store.records.absencesOf(code, pupilId, [...new Set(away)]);
}

/** R7.15: of those who see all of the pupil; provision staff are told of their own slots alone. */
export async function absencesSeen(parts: DeskParts, asking: Asking, found: readonly Found[]): Promise<Absence[]> {
  const whole = found.filter(({ sight }) => sight === 'all');
  const closed = await Promise.all(whole.map((one) => closedOf(parts, asking, one)));
  const held = whole.flatMap((one) => one.held.absences.filter(({ pupilId }) => pupilId === one.pupilId));
  return [...held, ...closed.flat()];
}
