/** Where words of a concern must not be: every byte sent to Teams, logged, printed, or kept in storage is searched. */
import type { Raw, RawStorage } from '../../support/raw-storage.ts';
import type { Stage } from '../stage.ts';
import { telling } from './desk.ts';
import { childNames } from './partnership.ts';
import type { Read } from './presses.ts';
import { reportsIn } from './record.ts';
import type { Report } from './reports.ts';

const names = new RegExp(String.raw`\b(?:${childNames.join('|')})\b`);
/** Where the pack's own pupils stand, and nothing of a concern. */
const known = new Set(['records']);

const categories = new RegExp(telling.join('|'), 'i');
const whatIn = (text: string): string | undefined => {
  const [n] = reportsIn(text);
  return n === undefined ? categories.exec(text)?.[0] : `words of report ${n}`;
};
const whatOrWhoIn = (text: string): string | undefined => whatIn(text) ?? names.exec(text)?.[0];

/** Storage is looked at again and again, because what is kept for a moment is kept. */
export interface Searched {
  rows: Set<string>;
  messages: Set<string>;
  wrong: Set<string>;
}

export const nothingSearched = (): Searched => ({ rows: new Set(), messages: new Set(), wrong: new Set() });

function search({ wrong }: Searched, into: Set<string>, found: readonly Raw[]): void {
  for (const { where, text } of found) {
    if (into.has(text)) continue;
    into.add(text);
    const what = known.has(where) ? whatIn(text) : whatOrWhoIn(text);
    if (what !== undefined) wrong.add(`${what} in ${where}: ${text.slice(0, 160)}`);
  }
}

export async function searchRows(searched: Searched, storage: RawStorage): Promise<void> {
  search(searched, searched.rows, await storage.rows());
}

export async function searchMessages(searched: Searched, storage: RawStorage): Promise<void> {
  search(searched, searched.messages, await storage.messages());
}

/** Of reports that somebody may read, or has written. */
function readBy(read: Read, reports: ReadonlyMap<number, Report>): string[] {
  const theirs = (n: number): boolean => {
    const report = reports.get(n);
    return report?.by.upn === read.by.upn || report?.mayHear.has(read.by.upn) === true;
  };
  return reportsIn(read.text)
    .filter((n) => !theirs(n))
    .map((n) => `words of report ${n} were shown to ${read.by.upn}`);
}

export interface Said {
  stage: Stage;
  reads: readonly Read[];
  reports: ReadonlyMap<number, Report>;
}

export function leaks({ stage, reads, reports }: Said): string[] {
  const sent = stage.teams.calls.flatMap(({ method, path, body }) => {
    const text = `${method} ${path} ${JSON.stringify(body)}`;
    const what = whatOrWhoIn(text);
    return what === undefined ? [] : [`${what} sent to Teams: ${text.slice(0, 300)}`];
  });
  const logged = stage.instances.flatMap(({ log, complaints }) => [
    ...log.map((line) => JSON.stringify(line)),
    ...complaints,
  ]);
  return [
    ...sent,
    ...logged.flatMap((line) => {
      const what = whatOrWhoIn(line);
      return what === undefined ? [] : [`${what} in the log: ${line.slice(0, 300)}`];
    }),
    ...reads.flatMap((read) => readBy(read, reports)),
  ];
}
