/** Who may mark what, and when (R3.8). Rights of several roles add up: the widest counts. */
import { roles } from '../records.ts';
import type { Person, Scope } from '../access.ts';
import type { RoleHolding } from '../records.ts';
import type { LocalDate } from '../time.ts';

export interface Who {
  person: Person;
  scope: Scope;
}

/** Where a register is taken: `provision` is a school's URN at the home site; `partnership` is the pupils'. */
interface RegisterAt {
  provision: string;
  partnership: string;
  date: LocalDate;
  today: LocalDate;
}

export type MarkingAs = 'provision' | 'partnership' | 'school';
/** `position`: what a mark says of who made it (R3.6): as the pack words it, else the role. */
export type MayMark =
  | { kind: 'may'; as: MarkingAs; position: string }
  | { kind: 'refused'; why: 'not-yours' | 'day-over' };

/** The widest role at a place. A site's staff may hold theirs at its main site, which is then none of their other places. */
function positionOf({ person, scope }: Who, organisation: string): string {
  const elsewhere = new Set([...scope.partnerships, ...scope.schools]);
  const inOrder = person.holdings.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
  const holding: RoleHolding | undefined =
    inOrder.find((held) => held.organisation === organisation) ??
    inOrder.find((held) => !elsewhere.has(held.organisation));
  return holding?.position ?? holding?.role ?? '';
}

/**
 * Partnership staff mark their own pupils anywhere and on any day; a school's roles its own site, never a provision's slots;
 * provision staff their own place, and a day that is over no more.
 */
export function mayMark(who: Who, { provision, partnership, date, today }: RegisterAt): MayMark {
  const { partnerships, schools, provisions } = who.scope;
  const may = (as: MarkingAs, organisation: string): MayMark => ({
    kind: 'may',
    as,
    position: positionOf(who, organisation),
  });
  if (partnerships.includes(partnership)) return may('partnership', partnership);
  if (schools.includes(provision)) return may('school', provision);
  if (!provisions.includes(provision)) return { kind: 'refused', why: 'not-yours' };
  return date < today ? { kind: 'refused', why: 'day-over' } : may('provision', provision);
}

/** Leave is granted by a person whom the school authorised, and by nobody else. */
export const grantsLeave = ({ person }: Who, schoolUrn: string): boolean =>
  person.holdings.some(
    ({ role, organisation }) => (role === 'head' || role === 'attendance-lead') && organisation === schoolUrn,
  );
