/** What is stored in the end, opened with the key; and what stands in people's chats of it. */
import { TableClient } from '@azure/data-tables';
import type { Concern } from '../../../src/domain/concern/concern.ts';
import type { ConcernWord, Entry } from '../../../src/store/concerns.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { sealedTable } from '../../../src/store/sealed-table.ts';
import { openTable } from '../../../src/store/table.ts';
import { concernKey } from '../../support/concern-key.ts';
import type { ConnectorCall } from '../../support/connector.ts';
import type { Json, Post } from '../../support/connector-rest.ts';
import { CODE } from '../partnership.ts';
import type { Stage } from '../stage.ts';
import { markers } from './reports.ts';

export interface Stored {
  concern: Concern;
  entries: Entry[];
}

export interface ConcernRecord {
  concerns: Stored[];
  words: ConcernWord[];
}

export async function readRecord({ connectionString }: Pick<Stage, 'connectionString'>): Promise<ConcernRecord> {
  const options = { allowInsecureConnection: true };
  const table = await openTable(
    (name) => TableClient.fromConnectionString(connectionString, name, options),
    'concerns',
  );
  const sealed = sealedTable(table, createSeal([concernKey]));
  const under = async <T>(prefix: string) => sealed.range<T>(CODE, { from: `${prefix}|`, to: `${prefix}}` });
  const [open, closed, entries, words] = await Promise.all([
    under<Concern>('open'),
    under<Concern>('closed'),
    under<Entry>('entry'),
    under<ConcernWord>('word'),
  ]);
  const of = Map.groupBy(entries, ({ key }) => key.split('|')[1]);
  return {
    concerns: [...open, ...closed].map(({ value }) => ({
      concern: value,
      entries: (of.get(value.id) ?? []).map((row) => row.value),
    })),
    words: words.map(({ value }) => value),
  };
}

/** Which reports' words these are. */
export const reportsIn = (text: string): number[] => [
  ...new Set([...text.matchAll(markers)].map(([, n]) => Number(n))),
];

/** A notice of a concern that stands in somebody's chat. */
export interface Notice {
  concern: string;
  oid: string;
  title: string;
  post: Post;
  call: ConnectorCall | undefined;
}

/** The concern that something on a card opens. */
function openedBy(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { verb, concern } = value as Json;
  if (verb === 'concern' && typeof concern === 'string') return concern;
  for (const inner of Object.values(value)) {
    const found = openedBy(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

const known = new WeakMap<object, string | undefined>();

function concernOn(activity: Json): string | undefined {
  if (!known.has(activity)) known.set(activity, openedBy(activity));
  return known.get(activity);
}

export function noticesIn({ teams }: Pick<Stage, 'teams'>): Notice[] {
  const callOf = new Map(teams.calls.map((call) => [call.body, call]));
  return teams.posts.flatMap((post) => {
    const concern = concernOn(post.activity);
    const place = teams.place(post.conversationId);
    if (concern === undefined) return [];
    const oid = place?.scope === 'personal' ? place.aadObjectId : '';
    return [{ concern, oid, title: String(post.activity['summary']), post, call: callOf.get(post.activity) }];
  });
}
