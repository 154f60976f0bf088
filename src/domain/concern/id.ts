/** The number of a concern, as it stands on a receipt and can be read out over the telephone. */

/** Without letters that are read for one another. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 10;

/** Of bytes that say nothing: ids that count would tell that there are others (R5.6 e). */
export function idOfBytes(bytes: Uint8Array): string {
  const letters = Array.from(bytes.subarray(0, LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
}

const LONGEST = 40;

/** As a button carries it, which may be anything at all: what can be no number is an empty one, which nothing has. */
export const numberIn = (text = ''): string => (text.length <= LONGEST && text.isWellFormed() ? text : '');
