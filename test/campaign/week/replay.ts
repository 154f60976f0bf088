/**
 * The script played through. Time goes in steps of five minutes: what people do is done on the fifth minute, the clock is
 * looked at four minutes later. So a look that comes early or late by a kill falls between the same two doings.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  addMinutes,
  instantAt,
  momentOf,
  type Instant,
  type LocalDate,
  type LocalTime,
} from '../../../src/domain/time.ts';
import type { Came, Hands } from '../../support/week-hands.ts';
import type { Act } from './acts.ts';
import { catchUp } from './catch-up.ts';
import { doAct } from './doors.ts';
import { CODE } from './partnership.ts';
import type { WeekStage } from './stage.ts';

export const MINUTE = 60_000;

/** How often each thing came of what was done. */
export type Tally = Map<string, number>;
const count = (tally: Tally, came: Came): void => {
  for (const one of came) tally.set(one, (tally.get(one) ?? 0) + 1);
};

/** Who plays: one pair of hands, or several processes of which some are killed. */
export interface Player {
  /** Where one of those who play listens. */
  port(): Promise<number>;
  act(at: Instant, act: Act): Promise<Came>;
  /** What is in the queue, at this minute. */
  work(at: Instant): Promise<void>;
  /** A look at the clock, and the queue. */
  look(at: Instant): Promise<void>;
  /** Between two beats: told when the next one is, and when somebody does something again. */
  rest?(at: Instant, next: Instant, until: Instant): Promise<void>;
}

interface Beat {
  at: Instant;
  acts: readonly Act[];
}

const FIRST = '08:25';
const LAST = '16:35';
const OFTEN_MINUTES = 5;
/** In the quiet days the clock is looked at less often. */
const QUIET_MINUTES = 30;

function timesOf(every: number): LocalTime[] {
  const times: LocalTime[] = [];
  for (let time: LocalTime = FIRST; time <= LAST; time = addMinutes(time, every)) times.push(time);
  return times;
}

/** Every five minutes of the week's days; of the quiet ones the minutes of the script, and some between. */
export function beatsOf({ script, plan }: Pick<WeekStage, 'script' | 'plan'>): Beat[] {
  const acts = new Map(script.steps.map((step) => [step.at, step.acts]));
  const of = (date: LocalDate, every: number): Instant[] => timesOf(every).map((time) => instantAt(date, time));
  const ats = [
    ...plan.days.flatMap((date) => of(date, OFTEN_MINUTES)),
    ...plan.after.flatMap((date) => of(date, QUIET_MINUTES)),
    ...acts.keys(),
  ];
  return [...new Set(ats)].toSorted((a, b) => a - b).map((at) => ({ at, acts: acts.get(at) ?? [] }));
}

/** Registers close, digests go out and the day ends by the clock alone. */
const morning = ['08:55', '09:25', '09:30', '09:35', '09:40', '09:45', '09:50', '10:30'];
const afternoon = ['12:40', '12:45', '13:10', '13:15', '13:20', '13:25', '13:30', '13:35', '15:45'];
const always = new Set([...morning, ...afternoon]);

/** Whether anything may come of a look at the clock; where nothing can, the look is left out to save time. */
async function isWorthALook({ store }: WeekStage, { at, acts }: Beat): Promise<boolean> {
  const { date, time } = momentOf(at);
  if (acts.length > 0 || always.has(time)) return true;
  const held = await store.records.day(CODE, date);
  return held?.absences.some(({ due }) => due.some((step) => step.at < at + OFTEN_MINUTES * MINUTE)) ?? true;
}

export async function play(stage: WeekStage, player: Player): Promise<Tally> {
  const tally: Tally = new Map();
  const beats = beatsOf(stage);
  let wasBusy = false;
  for (const [n, beat] of beats.entries()) {
    const { at, acts } = beat;
    for (const act of acts) count(tally, await player.act(at, act));
    if (acts.length > 0) await player.work(at);
    // The beat after one at which something was done: what was put off is due now.
    if (wasBusy || (await isWorthALook(stage, beat))) await player.look(at + 4 * MINUTE);
    wasBusy = acts.length > 0;
    const later = beats.slice(n + 1);
    const until = later.find((one) => one.acts.length > 0) ?? later.at(-1);
    if (until) await player.rest?.(at, later[0]!.at, until.at);
  }
  return tally;
}

/** At the doors of the product; a pack comes by the import. */
export async function doAt(hands: Hands, stage: WeekStage, at: Instant, act: Act): Promise<Came> {
  await hands.clock(at);
  return act.kind === 'pack' ? hands.pack(act.files) : doAct(stage, hands.port, at, act);
}

/** `wasSlow`: the store was too slow for something since it was last asked. */
export function playerWith(hands: Hands, stage: WeekStage, wasSlow: () => boolean): Player {
  const to = async (at: Instant, then: () => Promise<void>): Promise<void> => {
    await hands.clock(at);
    await then();
    if (wasSlow()) await catchUp(stage, at, () => hands.work());
  };
  return {
    port: async () => hands.port,
    act: (at, act) => doAt(hands, stage, at, act),
    work: (at) => to(at, () => hands.work()),
    look: (at) =>
      to(at, async () => {
        await hands.tick();
        await hands.work();
      }),
  };
}

/** What was put off for a few seconds is done before the state is looked at. */
export async function untilSettled(
  player: Player,
  at: Instant,
  isSettled: () => Promise<boolean>,
  withinMs: number,
): Promise<void> {
  const end = performance.now() + withinMs;
  for (let minutes = 1; ; minutes += 1) {
    await player.look(at + minutes * MINUTE);
    if ((await isSettled()) || performance.now() > end) return;
    await sleep(500);
  }
}
