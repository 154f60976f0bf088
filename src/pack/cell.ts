/** What a cell of a data pack is: text that can be read, or words for why it cannot. */
import type { Words } from './reading.ts';

/** `value` undefined clears as an empty cell does; no reading at all is a wrong cell. */
export type Reading<V> = { value: V | undefined } | undefined;

export interface Cell<V> {
  /** Gets the text trimmed, composed (NFC) and never empty. */
  read(this: void, text: string): Reading<V>;
  wrong(this: void, text: string): Words;
}

export const ifRight = <V>(value: V | undefined): Reading<V> => (value === undefined ? undefined : { value });
