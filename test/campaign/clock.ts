/** Down at digest time, down all day, and a clock that is set back. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalDate } from '../../src/domain/time.ts';
import { check } from './check.ts';
import { until } from './mornings.ts';
import type { Outcome } from './outcome.ts';
import { postsOf, saysLate, schoolsWithout } from './reading.ts';
import { openStage, type Stage, type StageOptions } from './stage.ts';

const WITHIN_MS = 60_000;
/** Long enough for several ticks of every clock. */
const TICKS_MS = 8_000;

export async function clockTroubles(options: StageOptions): Promise<Outcome> {
  const stage = await openStage(options);
  try {
    const late = await downAtDigestTime(stage, '2026-11-09');
    const missed = await downAllDay(stage, '2026-11-10');
    const back = await setBack(stage, '2026-11-11');
    return { wrong: [...late, ...missed, ...back], measured: { schools: stage.schools.length, days: 3 } };
  } finally {
    await stage.close();
  }
}

const complete = ({ teams, schools }: Stage, date: LocalDate): Promise<unknown> =>
  teams.waitFor(() => schoolsWithout(teams, schools, date).length === 0, `the digests of ${date}`, WITHIN_MS);

/** From 10:29 to 11:15: one digest, marked late. */
async function downAtDigestTime(stage: Stage, date: LocalDate): Promise<string[]> {
  stage.setClock(date, '10:28');
  await (await stage.start()).kill();
  stage.setClock(date, '11:15');
  const instance = await stage.start();
  await complete(stage, date);
  await sleep(TICKS_MS);
  const { wrong } = await check(stage, [date]);
  const punctual = stage.schools.filter((school) => !postsOf(stage.teams, school, date, 'digest').every(saysLate));
  await instance.kill();
  return [...wrong, ...punctual.map(({ urn }) => `${date} ${urn}: late, and does not say so`)];
}

/** No digest in the evening, but a notice that there was none. */
async function downAllDay(stage: Stage, date: LocalDate): Promise<string[]> {
  const { teams, schools } = stage;
  stage.setClock(date, '17:30');
  const instance = await stage.start();
  const told = () => schools.every((school) => postsOf(teams, school, date, 'missed').length > 0);
  await until(told, 'the notices', WITHIN_MS).catch(() => undefined);
  await sleep(TICKS_MS);
  await instance.kill();
  return schools.flatMap((school) => {
    const [digests, notices] = (['digest', 'missed'] as const).map((kind) => postsOf(teams, school, date, kind).length);
    return digests === 0 && notices === 1 ? [] : [`${date} ${school.urn}: ${digests} digests, ${notices} notices`];
  });
}

/** By ten minutes after sending: digest time comes twice, the digest once. */
async function setBack(stage: Stage, date: LocalDate): Promise<string[]> {
  stage.setClock(date, '10:29', 58);
  const instance = await stage.start();
  await complete(stage, date);
  stage.setClock(date, '10:20');
  await sleep(TICKS_MS);
  stage.setClock(date, '10:29', 58);
  await sleep(TICKS_MS);
  await instance.kill();
  return (await check(stage, [date])).wrong;
}
