/** What somebody may do about an absence as it stands (4.3, R4.3). Asked when its card is made, and again at each press. */
import { isOpen } from '../absence/absence.ts';
import { isDslFor } from '../absence/owners.ts';
import { isCoded, isSafe } from '../absence/questions.ts';
import { ragOf } from '../absence/rag.ts';
import { sightOf, type Person, type Scope } from '../access.ts';
import type { Absence, By } from '../absence/absence.ts';
import type { Code } from '../codes.ts';
import { roles, type PartnershipRecords, type Pupil } from '../records.ts';
import { grantsLeave } from '../register/rights.ts';
import type { LocalDate } from '../time.ts';

/** In the order of a card's buttons, of which there are at most six. */
export const acts = ['contact', 'seen', 'code', 'visit', 'missing', 'close', 'reopen'] as const;
export type Act = (typeof acts)[number];

export interface Doer {
  person: Person;
  scope: Scope;
}

const ofSchool = ({ scope }: Doer, { urn }: Absence): boolean => scope.schools.includes(urn);
const ofPartnership = ({ scope }: Doer, { partnership }: Absence): boolean => scope.partnerships.includes(partnership);

/** R8.3, R7.15: the absence itself is for those who see all of the pupil; provision staff are told that it is followed up. */
export const maySee = ({ scope }: Doer, absence: Absence, pupil: Pupil, today: LocalDate): boolean =>
  sightOf(scope, pupil, absence.partnership, today) === 'all';

/** Where red is not to be known, what it asks for is: 4.6, "RAG (to those allowed)". */
export const mayKnowRag = (who: Doer, absence: Absence): boolean =>
  ofPartnership(who, absence) ||
  who.person.holdings.some(
    ({ role, organisation }) =>
      organisation === absence.urn && (role === 'school-dsl' || role === 'deputy' || role === 'head'),
  );

/** A red child is visited (4.3); of the others somebody decides, once their contacts have been tried. */
const waitsForVisit = ({ state, visit }: Absence): boolean =>
  state === 'contacts-tried' ||
  state === 'update-overdue' ||
  state === 'visited-not-seen' ||
  ((state === 'continuing' || state === 'n-overdue') && visit === undefined);

type Rule = (who: Doer, absence: Absence, pupil: Pupil) => boolean;

const rules: Record<Act, Rule> = {
  contact: (_, absence) => isOpen(absence),
  seen: (_, absence) => isOpen(absence),
  // The school answers for its register (4.2, RESOLVED); others record the reason they heard.
  code: (who, absence) => isOpen(absence) && !isCoded(absence) && ofSchool(who, absence),
  visit: (_, absence, pupil) => isOpen(absence) && waitsForVisit(absence) && ragOf(pupil).rag !== 'red',
  missing: (who, absence) =>
    isOpen(absence) && absence.state !== 'missing' && (isDslFor(who.person, absence) || ofPartnership(who, absence)),
  close: (who, absence) => isOpen(absence) && isSafe(absence) && isCoded(absence) && isDslFor(who.person, absence),
  // New information may come to anybody who follows it up.
  reopen: (_, absence) => !isOpen(absence),
};

/** Of somebody who may see the absence. */
export const mayDo = (act: Act, who: Doer, absence: Absence, pupil: Pupil): boolean => rules[act](who, absence, pupil);

export const actsFor = (who: Doer, absence: Absence, pupil: Pupil): Act[] =>
  acts.filter((act) => mayDo(act, who, absence, pupil));

const leaveCodes: ReadonlySet<Code> = new Set(['C', 'C1', 'S', 'J1']);

/** R3.8: leave is granted by the head or the attendance lead alone. */
export const mayGive = (code: Code, who: Doer, { urn }: Absence): boolean =>
  !leaveCodes.has(code) || grantsLeave(who, urn);

/** R3.6: as whom somebody acts here: by their widest role at the school or its partnership, as the pack words it. */
export function actingAs({ person }: Doer, { partnership, urn }: Absence): By {
  const here = person.holdings
    .filter(({ organisation }) => organisation === partnership || organisation === urn)
    .toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
  return { upn: person.upn, name: person.name, position: here[0]?.position ?? here[0]?.role ?? '' };
}

export const pupilOf = (absence: Absence, held: Pick<PartnershipRecords, 'pupils'>): Pupil | undefined =>
  held.pupils.find(({ pupilId }) => pupilId === absence.pupilId);
