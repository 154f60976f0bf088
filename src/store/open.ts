/** Opens the storage account: tables and queue, by connection string or by managed identity. */
import { TableClient } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import { QueueServiceClient } from '@azure/storage-queue';
import { createAsks, type Asks } from './asks.ts';
import { createAudit, type Audit } from './audit.ts';
import { createCards, type Cards } from './cards.ts';
import { createChannels, type Channels } from './channels.ts';
import { createConcerns, type Concerns } from './concerns.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createPeople, type People } from './people.ts';
import { createPosts, type Posts } from './posts.ts';
import { openQueue, type Queue } from './queue.ts';
import { createReach, type Reach } from './reach.ts';
import { createDrills, type Drills } from './drills.ts';
import { createRecords, type Records } from './records.ts';
import { createSeal } from './seal.ts';
import { createSeen, type Seen } from './seen.ts';
import { openTable, type Table } from './table.ts';

export type Account = { connectionString: string } | { name: string; credential: TokenCredential };

export interface Store {
  records: Records;
  ledger: Ledger;
  people: People;
  channels: Channels;
  posts: Posts;
  cards: Cards;
  concerns: Concerns;
  reach: Reach;
  drills: Drills;
  audit: Audit;
  seen: Seen;
  asks: Asks;
  drafts: Drafts;
  queue: Queue;
  /** Settles when storage answers; used by `/readyz`. */
  ping(): Promise<void>;
}

/** Told of each request to storage; tests count with it. */
export type Watch = (request: { method: string; url: string }) => void;

/** The SDK waits for ever on a store that stopped: every call gets an end. */
const CALL_MS = 8_000;

function policies(watch: Watch | undefined) {
  const policy = {
    name: 'keylink',
    sendRequest: (request: { timeout: number; method: string; url: string }, next: (r: never) => Promise<never>) => {
      request.timeout = CALL_MS;
      watch?.({ method: request.method, url: request.url });
      return next(request as never);
    },
  };
  return [{ policy, position: 'perRetry' as const }];
}

function tableOpener(account: Account, watch: Watch | undefined): (name: string) => TableClient {
  const options = { additionalPolicies: policies(watch), retryOptions: { maxRetries: 2, retryDelayInMs: 100 } };
  if ('name' in account) {
    return (name) =>
      new TableClient(`https://${account.name}.table.core.windows.net`, name, account.credential, options);
  }
  const allowInsecureConnection = isLoopback(account.connectionString);
  return (name) =>
    TableClient.fromConnectionString(account.connectionString, name, { ...options, allowInsecureConnection });
}

/** Plain http only to this machine: names of children never cross a network in clear. */
const isLoopback = (connectionString: string): boolean =>
  /UseDevelopmentStorage=true|TableEndpoint=http:\/\/(127\.0\.0\.1|localhost)[:/]/i.test(connectionString);

const queues = (account: Account): QueueServiceClient =>
  'name' in account
    ? new QueueServiceClient(`https://${account.name}.queue.core.windows.net`, account.credential)
    : QueueServiceClient.fromConnectionString(account.connectionString);

interface Opening {
  watch?: Watch | undefined;
  /** What concern records are sealed with (`seal.ts`); without any, none can be written. */
  concernKeys?: readonly string[];
}

/** Makes the tables and the queue where they are missing. Throws where storage does not answer. */
export async function openStore(account: Account, { watch, concernKeys = [] }: Opening = {}): Promise<Store> {
  const open = tableOpener(account, watch);
  const names = ['records', 'people', 'channels', 'audit', 'seen', 'asks', 'drafts', 'concerns', 'drills'] as const;
  const tables = await Promise.all(names.map((name) => openTable(open, name)));
  const [records, people, channels, audit, seen, asks, drafts, concerns, drills] = tables as [
    Table,
    Table,
    Table,
    Table,
    Table,
    Table,
    Table,
    Table,
    Table,
  ];
  const queue = await openQueue(queues(account));
  const held = createRecords(records);
  return {
    records: held,
    ledger: createLedger(records, held, queue),
    people: createPeople(people),
    channels: createChannels(channels),
    posts: createPosts(records),
    cards: createCards(records),
    concerns: createConcerns(concerns, createSeal(concernKeys), queue),
    reach: createReach(channels),
    drills: createDrills(drills, queue),
    audit: createAudit(audit),
    seen: createSeen(seen),
    asks: createAsks(asks),
    drafts: createDrafts(drafts),
    queue,
    ping: async () => {
      await records.read('ping', 'ping');
    },
  };
}
