/** Who is to be told, and where they can be written to. */
import { inForce, schoolRoles } from '../domain/access.ts';
import type { Role } from '../domain/records.ts';
import type { Moment } from '../domain/time.ts';
import type { Chat } from '../store/channels.ts';
import type { Directory } from '../store/directory.ts';
import type { Store } from '../store/open.ts';
import type { PersonRow, Roster } from '../store/people.ts';
import type { Viewers } from '../cards/refresh.ts';

const staffRoles: readonly Role[] = ['coordinator', 'deputy', 'officer'];

const holders = (roster: Roster, now: Moment, roles: readonly Role[], organisation: string): PersonRow[] =>
  roster.people.filter(
    (row) => roles.includes(row.role) && row.organisation === organisation && inForce(row, now.date),
  );

/** The account of a person: the one the pack names, else the one bound on first contact. */
export function accountOf(
  roster: Roster,
  upn: string,
  directory: Pick<Directory, 'tenantOf'>,
): { tenantId: string; objectId: string } | undefined {
  const row = roster.people.find((one) => one.upn === upn && one.objectId !== undefined);
  const tenantId = row && (row.tenantId ?? directory.tenantOf(row.organisation));
  if (row?.objectId && tenantId) return { tenantId, objectId: row.objectId };
  return roster.bound.find((bound) => bound.upn === upn);
}

/** Those who may read a school's digest: its own roles and its partnership's staff. */
export const readersOf = (roster: Roster, now: Moment, urn: string, partnership: string): string[] => [
  ...new Set(
    [...holders(roster, now, schoolRoles, urn), ...holders(roster, now, staffRoles, partnership)].map((row) => row.upn),
  ),
];

export const createViewers =
  (store: Store, directory: () => Promise<Directory>): Viewers =>
  async (urn, partnership, now) => {
    const [roster, there] = await Promise.all([store.people.roster(now.instant), directory()]);
    const accounts = readersOf(roster, now, urn, partnership).map((upn) => accountOf(roster, upn, there));
    return accounts.filter((account) => account !== undefined).map((account) => `8:orgid:${account.objectId}`);
  };

/** Officer and coordinator, who are told when a school cannot be (contract, "Digest time"). */
export const staffToTell = (roster: Roster, partnership: string, now: Moment): string[] => [
  ...new Set(holders(roster, now, ['coordinator', 'officer'], partnership).map((row) => row.upn)),
];

/** A person's chat: the one they wrote in, else one opened through a service address known for their tenant. */
export async function chatFor(
  store: Store,
  account: { tenantId: string; objectId: string },
  open: (chat: Omit<Chat, 'conversationId' | 'at'>) => Promise<string | undefined>,
  at: number,
): Promise<Chat | undefined> {
  const held = await store.channels.chat(account.tenantId, account.objectId);
  if (held) return held;
  const known = (await store.channels.links()).find((link) => link.tenantId === account.tenantId);
  if (!known) return undefined;
  const { tenantId, serviceUrl, botId } = known;
  const person = { tenantId, serviceUrl, botId, objectId: account.objectId, userId: account.objectId };
  const conversationId = await open(person);
  if (conversationId === undefined) return undefined;
  const chat = { ...person, conversationId, at };
  await store.channels.keepChat(chat);
  return chat;
}
