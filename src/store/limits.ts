/** Azure's own limits, held here because the emulator lets through what the cloud refuses. */
const PROPERTY_CHARACTERS = 32_000;
const ENTITY_CHARACTERS = 480_000;
const KEY_CHARACTERS = 500;
export const BATCH = 100;

/** Of a transaction's body, which Azure wants below 4 MiB, headers included. */
const BATCH_BYTES = 3_900_000;
const HEADERS_BYTES = 1_000;

/** The end of a piece that begins at `from`: never between the two halves of one character, which storage would spoil. */
function pieceEnd(text: string, from: number): number {
  const end = Math.min(from + PROPERTY_CHARACTERS, text.length);
  const isHalf = end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return isHalf ? end - 1 : end;
}

/** A value as text in as many properties as it needs: a string property holds at most 32 Ki characters. */
export function toProperties(value: unknown): Record<string, string> {
  const json = JSON.stringify(value);
  if (json.length > ENTITY_CHARACTERS) {
    throw new Error(`a row of ${json.length} characters is larger than storage holds`);
  }
  const properties: Record<string, string> = {};
  let from = 0;
  for (let n = 0; from < json.length; n++) {
    const end = pieceEnd(json, from);
    properties[`v${n}`] = json.slice(from, end);
    from = end;
  }
  return properties;
}

export function fromProperties<T>(entity: Record<string, unknown>): T {
  let json = '';
  for (let n = 0; typeof entity[`v${n}`] === 'string'; n++) json += entity[`v${n}`] as string;
  return JSON.parse(json) as T;
}

export function checkKey(key: string): string {
  if (key.length > KEY_CHARACTERS || /[/\\#?\p{Cc}]/u.test(key)) throw new Error('a storage key is not allowed');
  return key;
}

const bytesOf = (row: { key: string; value: unknown }): number =>
  HEADERS_BYTES + row.key.length + Buffer.byteLength(JSON.stringify(JSON.stringify(row.value)));

/** Rows in lots that each fit one transaction, in their order. */
export function transactionsOf<R extends { key: string; value: unknown }>(rows: readonly R[]): R[][] {
  const lots: R[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = bytesOf(row);
    const lot = lots.at(-1);
    if (lot && lot.length < BATCH && bytes + size <= BATCH_BYTES) {
      lot.push(row);
      bytes += size;
    } else {
      lots.push([row]);
      bytes = size;
    }
  }
  return lots;
}
