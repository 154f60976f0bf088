/** Concerns raised while everything fails: Teams, storage, the processes. What was promised to people is kept all the same. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isOpen } from '../../src/domain/concern/concern.ts';
import { momentOf, type LocalDate, type LocalTime } from '../../src/domain/time.ts';
import { rawStorage } from '../support/raw-storage.ts';
import { checkConcerns, stillUnheard, type Played } from './concerns/check.ts';
import { openDesk, type DeskPlan } from './concerns/desk.ts';
import { goOn, type GoingOn } from './concerns/going-on.ts';
import { leaks, nothingSearched, searchMessages, searchRows } from './concerns/leaks.ts';
import { measure } from './concerns/measure.ts';
import { inventConcernPartnership, type ConcernPartnership } from './concerns/partnership.ts';
import { createPresses } from './concerns/presses.ts';
import { createRaising, type Raised } from './concerns/raise.ts';
import { noticesIn, readRecord, type ConcernRecord, type Stored } from './concerns/record.ts';
import { drawReport, type Report } from './concerns/reports.ts';
import { makeTrouble, type Plan } from './concerns/troubles.ts';
import type { Outcome } from './outcome.ts';
import { openStage, type Stage, type StageOptions } from './stage.ts';

export interface ConcernRun
  extends Omit<StageOptions, 'schools' | 'invent'>, Omit<Plan, 'seed'>, Omit<DeskPlan, 'seed'> {
  concerns: number;
  /** So many people at once fill in a form. */
  atOnce: number;
  /** The least and the most between two forms of one of them. */
  formsMs: readonly [number, number];
  /** So often Teams brings an activity that is not answered. */
  deliveries: number;
  /** How many minutes go by in one second. */
  minutesASecond: number;
  /** Everything must be settled within this after the last form. */
  settlesMs: number;
  /** Also what is tried again later must have been tried in the end. */
  quiet: boolean;
}

/** A quarter of an hour, in which about four hours go by; a few reporters give up, so there are some more forms than concerns. */
export const longRun: Omit<ConcernRun, 'seed'> = {
  concerns: 1_040,
  atOnce: 5,
  formsMs: [2_000, 4_500],
  kills: 40,
  outagesMs: [4_000, 8_000, 12_000, 25_000, 30_000],
  instances: 2,
  pauseMs: [8_000, 22_000],
  withoutMs: [5_000, 20_000],
  answersMs: [1_000, 30_000],
  absent: 0.15,
  deliveries: 60,
  minutesASecond: 0.25,
  settlesMs: 300_000,
  quiet: true,
  level: 'debug',
};

const DATE: LocalDate = '2026-11-09';
const BEGINS: LocalTime = '08:00';
const TICK_MS = 1_000;
/** So many troubles lie between two searches of all of storage. */
const SEARCH_EVERY = 5;
/** Who may find that a concern waits for them. */
const told = new Set(['coordinator', 'deputy', 'school-dsl', 'provision-dsl', 'head', 'chair']);
const LISTEN_MS = 300;

/** The clock goes faster than the day, so that people are late within the run. */
function hurryTime(stage: Stage, minutesASecond: number): GoingOn {
  const began = performance.now();
  return goOn(TICK_MS, () => {
    const passed = (performance.now() - began) / 1000;
    stage.setClock(DATE, BEGINS, passed * (1 + minutesASecond * 60));
  });
}

/** Nobody fills in two forms at once. */
async function raiseAll(run: ConcernRun, reports: readonly Report[], raise: (report: Report) => Promise<Raised>) {
  const left = [...reports];
  const raised: Raised[] = [];
  const busy = new Set<string>();
  const hand = async (): Promise<void> => {
    while (left.length > 0) {
      const n = left.findIndex(({ by }) => !busy.has(by.upn));
      const [next] = n < 0 ? [] : left.splice(n, 1);
      if (next) {
        busy.add(next.by.upn);
        raised.push(await raise(next));
        busy.delete(next.by.upn);
      }
      await sleep(next ? next.chance.between(...run.formsMs) : run.formsMs[0]);
    }
  };
  await Promise.all(Array.from({ length: run.atOnce }, hand));
  return raised;
}

/** Until every party has heard of its concerns, or nobody of it can be told; then time stops, and what was due is done. */
async function settle(stage: Stage, there: ConcernPartnership, run: ConcernRun, time: GoingOn): Promise<void> {
  const end = performance.now() + run.settlesMs;
  const unsettled = async (isWaiting: (record: ConcernRecord) => boolean): Promise<void> => {
    while (isWaiting(await readRecord(stage)) && performance.now() < end) await sleep(TICK_MS);
  };
  await unsettled((record) => stillUnheard({ record, notices: noticesIn(stage), there }).length > 0);
  await time.stop();
  const isLate = ({ concern }: Stored): boolean =>
    isOpen(concern) && concern.parties.some(({ ack, dueAt }) => !ack && dueAt < stage.now());
  await unsettled(
    ({ concerns, words }) => concerns.some(isLate) || (run.quiet && words.some(({ state }) => state === 'due')),
  );
}

export async function concernsRaised(run: ConcernRun): Promise<Outcome> {
  let there: ConcernPartnership | undefined;
  const invent: StageOptions['invent'] = (...given) => (there = inventConcernPartnership(...given));
  const stage = await openStage({ ...run, schools: 0, invent });
  try {
    return await played(run, stage, there!);
  } finally {
    process.kill(stage.storagePid, 'SIGCONT');
    await stage.close();
  }
}

async function played(run: ConcernRun, stage: Stage, there: ConcernPartnership): Promise<Outcome> {
  const storage = rawStorage(stage.connectionString);
  const searched = nothingSearched();
  const reports = Array.from({ length: run.concerns }, (_, n) => drawReport(n, run.seed, there));
  const time = hurryTime(stage, run.minutesASecond);
  const listeners = there.members.filter((one) => told.has(one.role));
  let troubled = 0;
  const troubles = await makeTrouble(stage, listeners, run, async () => {
    troubled += 1;
    if (troubled % SEARCH_EVERY === 0) await searchRows(searched, storage);
  });
  const presses = createPresses(stage, troubles, run.deliveries);
  const desk = openDesk(stage, there, presses, run);
  const listening = goOn(LISTEN_MS, () => searchMessages(searched, storage).catch(() => undefined));

  const [raised] = await Promise.all([raiseAll(run, reports, createRaising(stage, presses)), troubles.over]);
  await troubles.calm();
  await settle(stage, there, run, time);
  await desk.stop();
  await listening.stop();
  await searchRows(searched, storage);

  const record = await readRecord(stage);
  const whole: Played = { stage, there, raised, record, notices: noticesIn(stage), troubles };
  const byNumber = new Map(reports.map((report) => [report.n, report]));
  const undone = record.words.filter(({ state }) => state === 'due');
  const wrong = [
    ...(await checkConcerns(whole)),
    ...(run.quiet ? undone.map(({ news, concernId }) => `${concernId}: a word “${news}” was never carried`) : []),
    ...leaks({ stage, reads: presses.reads, reports: byNumber }),
    ...searched.wrong,
    ...stage.instances
      .filter(({ gone, killed, port }) => gone && !killed && port > 0)
      .map(() => 'a process ended by itself'),
  ];
  const measured = measure(whole, troubles, { desk, presses, searched });
  return { wrong, measured: { ...measured, 'time at the end': momentOf(stage.now()).time } };
}
