/** What a DSL may do with a concern as it stands (5.1, 5.5). Asked when its card is made, and again at each press. */
import { inForce, scopeOf, sightOf, type Organisations, type Person } from '../access.ts';
import type { PartnershipRecords, Pupil, Role } from '../records.ts';
import type { LocalDate } from '../time.ts';
import { isOpen, sameParty, seatRoles, seats, type By, type Concern, type PartyAt, type Seat } from './concern.ts';
import { everyoneAt, isBarred, isKeptFrom, mayRead, seatedAt, type Seating } from './people.ts';

export const concernActs = [
  'acknowledge',
  'confirm',
  'dismiss',
  'decision',
  'action',
  'referral',
  'note',
  'share',
  'action-done',
  'close',
  'reopen',
] as const;
export type ConcernAct = (typeof concernActs)[number];

/** A DSL's word for what it is; what the reporter wrote stays as it is (R5.1). */
export const categories = [
  'physical',
  'emotional',
  'sexual',
  'neglect',
  'child-on-child',
  'exploitation',
  'domestic',
  'radicalisation',
  'self-harm',
  'missing',
  'online',
  'other',
] as const;
export type Category = (typeof categories)[number];

const rolesAt = (seat: Seat): readonly Role[] => [seatRoles[seat].first, ...seatRoles[seat].deputies];
const seatHolders = new Set(seats.flatMap(rolesAt));
/** Whose roles may sit at a party: to others there is no list of concerns at all. */
export const mayHaveConcerns = ({ holdings }: Pick<Person, 'holdings'>): boolean =>
  holdings.some(({ role }) => seatHolders.has(role));

const addressOf = ({ seat, organisation }: PartyAt): PartyAt => ({ seat, organisation });
export const waitingParties = ({ parties }: Concern): PartyAt[] => parties.filter(({ ack }) => !ack).map(addressOf);

/** The parties somebody sits at that have not acknowledged it: each does so separately (R5.5). */
export const toAcknowledge = (concern: Concern, upn: string, seating: Seating): PartyAt[] => {
  const seated = seatedAt(concern, upn, seating);
  return waitingParties(concern).filter((party) => seated.some((one) => sameParty(one, party)));
};

const rules: Record<ConcernAct, (concern: Concern) => boolean> = {
  acknowledge: isOpen,
  confirm: ({ state }) => state === 'draft',
  dismiss: ({ state }) => state === 'draft',
  decision: ({ state }) => state === 'open',
  action: ({ state }) => state === 'open',
  referral: ({ state }) => state === 'open',
  share: ({ state }) => state === 'open',
  close: ({ state, decided }) => state === 'open' && decided,
  reopen: (concern) => !isOpen(concern),
  'action-done': ({ actions }) => actions.some(({ doneAt }) => doneAt === undefined),
  note: () => true,
};

export const mayDo = (act: ConcernAct, concern: Concern, upn: string, seating: Seating): boolean =>
  mayRead(concern, upn, seating) &&
  rules[act](concern) &&
  (act !== 'acknowledge' || toAcknowledge(concern, upn, seating).length > 0);

/** R3.6: as whom somebody acts: by the role they sit there with, as the pack words it. */
export function actingAt(person: Person, concern: Concern, seating: Seating): By {
  const [seat] = seatedAt(concern, person.upn, seating);
  const places = seat && [seat.organisation, seating.there.provisions.get(seat.organisation)];
  const holding = person.holdings.find(
    ({ role, organisation }) => seat && rolesAt(seat.seat).includes(role) && places?.includes(organisation),
  );
  return { upn: person.upn, name: person.name, position: holding?.position ?? holding?.role ?? '' };
}

/** What the rules need to say with whom a concern may be shared. */
export interface Sharing {
  held: PartnershipRecords;
  seating: Seating;
}

/** Where a child is placed or timetabled, today or later; their own school is no provision. */
function placesOf(pupil: Pupil, { date, there }: Seating): string[] {
  const rows = [
    ...pupil.placements.map(({ provision, endDate }) => ({ provision, last: endDate })),
    ...pupil.timetable.map(({ provision, validTo }) => ({ provision, last: validTo })),
  ];
  const lasting = rows.filter(({ provision, last = date }) => last >= date && there.provisions.has(provision));
  return [...new Set(lasting.map(({ provision }) => provision))];
}

const childOf = ({ subject }: Concern, { held }: Sharing): Pupil | undefined =>
  held.pupils.find(({ pupilId }) => pupilId === subject.pupilId);

/**
 * Who may be brought in: of an adult's concern nobody who is barred from it (R5.6), nor any party that one of them sits at;
 * one that nobody sits at is not offered.
 */
export function sharesFor(concern: Concern, sharing: Sharing): PartyAt[] {
  const { subject, partnership, parties } = concern;
  const child = childOf(concern, sharing);
  const urn = child?.schoolUrn ?? subject.urn;
  const provisions = new Set([
    ...(child ? placesOf(child, sharing.seating) : []),
    ...(subject.provision === undefined ? [] : [subject.provision]),
  ]);
  const among: PartyAt[] = [
    { seat: 'partnership-dsl', organisation: partnership },
    ...(urn === undefined
      ? []
      : [
          { seat: 'school-dsl' as const, organisation: urn },
          { seat: 'head' as const, organisation: urn },
        ]),
    ...[...provisions].map((organisation) => ({ seat: 'provision-dsl' as const, organisation })),
  ];
  const isNew = (party: PartyAt): boolean => !parties.some((one) => sameParty(one, party));
  const { seating } = sharing;
  return among.filter(
    (party) => isNew(party) && !isKeptFrom(party, concern, seating) && everyoneAt(party, concern, seating).length > 0,
  );
}

export interface Matter {
  upn: string;
  name: string;
  role: Role;
}

/** 5.2: staff who may be told that a matter is being handled, and no more; nobody barred, and nobody it would betray a sealed child to. */
export function mattersFor(concern: Concern, sharing: Sharing): Matter[] {
  const { seating } = sharing;
  const urn = childOf(concern, sharing)?.schoolUrn ?? concern.subject.urn;
  const isAsked = (role: Role, organisation: string): boolean =>
    (role === 'key-link' && organisation === urn) || (role === 'officer' && organisation === concern.partnership);
  const mayBeTold = (upn: string): boolean =>
    seating.reachable(upn) &&
    !isBarred(upn, concern.barred, seating) &&
    (seating.pupil?.sealed?.includes(upn) ?? true) &&
    !concern.matterKnownTo.includes(upn) &&
    !mayRead(concern, upn, seating);
  return seating.roster.people
    .filter((row) => isAsked(row.role, row.organisation) && inForce(row, seating.date) && mayBeTold(row.upn))
    .map(({ upn, name, role }) => ({ upn, name, role }));
}

const glassRoles = new Set<Role>(['provision-dsl', 'deputy']);

/**
 * Who may break the glass: the head of the child's school, and the DSL of a provision that the child goes to. Asked of the
 * child alone, so that the offer says nothing of any concern.
 */
export function mayBreakGlass(person: Person, pupil: Pupil, there: Organisations, today: LocalDate): boolean {
  const isHead = person.holdings.some(({ role, organisation }) => role === 'head' && organisation === pupil.schoolUrn);
  const atProvisions = person.holdings.filter(
    ({ role, organisation }) => glassRoles.has(role) && there.provisions.has(organisation),
  );
  const scope = scopeOf({ ...person, holdings: atProvisions }, there);
  const isTheirs = isHead && (pupil.sealed?.includes(person.upn) ?? true);
  return isTheirs || sightOf(scope, pupil, '', today) !== undefined;
}
