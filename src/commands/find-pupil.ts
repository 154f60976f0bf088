/** Which pupil is meant, among those the asker may see. Scope comes first: what is out of scope is never even compared. */
import { partnershipsFor, sightOf, type Scope, type Sight } from '../domain/access.ts';
import { displayName, matchName, type KnownName, type NameMatch } from '../domain/names.ts';
import type { PartnershipRecords, Pupil } from '../domain/records.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Narrow, Records } from '../store/records.ts';
import type { Directory } from '../store/directory.ts';
import type { Asking } from './command.ts';

/** A pupil in scope, with the records they were found in. */
export interface Found extends KnownName {
  pupil: Pupil;
  held: PartnershipRecords;
  sight: Sight;
}

function narrowed(scope: Scope, directory: Directory, partnership: string): Narrow | undefined {
  if (scope.provisions.length > 0 || scope.partnerships.includes(partnership)) return undefined;
  return { schools: scope.schools.filter((urn) => directory.schools.get(urn) === partnership) };
}

/** Every pupil in scope, with the plan and the marks of that day: one storage request for each partnership concerned. */
export async function pupilsInScope(records: Records, asking: Asking, date: LocalDate): Promise<Found[]> {
  const { scope, directory, now } = asking;
  const partnerships = partnershipsFor(scope, directory);
  const read = await Promise.all(
    partnerships.map((code) => records.day(code, date, { ...narrowed(scope, directory, code), past: date < now.date })),
  );
  return read.flatMap((held) => (held ? seenIn(held, scope, now.date) : []));
}

function seenIn(held: PartnershipRecords, scope: Scope, today: LocalDate): Found[] {
  return held.pupils.flatMap((pupil) => {
    const sight = sightOf(scope, pupil, held.partnership.code, today);
    return sight ? [{ ...pupil, pupil, held, sight }] : [];
  });
}

/**
 * Looks a name up. "Alfie Thursday" may be a name or a name and a day: the second reading counts only where nobody in
 * scope answers to the first.
 */
export function matchEither<T>(
  readings: readonly { name: string; otherwise: T }[],
  inScope: readonly Found[],
): { match: NameMatch<Found>; reading: T } {
  const [first, ...rest] = readings.map(({ name, otherwise }) => ({
    match: matchName(name, inScope),
    reading: otherwise,
  }));
  return rest.find((reading) => first?.match.kind === 'none' && reading.match.kind !== 'none') ?? first!;
}

export const schoolNameOf = ({ pupil, held }: Found): string =>
  held.schools.find((school) => school.urn === pupil.schoolUrn)?.name ?? 'school not known';

/** What tells pupils of one name apart: never a date of birth, an address or a number (8.3). */
export const aboutPupil = (found: Found): string => `${schoolNameOf(found)}, Year ${found.pupil.yearGroup}`;
export const nameOf = (found: Found): string => displayName(found.pupil);
