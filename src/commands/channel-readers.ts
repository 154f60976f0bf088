/** Who can read a channel, and whether it may be linked at all. Asked of Teams; fails closed. */
import { inForce, schoolRoles } from '../domain/access.ts';
import type { Roster } from '../store/people.ts';
import type { RosterMember } from '../teams/wire/types.ts';
import type { Asking, Parts } from './command.ts';

export type Readers =
  | { kind: 'known'; members: RosterMember[] }
  /** People of other tenants read it: contract, "Linking". */
  | { kind: 'shared' }
  | { kind: 'unsure' };

const isOutsider = (member: RosterMember, tenantId: string): boolean =>
  member.tenantId !== undefined && member.tenantId.toLowerCase() !== tenantId;

/** A channel counts as shared when Teams calls it so, or when somebody of another tenant is in it. */
export async function readersOf({ wire }: Parts, { origin }: Asking): Promise<Readers> {
  const { teamId, channelId, tenantId } = origin;
  if (!teamId || !channelId) return { kind: 'unsure' };
  const [channels, roster] = await Promise.all([
    wire.channels({ ...origin, teamId }),
    wire.members({ ...origin, conversationId: channelId }),
  ]);
  if (channels.kind !== 'found' || roster.kind !== 'found') return { kind: 'unsure' };
  const channel = channels.value.find((one) => one.id === channelId);
  const isShared = channel?.kind === 'shared' || roster.value.some((member) => isOutsider(member, tenantId));
  return isShared ? { kind: 'shared' } : { kind: 'known', members: roster.value };
}

/** Those in the channel without a role for the school or its partnership, by the name Teams shows. */
export function withoutRole(members: readonly RosterMember[], roster: Roster, urn: string, asking: Asking): string[] {
  const partnership = asking.directory.schools.get(urn);
  const served = roster.people.filter(
    (row) =>
      inForce(row, asking.now.date) &&
      ((row.organisation === urn && schoolRoles.includes(row.role)) ||
        (row.organisation === partnership && ['coordinator', 'deputy', 'officer'].includes(row.role))),
  );
  const upns = new Set(served.map((row) => row.upn));
  const accounts = new Set([
    ...served.map((row) => row.objectId),
    ...roster.bound.filter((bound) => upns.has(bound.upn)).map((bound) => bound.objectId),
  ]);
  const isServed = (member: RosterMember): boolean =>
    accounts.has(member.aadObjectId?.toLowerCase()) || upns.has(member.userPrincipalName?.toLowerCase() ?? '');
  return members.filter((member) => !isServed(member)).map((member) => member.name ?? 'somebody');
}
