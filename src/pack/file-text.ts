/** A file's bytes to its text, or to where and why it is none. */
import { broken } from '../texts/import-files.ts';
import type { Words } from './reading.ts';

export type BrokenAt = Words & { line: number };

const LINE_FEED = 10;

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The first line that is not UTF-8. A line feed is never part of another character. */
function lineOfBadByte(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  for (let end = 0; end !== -1; line += 1) {
    end = bytes.indexOf(LINE_FEED, start);
    if (decoded(bytes.subarray(start, end === -1 ? undefined : end)) === undefined) return line;
    start = end + 1;
  }
  return line;
}

export const lineBreaksIn = (text: string): number => text.split('\n').length - 1;

/** The line breaks of Windows and of old Macs become plain ones, as an editor counts them. */
export function textOf(bytes: Uint8Array): string | BrokenAt {
  const text = decoded(bytes)?.replace(/\r\n?/g, '\n');
  if (text === undefined) return { line: lineOfBadByte(bytes), ...broken.notUtf8 };
  const nul = text.indexOf('\0');
  if (nul !== -1) return { line: lineBreaksIn(text.slice(0, nul)) + 1, ...broken.nul };
  return text.trim() === '' ? { line: 1, ...broken.empty } : text;
}
