/** The number of a concern, as it stands on a receipt and can be read out over the telephone. */

/** Without letters that are read for one another. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 10;

/** Of bytes that say nothing: ids that count would tell that there are others (R5.6 e). */
export function idOfBytes(bytes: Uint8Array): string {
  const letters = Array.from(bytes.subarray(0, LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
}
