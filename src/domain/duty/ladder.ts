/** Who takes over a duty where a role has nobody to reach, nearest first, so that nothing waits on an empty chair (R4.14). */
import type { Organisations } from '../access.ts';
import type { Role } from '../records.ts';

/** A role at one organisation. */
export interface Post {
  role: Role;
  organisation: string;
}

/** On whose behalf a duty is to be done. */
export interface DutyAsk extends Post {
  partnership: string;
  /** The school of the child it is about: no other school is told of it. Absent only where it is about no child. */
  urn?: string;
}

type Ladder = readonly Role[];

/**
 * A role without a ladder has its cover alone: chair, governors, owner and manager judge people, and whoever came next might
 * be the one it is about.
 */
const ladders: Readonly<Record<'partnership' | 'school' | 'provision', Partial<Record<Role, Ladder>>>> = {
  partnership: {
    coordinator: ['deputy', 'officer'],
    officer: ['coordinator', 'deputy'],
    deputy: ['coordinator', 'officer'],
  },
  school: {
    'key-link': ['attendance-lead', 'school-dsl', 'deputy', 'head'],
    'attendance-lead': ['key-link', 'school-dsl', 'deputy', 'head'],
    'school-dsl': ['deputy', 'head'],
    deputy: ['school-dsl', 'head'],
    head: ['school-dsl', 'deputy'],
  },
  provision: {
    provision: ['provision-dsl', 'deputy'],
    'provision-dsl': ['deputy', 'provision'],
    deputy: ['provision-dsl', 'provision'],
  },
};

const posts = (ladder: Ladder, organisation: string): Post[] => ladder.map((role) => ({ role, organisation }));

/** After a school's own people its partnership, whose coordinator is the key DSL contact (4.1); at a provision its officer. */
const atPartnership = (code: string, first: Role): Post[] =>
  posts([first, ...(ladders.partnership[first] ?? [])], code);

/** At a site, the people of its main site follow its own. */
function atProvision({ role, organisation, partnership }: DutyAsk, ladder: Ladder, main = organisation): Post[] {
  const ofMain = main === organisation ? [] : posts([role, ...ladder], main);
  return [...posts(ladder, organisation), ...ofMain, ...atPartnership(partnership, 'officer')];
}

type Kind = keyof typeof ladders;

function kindOf(organisation: string, there: Organisations): Kind | undefined {
  if (there.partnerships.has(organisation)) return 'partnership';
  if (there.schools.has(organisation)) return 'school';
  return there.provisions.has(organisation) ? 'provision' : undefined;
}

/** Those who may take over, nearest first; the role itself is not among them. Empty where nobody may. */
export function standInsFor(ask: DutyAsk, there: Organisations): Post[] {
  const { role, organisation, partnership } = ask;
  const kind = kindOf(organisation, there);
  const ladder = kind && ladders[kind][role];
  if (!ladder) return [];
  if (kind === 'provision') return atProvision(ask, ladder, there.provisions.get(organisation));
  const own = posts(ladder, organisation);
  return kind === 'school' ? [...own, ...atPartnership(partnership, 'coordinator')] : own;
}

/** R4.14: for a partnership with nobody at all each of its schools stands in, by the first of these posts that has anybody. */
export function atSchools({ role, organisation, partnership, urn }: DutyAsk, there: Organisations): Post[][] {
  const kind = kindOf(organisation, there);
  if (!kind || !ladders[kind][role]) return [];
  const own = [...there.schools].filter(([, of]) => of === partnership).map(([code]) => code);
  const asked = urn === undefined ? own : own.filter((code) => code === urn);
  // A school's own people have been looked for; no other school's may learn of its pupils.
  return kind === 'school' ? [] : asked.map((school) => posts(['school-dsl', 'deputy', 'head'], school));
}
