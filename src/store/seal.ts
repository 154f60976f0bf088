/**
 * Concern records are encrypted by us, so that somebody with storage access alone reads nothing (issue 4). AES-256-GCM; the key's
 * id stands beside what it sealed, so that a new key can be put before the old ones, which go on opening what they sealed.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

export interface Seal {
  /** `place`: where the value stands; sealed for one place it does not open in another. */
  seal(value: unknown, place: string): string;
  /** Throws where no key fits, or where what stands there is not what was sealed. */
  open<T>(sealed: string, place: string): T;
  /**
   * The same bytes for the same text, which nobody without the key could find, nor tell what they are of. Made with the oldest
   * key given, so that they stay when a new one is put before it; once that one is taken away they are others.
   */
  name(text: string): Buffer;
}

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** A tag cut short would be guessed sooner. */
const WHOLE_TAG = { authTagLength: TAG_BYTES };
const KEY_BYTES = 32;

const idOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

function opened(bytes: Buffer, key: Buffer, place: string): string {
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), WHOLE_TAG).setAAD(Buffer.from(place));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    throw new Error('a concern record is not what was sealed in its place');
  }
}

/** `keys`: base64 of 32 bytes each, newest first. Without any, nothing can be sealed. */
export function createSeal(keys: readonly string[]): Seal {
  const held = new Map(
    keys.map((text) => {
      const key = Buffer.from(text, 'base64');
      if (key.length !== KEY_BYTES) throw new Error('a concern key is not 32 bytes');
      return [idOf(key), key] as const;
    }),
  );
  const [newest] = held;
  const oldest = [...held.values()].at(-1);
  return {
    seal(value, place) {
      if (!newest) throw new Error('there is no key to seal concern records with');
      const [id, key] = newest;
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv, WHOLE_TAG).setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return `${id}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64')}`;
    },
    open<T>(sealed: string, place: string) {
      const [id = '', text = ''] = sealed.split('.');
      const key = held.get(id);
      if (!key) throw new Error('no concern key opens this record');
      return JSON.parse(opened(Buffer.from(text, 'base64'), key, place)) as T;
    },
    name(text) {
      if (!oldest) throw new Error('there is no key to name concern records with');
      return createHmac('sha256', oldest).update(`name\n${text}`).digest();
    },
  };
}
