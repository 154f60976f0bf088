/** Turns of `help` beside the echo bot's, in rounds one after the other: the ratio of each round, and the median of these. */
import { createInbox } from '../support/activities.ts';
import { people } from '../support/eight-schools.ts';
import { createWorld } from '../support/teams-world.ts';
import { startBot, type Bot } from './bot.ts';
import { drive, listenToBots, type Ear } from './load.ts';
import { median, show } from './numbers.ts';

const ROUNDS = 5;
const WARM_UP = 1_500;
const TURNS = 3_000;

interface Round {
  turns: number;
  cpuUs: number;
}

async function round(bot: Bot, ear: Ear, activity: () => string, turns: number): Promise<Round> {
  ear.heard();
  const cpu = bot.cpuMs();
  const perSecond = await drive(bot.port, turns, activity);
  const cpuUs = ((bot.cpuMs() - cpu) * 1000) / turns;
  const heard = ear.heard();
  if (heard !== turns) throw new Error(`${turns} turns, ${heard} answers`);
  return { turns: perSecond, cpuUs };
}

export async function measureTurns(connectionString: string): Promise<string[]> {
  const ear = await listenToBots();
  const world = createWorld();
  const inbox = createInbox(world, ear.serviceUrl);
  const { 'key-link': asha } = people(world);
  const activity = (): string => JSON.stringify(inbox.says(asha, 'help'));
  const echo = await startBot('echo-child.ts');
  const keylink = await startBot('keylink-child.ts', connectionString);
  const rounds: { echo: Round; keylink: Round }[] = [];
  for (const bot of [echo, keylink]) await drive(bot.port, WARM_UP, activity);
  for (let n = 0; n < ROUNDS; n++) {
    // Whoever goes second finds the machine as the first left it: they take turns at being first.
    const order = n % 2 === 0 ? ([echo, keylink] as const) : ([keylink, echo] as const);
    const done = [await round(order[0], ear, activity, TURNS), await round(order[1], ear, activity, TURNS)] as const;
    rounds.push(n % 2 === 0 ? { echo: done[0], keylink: done[1] } : { echo: done[1], keylink: done[0] });
  }
  await Promise.all([echo.stop(), keylink.stop()]);
  ear.close();
  const of = (pick: (round: { echo: Round; keylink: Round }) => number): number => median(rounds.map(pick));
  return [
    `turns a second, 32 at once: help ${show(of((r) => r.keylink.turns))}, echo bot ${show(of((r) => r.echo.turns))}, ` +
      `ratio ${show(
        of((r) => r.keylink.turns / r.echo.turns),
        2,
      )} (rounds ${rounds.map((r) => show(r.keylink.turns / r.echo.turns, 2)).join(', ')})`,
    `processor time a turn: help ${show(of((r) => r.keylink.cpuUs))} us, echo bot ${show(of((r) => r.echo.cpuUs))} us, ` +
      `ratio ${show(
        of((r) => r.keylink.cpuUs / r.echo.cpuUs),
        2,
      )}`,
  ];
}
