/** What each reporter raises: drawn once, and the same for the same seed; and who, by R5.5 and 5.4, may hear of it at all. */
import type { AdultNamed, ParentInformed, Words } from '../../../src/domain/concern/events.ts';
import type { Urgency } from '../../../src/domain/concern/concern.ts';
import { createChance, type Chance } from '../chance.ts';
import { CODE } from '../partnership.ts';
import { HOST, type Child, type ConcernPartnership, type Member } from './partnership.ts';

/** How Teams brings the form: in a dialog, from a message extension, from a card, or from a client that can only submit. */
const ways = ['dialog', 'extension', 'execute', 'submit'] as const;
type Way = (typeof ways)[number];

export interface Report {
  n: number;
  by: Member;
  /** The form's own, which makes a second delivery the same concern. */
  token: string;
  way: Way;
  words: Words;
  /** As they are sent again by somebody who was told that they are not recorded, and wrote on. */
  wordsLater: Words;
  parentInformed: ParentInformed;
  urgency: Urgency;
  child?: Child;
  urn?: string;
  provision?: string;
  typedName?: string;
  adult?: AdultNamed;
  /** Sign-in names; who raised it is not among them for that. */
  mayHear: ReadonlySet<string>;
  /** Filled in page by page. */
  isPaged: boolean;
  isHasty: boolean;
  isRepeated: boolean;
  /** Whoever is told that it is not recorded writes on before they send it again, or sends it no more. */
  writesOn: boolean;
  givesUp: boolean;
  looksBack: boolean;
  chance: Chance;
}

/** No other text holds one: found anywhere, it says of which report a word is. */
export const markers = /zqx(\d+)x[a-z]+/g;
export const marker = (n: number, field: string): string => `zqx${n}x${field}`;

const oddities = [
  '',
  '\u{1F9F8} ',
  '\u202Eשלום ',
  'e\u0301\u0302 ',
  '${markup} **bold** ',
  '<b>&amp;</b> ',
  '=SUM(A1) ',
];

function wordsOf(n: number, chance: Chance, again = ''): Words {
  const said = (field: string): string => `${chance.oneOf(oddities)}${marker(n, `${field}${again}`)} as it was said`;
  const optional = (field: string): string => (chance.next() < 0.4 ? said(field) : '');
  return {
    what: said('what'),
    ownWords: chance.next() < 0.7 ? said('own') : '',
    questions: optional('questions'),
    when: 'this morning',
    where: said('where'),
    present: optional('present'),
    injuries: optional('injuries'),
    action: said('action'),
    opinion: optional('opinion'),
  };
}

type About = Pick<Report, 'child' | 'urn' | 'provision' | 'typedName' | 'adult' | 'mayHear'>;

const partnershipRoles = new Set(['coordinator', 'deputy', 'officer']);
const schoolRoles = new Set(['school-dsl', 'deputy', 'head', 'key-link', 'attendance-lead']);
const provisionRoles = new Set(['provision', 'provision-dsl']);

/** R8: whom somebody can pick; who holds only a seat of 5.4 sees no pupil. */
function seenBy({ role, organisation }: Member, { children }: ConcernPartnership): Child[] {
  if (organisation === CODE) return partnershipRoles.has(role) ? children : [];
  return children.filter(
    ({ urn, provision }) =>
      (urn === organisation && schoolRoles.has(role)) || (provision === organisation && provisionRoles.has(role)),
  );
}

/** R5.5. */
function hearOfChild(urn: string, provision: string | undefined, { inRole }: ConcernPartnership): string[] {
  return [
    ...inRole(CODE, 'coordinator', 'deputy'),
    ...inRole(urn, 'school-dsl', 'deputy'),
    ...(provision === undefined ? [] : inRole(provision, 'provision-dsl', 'deputy')),
  ];
}

/** The rows of 5.4. */
function hearOfAdult({ role, organisation }: Member, urn: string, there: ConcernPartnership): string[] {
  const head = (of: string): string[] => there.inRole(of, 'head');
  if (organisation === CODE) return role === 'chair' ? [] : [...there.inRole(CODE, 'chair'), ...head(HOST)];
  if (role === 'head') return there.inRole(organisation, 'governor-chair');
  if (role === 'provision-owner') return head(urn);
  return there.schools.some((school) => school.urn === organisation)
    ? head(organisation)
    : [...there.inRole(organisation, 'provision-manager'), ...head(urn)];
}

function aboutAdult(
  by: Member,
  urn: string,
  chance: Chance,
  there: ConcernPartnership,
): Pick<About, 'adult' | 'mayHear'> & { typed?: true } {
  const subject = chance.oneOf(there.members.filter((one) => one.upn !== by.upn));
  const { organisation } = subject;
  const drawn = chance.next();
  if (drawn < 0.6) {
    const heard = hearOfAdult(subject, urn, there).filter((upn) => upn !== subject.upn);
    return { adult: { at: { organisation }, who: { kind: 'picked', upn: subject.upn } }, mayHear: new Set(heard) };
  }
  const place = drawn < 0.8 ? { organisation } : drawn < 0.9 ? 'transport' : 'unknown';
  const heads = typeof place === 'string' || place.organisation !== urn ? there.inRole(urn, 'head') : [];
  return {
    adult: { at: place, who: { kind: 'unsure' } },
    mayHear: new Set(heads),
    ...(drawn < 0.95 && { typed: true }),
  };
}

function aboutWhom(n: number, by: Member, chance: Chance, there: ConcernPartnership): About {
  const seen = seenBy(by, there);
  const child = seen.length > 0 && chance.next() < 0.85 ? chance.oneOf(seen) : undefined;
  const { urn } = child ?? chance.oneOf(there.schools);
  const whom = child ? { child, urn } : { urn, typedName: marker(n, 'typed') };
  if (chance.next() < 0.2) {
    const { typed, adult, mayHear } = aboutAdult(by, urn, chance, there);
    const who = typed ? { kind: 'typed' as const, name: marker(n, 'adult') } : adult!.who;
    return { ...whom, adult: { ...adult!, who }, mayHear };
  }
  // Raised at a provision by those who have a role there and nowhere else.
  const isAtProvision = by.organisation !== CODE && there.schools.every((school) => school.urn !== by.organisation);
  const provision = isAtProvision ? by.organisation : undefined;
  return {
    ...whom,
    ...(provision !== undefined && { provision }),
    mayHear: new Set(hearOfChild(urn, provision, there)),
  };
}

export function drawReport(n: number, seed: number, there: ConcernPartnership): Report {
  const chance = createChance(seed * 100_003 + n);
  const by = chance.oneOf(there.members);
  return {
    n,
    by,
    token: `form-${seed}-${n}-${chance.between(0, 2 ** 30)}`,
    way: chance.oneOf(ways),
    words: wordsOf(n, chance),
    wordsLater: wordsOf(n, chance, 'later'),
    parentInformed: chance.oneOf(['yes', 'no', 'not-safe']),
    urgency: chance.next() < 0.4 ? 'urgent' : 'standard',
    ...aboutWhom(n, by, chance, there),
    isPaged: chance.next() < 0.15,
    isHasty: chance.next() < 0.1,
    isRepeated: chance.next() < 0.1,
    writesOn: chance.next() < 0.3,
    givesUp: chance.next() < 0.2,
    looksBack: chance.next() < 0.15,
    chance,
  };
}
