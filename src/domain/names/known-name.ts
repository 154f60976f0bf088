import { lettersOf, normaliseName } from './spelling.ts';

export interface KnownName {
  pupilId: string;
  forename: string;
  surname: string;
  preferredForename?: string;
  preferredSurname?: string;
  /** Whole names, as "Aisha Begum", "Begum, Aisha" or a forename alone. */
  otherNames: string[];
  yearGroup: number;
  schoolUrn: string;
}

export const shownForename = (p: KnownName) => p.preferredForename?.trim() || p.forename;
export const shownSurname = (p: KnownName) => p.preferredSurname?.trim() || p.surname;

/** The name every reply uses (8.1), in the spelling it was entered in. */
export function displayName(p: KnownName): string {
  return `${shownForename(p)} ${shownSurname(p)}`.trim();
}

/** One letter for the forename, one for the surname: Zoë Müller is ZM, Mary-Jane Watson-Smith is MW. */
export function initialsOf(p: KnownName): string {
  const letters = [shownForename(p), shownSurname(p)].map((name) => lettersOf(normaliseName(name))[0] ?? '');
  return letters.join('').toUpperCase() || '?';
}

/**
 * What a channel may read in place of each pupil's name: MA, or MA·1 and MA·2 where they collide.
 * Numbered by pupil id, so that an edit of the post never changes who is MA·1.
 */
export function channelInitials(pupils: readonly KnownName[]): Map<string, string> {
  const byId = new Map(pupils.map((p) => [p.pupilId, initialsOf(p)]));
  const sharing = Map.groupBy([...byId.keys()].toSorted(), (id) => byId.get(id)!);
  const labelled = [...sharing].flatMap(([initials, ids]) =>
    ids.map((id, i): [string, string] => [id, ids.length > 1 ? `${initials}·${i + 1}` : initials]),
  );
  return new Map(labelled);
}
