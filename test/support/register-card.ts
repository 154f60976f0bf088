/** A register card as somebody uses it: taps on the columns of a pupil's row, and what is typed into the inputs. */
import type { Json } from './connector-rest.ts';

interface Row {
  name: string;
  words: string[];
  /** What each tap sends, by what stands on it. */
  taps: Map<string, Record<string, string>>;
  /** The inputs that the row shows, by the beginning of their id. */
  inputs: Map<string, string>;
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const textsIn = (items: Json[]): string[] =>
  items.filter(({ type }) => type === 'TextBlock').map(({ text }) => String(text));

function rowIn(container: Json): Row | undefined {
  const items = listOf(container['items']);
  const columns = items.flatMap((item) => listOf(item['columns']));
  if (columns.length === 0) return undefined;
  const [name = '', ...words] = textsIn(items).map((text) => text.replaceAll(/\\(.)/g, '$1'));
  const inputs = items.filter(({ id }) => typeof id === 'string').map(({ id }) => String(id));
  return {
    name,
    words,
    taps: new Map(
      columns.map((column) => [
        textsIn(listOf(column['items']))[0] ?? '',
        (column['selectAction'] as { data: Record<string, string> }).data,
      ]),
    ),
    inputs: new Map(inputs.map((id) => [id.replace(/-.*/, ''), id])),
  };
}

export const rowsOf = (card: Json): Row[] => listOf(card['body']).flatMap((item) => rowIn(item) ?? []);

export function rowOf(card: Json, name: string): Row {
  const row = rowsOf(card).find((one) => one.name === name);
  if (!row)
    throw new Error(
      `no row of ${name} among ${rowsOf(card)
        .map((one) => one.name)
        .join(', ')}`,
    );
  return row;
}

/** What a tap sends. `#2` after the name: the second of that name. */
export function tapOn(card: Json, name: string, title: string): Record<string, string> {
  const data = rowOf(card, name).taps.get(title);
  if (!data) throw new Error(`no tap ${title} for ${name}: ${[...rowOf(card, name).taps.keys()].join(', ')}`);
  return data;
}
