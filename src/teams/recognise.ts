/** Who is writing (contract, "First contact"): by tenant and Entra object id; by sign-in name once, to bind the two. */
import type { Person } from '../domain/access.ts';
import { inForce } from '../domain/access.ts';
import { coversOf } from '../domain/duty.ts';
import type { Cover } from '../domain/records.ts';
import type { Moment } from '../domain/time.ts';
import { holdingOf, type Bound, type People, type PersonRow, type Roster } from '../store/people.ts';
import { coveringAs } from '../texts/duty.ts';
import type { Origin } from './activity.ts';
import type { Outgoing, RosterMember } from './wire/types.ts';

export type Recognised =
  | { kind: 'known'; person: Person; objectId: string }
  | { kind: 'stranger' }
  /** A guest, or an account of another tenant than the roster's: they are asked to write from their own account. */
  | { kind: 'elsewhere' }
  /** The sign-in name belongs to another account here: refused, and the coordinator is told. */
  | { kind: 'other-account'; upn: string }
  /** Teams could not be asked who this is. */
  | { kind: 'unsure' };

export interface Recogniser {
  recognise(origin: Origin, now: Moment, tenants: Tenants): Promise<Recognised>;
  /** An account that is in the pack or has written once; nobody is bound by looking at a page. */
  known(account: { tenantId: string; objectId: string }, now: Moment, tenants: Tenants): Promise<Person | undefined>;
}

interface Parts {
  people: People;
  wire: Outgoing;
}

/** What the tenants are at this moment: which are served, and which one an organisation is in. */
interface Tenants {
  served: ReadonlySet<string>;
  tenantOf(organisation: string): string | undefined;
}

/** A role row counts in its own tenant, else in its organisation's, else in any that is served. */
const countsIn = (row: PersonRow, tenantId: string, tenants: Tenants): boolean =>
  (row.tenantId ?? tenants.tenantOf(row.organisation) ?? tenantId) === tenantId;

/** Whoever covers a role has its rights from the first day of the cover to its last (cover.csv), though they hold no other. */
export function personOf(roster: Roster, upn: string, now: Moment): Person | undefined {
  const rows = roster.people.filter((row) => row.upn === upn);
  const own = rows.filter((row) => inForce(row, now.date));
  const covers = coversOf(roster, upn, now.date);
  const [first = rows[0]] = own;
  if (!first || own.length + covers.length === 0) return undefined;
  return { upn, name: first.name, holdings: [...own.map(holdingOf), ...covers.map((one) => coverHolding(one, first))] };
}

const coverHolding = ({ role, organisation }: Cover, { name, phone }: PersonRow): Person['holdings'][number] => ({
  role,
  organisation,
  name,
  ...(phone === undefined ? {} : { phone }),
  position: coveringAs(role),
  isCover: true,
});

/** A pack's `object_id` rebinds; so it is looked at before what was bound on first contact. */
function upnOf(roster: Roster, tenantId: string, objectId: string, tenants: Tenants): string | undefined {
  const named = roster.people.find((row) => row.objectId === objectId && countsIn(row, tenantId, tenants));
  if (named) return named.upn;
  const bound = roster.bound.find((b) => b.objectId === objectId && b.tenantId === tenantId);
  const rebound =
    bound && roster.people.some((row) => row.upn === bound.upn && row.objectId && row.objectId !== objectId);
  return rebound ? undefined : bound?.upn;
}

/** A guest's account here is not their own: Teams marks it, and its sign-in name carries `#EXT#`. */
const isGuest = (member: RosterMember): boolean =>
  /guest|anonymous/i.test(member.userRole ?? '') || /#ext#/i.test(member.userPrincipalName ?? '');

export function createRecogniser({ people, wire }: Parts): Recogniser {
  const firstContact = async (origin: Origin, objectId: string, now: Moment, tenants: Tenants): Promise<Recognised> => {
    const found = await wire.member({ ...origin }, origin.from.id);
    if (found.kind !== 'found') return { kind: found.kind === 'refused' && found.final ? 'stranger' : 'unsure' };
    const upn = found.value.userPrincipalName?.toLowerCase();
    const home = (found.value.tenantId ?? origin.tenantId).toLowerCase();
    if (isGuest(found.value) || !tenants.served.has(home)) return { kind: 'elsewhere' };
    if (!upn || found.value.aadObjectId?.toLowerCase() !== objectId) return { kind: 'stranger' };
    return bindFirst({ upn, tenantId: home, objectId, at: now.instant }, now, tenants);
  };
  const bindFirst = async (bound: Bound, now: Moment, tenants: Tenants): Promise<Recognised> => {
    const roster = await people.fresh();
    const rows = roster.people.filter((row) => row.upn === bound.upn);
    if (rows.length === 0) return { kind: 'stranger' };
    if (rows.some((row) => row.objectId !== undefined && row.objectId !== bound.objectId)) {
      return { kind: 'other-account', upn: bound.upn };
    }
    if (!rows.some((row) => countsIn(row, bound.tenantId, tenants))) return { kind: 'elsewhere' };
    if ((await people.bind(bound)) === 'conflict') {
      const held = (await people.fresh()).bound.find((b) => b.upn === bound.upn);
      if (held?.objectId !== bound.objectId) return { kind: 'other-account', upn: bound.upn };
    }
    return known(await people.fresh(), bound.upn, bound.objectId, now);
  };
  return {
    async known({ tenantId, objectId }, now, tenants) {
      const roster = await people.roster(now.instant);
      const upn = upnOf(roster, tenantId, objectId, tenants);
      return upn === undefined ? undefined : personOf(roster, upn, now);
    },
    async recognise(origin, now, tenants) {
      const { objectId } = origin.from;
      if (!objectId) return { kind: 'stranger' };
      const roster = await people.roster(now.instant);
      const upn = upnOf(roster, origin.tenantId, objectId, tenants);
      return upn === undefined ? firstContact(origin, objectId, now, tenants) : known(roster, upn, objectId, now);
    },
  };
}

function known(roster: Roster, upn: string, objectId: string, now: Moment): Recognised {
  const person = personOf(roster, upn, now);
  return person ? { kind: 'known', person, objectId } : { kind: 'stranger' };
}
