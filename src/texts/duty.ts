/** Roles with nobody in them, or nobody reachable; and somebody who covers one. Names roles, organisations and staff only. */
import type { Gap } from '../domain/post.ts';
import type { Role } from '../domain/records.ts';
import { roleWords } from './roles.ts';

/** The position of somebody who acts for a role (R3.6). */
export const coveringAs = (role: Role): string => `covering ${roleWords[role]}`;

/** So that a first day, on which hardly anybody has written yet, is still one message. */
const ORGANISATIONS_LISTED = 25;
const NAMES_LISTED = 4;

const whyWords: Record<Gap['why'], string> = {
  vacant: 'nobody holds it',
  unreachable: 'not reachable in Teams',
};

function standsInWords(names: readonly string[]): string {
  if (names.length === 0) return 'NOBODY stands in';
  const more = names.length - NAMES_LISTED;
  const named = names.slice(0, NAMES_LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return `${named} ${names.length > 1 ? 'stand' : 'stands'} in`;
}

const gapWords = ({ role, why, standsIn }: Gap): string =>
  `${roleWords[role]} (${whyWords[why]}; ${standsInWords(standsIn)})`;

function linesOf(gaps: readonly Gap[]): string[] {
  const organisations = [...new Set(gaps.map((gap) => gap.organisation))];
  const lines = organisations.map((name) => {
    const own = gaps.filter((gap) => gap.organisation === name);
    return `${name}: ${own.map(gapWords).join(', ')}`;
  });
  const more = lines.length - ORGANISATIONS_LISTED;
  return more > 0 ? [...lines.slice(0, ORGANISATIONS_LISTED), `…and ${more} more organisations.`] : lines;
}

const STANDS_IN = 'What they would be told or asked goes to whoever stands in.';

/** What to do comes after the list, which begins with those for whom nobody stands in. */
export function vacancyWords(gaps: readonly Gap[]): { title: string; lines: string[] } {
  const isFilled = gaps.every((gap) => gap.standsIn.length > 0);
  const count = gaps.length === 1 ? 'One role' : `${gaps.length} roles`;
  return {
    title: `${count} today with nobody to reach`,
    lines: [
      `${STANDS_IN}${isFilled ? '' : ' Where nobody does, it reaches nobody: please ring.'}`,
      ...linesOf(gaps),
      'To fill a role, put a person or a cover into the data pack. Whoever is not reachable becomes so by writing “help” to Keylink once.',
    ],
  };
}
