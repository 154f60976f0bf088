/** Azure's own limits, held here because the emulator lets through what the cloud refuses. */
const PROPERTY_CHARACTERS = 32_000;
const ENTITY_CHARACTERS = 480_000;
const KEY_CHARACTERS = 500;
export const BATCH = 100;

/** A value as text in as many properties as it needs: a string property holds at most 32 Ki characters. */
export function toProperties(value: unknown): Record<string, string> {
  const json = JSON.stringify(value);
  if (json.length > ENTITY_CHARACTERS)
    throw new Error(`a row of ${json.length} characters is larger than storage holds`);
  const parts = Math.max(1, Math.ceil(json.length / PROPERTY_CHARACTERS));
  return Object.fromEntries(
    Array.from({ length: parts }, (_, n) => [
      `v${n}`,
      json.slice(n * PROPERTY_CHARACTERS, (n + 1) * PROPERTY_CHARACTERS),
    ]),
  );
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
