/** How pupils and places are called on one school's digest. */
import type { Digest } from '../domain/digest.ts';
import { channelInitials, displayName } from '../domain/names.ts';
import type { PartnershipRecords, Pupil } from '../domain/records.ts';
import type { PlaceName, View } from '../texts/digest.ts';

export interface Naming {
  who(pupilId: string): string;
  place: PlaceName;
}

/** R8.3: a sealed pupil who is not on this digest is on none of it, not even as the reason why another is `MA·2`. */
function pupilsToName(held: PartnershipRecords, { urn, rows }: Digest): Pupil[] {
  const listed = new Set(rows.map(({ pupilId }) => pupilId));
  return held.pupils.filter(
    ({ pupilId, schoolUrn, sealed }) => schoolUrn === urn && (sealed === undefined || listed.has(pupilId)),
  );
}

export function namingOf(digest: Digest, held: PartnershipRecords, view: View): Naming {
  const pupils = pupilsToName(held, digest);
  const names =
    view === 'names'
      ? new Map(pupils.map((pupil) => [pupil.pupilId, `${displayName(pupil)}, Year ${pupil.yearGroup}`]))
      : channelInitials(pupils);
  const places = new Map([
    ...held.provisions.map(({ code, name }) => [code, name] as const),
    ...held.schools.map(({ urn, name }) => [urn, name] as const),
  ]);
  return { who: (id) => names.get(id) ?? 'A pupil', place: (code) => places.get(code) ?? code };
}
