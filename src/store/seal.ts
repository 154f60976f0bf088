/**
 * Concern records are encrypted by us, so that somebody with storage access alone reads nothing (issue 4). AES-256-GCM; the key's
 * id stands beside what it sealed, so that a new key can be put before the old ones, which go on opening what they sealed.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface Seal {
  /** `place`: where the value stands; sealed for one place it does not open in another. */
  seal(value: unknown, place: string): string;
  /** Throws where no key fits, or where what stands there is not what was sealed. */
  open<T>(sealed: string, place: string): T;
}

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

const idOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

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
  return {
    seal(value, place) {
      if (!newest) throw new Error('there is no key to seal concern records with');
      const [id, key] = newest;
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return `${id}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64')}`;
    },
    open<T>(sealed: string, place: string) {
      const [id = '', text = ''] = sealed.split('.');
      const key = held.get(id);
      if (!key) throw new Error('no concern key opens this record');
      const bytes = Buffer.from(text, 'base64');
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return JSON.parse(plain.toString('utf8')) as T;
    },
  };
}
