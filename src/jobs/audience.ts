/** Who is to be told, and where they can be written to. */
import { schoolRoles, type Organisations } from '../domain/access.ts';
import { dutyOf, inRole, type Staffing } from '../domain/duty.ts';
import type { Role } from '../domain/records.ts';
import type { Instant, Moment } from '../domain/time.ts';
import type { Chat } from '../store/channels.ts';
import type { Directory } from '../store/directory.ts';
import type { Store } from '../store/open.ts';
import type { Roster } from '../store/people.ts';
import type { Later, Outgoing, Refused } from '../teams/wire/types.ts';
import type { Viewers } from '../cards/refresh.ts';

const staffRoles: readonly Role[] = ['coordinator', 'deputy', 'officer'];

/** The account of a person: the one the pack names, else the one bound on first contact. */
function accountOf(
  roster: Roster,
  upn: string,
  directory: Pick<Directory, 'tenantOf'>,
): { tenantId: string; objectId: string } | undefined {
  const row = roster.people.find((one) => one.upn === upn && one.objectId !== undefined);
  const tenantId = row && (row.tenantId ?? directory.tenantOf(row.organisation));
  if (row?.objectId && tenantId) return { tenantId, objectId: row.objectId };
  return roster.bound.find((bound) => bound.upn === upn);
}

/**
 * What the rules need to say who has a duty today. Somebody can be written to in Teams where the pack names their account or
 * they have written once.
 */
export function staffingOf(roster: Roster, there: Organisations, { date }: Pick<Moment, 'date'>): Staffing {
  const accounts = [...roster.people, ...roster.bound].filter((one) => one.objectId !== undefined);
  const reached = new Set(accounts.map((one) => one.upn));
  return { roster, there, date, reachable: (upn) => reached.has(upn) };
}

/** Those who may read a school's digest: its own roles and its partnership's staff, and who covers for them. */
export const readersOf = (roster: Roster, { date }: Moment, urn: string, partnership: string): string[] => [
  ...new Set([...inRole({ roster, date }, urn, schoolRoles), ...inRole({ roster, date }, partnership, staffRoles)]),
];

export const createViewers =
  (store: Store, directory: () => Promise<Directory>): Viewers =>
  async (urn, partnership, now) => {
    const [roster, there] = await Promise.all([store.people.roster(now.instant), directory()]);
    const accounts = readersOf(roster, now, urn, partnership).map((upn) => accountOf(roster, upn, there));
    return accounts.filter((account) => account !== undefined).map((account) => `8:orgid:${account.objectId}`);
  };

/** A partnership's coordinator, deputy and officer and who covers for them, reachable or not. */
export const namedStaff = (on: Pick<Staffing, 'roster' | 'date'>, partnership: string): string[] =>
  inRole(on, partnership, staffRoles);

/**
 * Officer and coordinator, who are told when a school cannot be (contract, "Digest time"), or whoever stands in for them. Where
 * nobody is reachable, those named: that they could not be told is then in the log.
 */
export function staffToTell(roster: Roster, partnership: string, now: Moment, there: Organisations): string[] {
  const staffing = staffingOf(roster, there, now);
  const told = (['coordinator', 'officer'] as const).flatMap(
    (role) => dutyOf({ role, organisation: partnership, partnership }, staffing).holders,
  );
  return told.length > 0 ? [...new Set(told)] : namedStaff(staffing, partnership);
}

/** A person's chat: the one they wrote in, else one opened through a service address known for their tenant. */
export async function chatWith(parts: Reaching, upn: string, at: Instant): Promise<Chat | undefined> {
  const found = await chatOrWhy(parts, upn, at);
  return 'chat' in found ? found.chat : undefined;
}

/** Why there is none: what Teams said, or that it could not even be asked. Nothing is shown to the person. */
export type ChatFound = { chat: Chat } | { why: 'no-address' | Refused | Later };

export async function chatOrWhy({ store, wire, directory }: Reaching, upn: string, at: Instant): Promise<ChatFound> {
  const [roster, there] = await Promise.all([store.people.roster(at), directory()]);
  const account = accountOf(roster, upn, there);
  if (!account) return { why: 'no-address' };
  const held = await store.channels.chat(account.tenantId, account.objectId);
  return held ? { chat: held } : opened({ store, wire }, account, at);
}

async function opened(
  { store, wire }: Pick<Reaching, 'store' | 'wire'>,
  account: { tenantId: string; objectId: string },
  at: Instant,
): Promise<ChatFound> {
  const known = (await store.channels.links()).find((link) => link.tenantId === account.tenantId);
  if (!known) return { why: 'no-address' };
  const { tenantId, serviceUrl, botId } = known;
  const person = { tenantId, serviceUrl, botId, objectId: account.objectId, userId: account.objectId };
  const outcome = await wire.createPersonal(person);
  if (outcome.kind !== 'opened') return { why: outcome };
  const chat = { ...person, conversationId: outcome.conversationId, at };
  await store.channels.keepChat(chat);
  return { chat };
}

interface Reaching {
  store: Store;
  wire: Outgoing;
  directory(): Promise<Directory>;
}
