/** The mornings of a run, one school day after the other: each begins when the digests are due. */
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, weekdayOf, type LocalDate } from '../../src/domain/time.ts';
import { schoolsWithout } from './reading.ts';
import type { Stage } from './stage.ts';

const FIRST: LocalDate = '2026-11-09';
const DIGEST_AT = '10:30';
const NEVER_MS = 600_000;
const BUSY_MS = 500;
const QUIET_MS = 3_000;

export interface Mornings {
  dates: LocalDate[];
  /** Digests of the morning are still missing. */
  isUnderWay(): boolean;
  /** Digests are on their way at this moment. */
  isBusy(): boolean;
  /** Nothing has been asked of Teams for a while. */
  isQuiet(): boolean;
  next(): void;
  /** When each was complete, by `performance.now()`. */
  completed: number[];
  /** Settles when every school has its digest. */
  complete(withinMs: number): Promise<void>;
}

export function startMornings(stage: Stage): Mornings {
  const { teams, schools } = stage;
  const dates: LocalDate[] = [];
  const missing = () => schoolsWithout(teams, schools, dates.at(-1) ?? FIRST);
  const idleMs = () => performance.now() - (teams.calls.at(-1)?.at ?? 0);
  const completed: number[] = [];
  const complete = async (withinMs: number): Promise<void> => {
    const n = dates.length - 1;
    await teams.waitFor(() => missing().length === 0, `the digests of ${dates[n]}`, withinMs);
    completed[n] ??= performance.now();
  };
  const next = (): void => {
    dates.push(schoolDayAfter(dates.at(-1)));
    stage.setClock(dates.at(-1)!, DIGEST_AT);
    // A morning that never ends is found by whoever waits for it in the end.
    void complete(NEVER_MS).catch(() => undefined);
  };
  next();
  return {
    dates,
    completed,
    next,
    complete,
    isUnderWay: () => missing().length > 0,
    isBusy: () => missing().length > 0 && idleMs() < BUSY_MS,
    isQuiet: () => idleMs() > QUIET_MS,
  };
}

function schoolDayAfter(date: LocalDate | undefined): LocalDate {
  if (date === undefined) return FIRST;
  const next = addDays(date, 1);
  return ['saturday', 'sunday'].includes(weekdayOf(next)) ? schoolDayAfter(next) : next;
}

/** Until the condition holds, asked ten times a second. */
export async function until(holds: () => boolean | Promise<boolean>, what: string, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms for ${what}`);
    await sleep(100);
  }
}

/** How many milliseconds it took. */
export async function timed(what: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await what();
  return Math.round(performance.now() - began);
}
