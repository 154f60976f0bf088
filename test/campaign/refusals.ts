/** Some schools that Teams refuses for good, some whose digest it finds too big: the others must not notice. */
import { postsOf, schoolsWithout } from './reading.ts';
import { cardOf, type Fault } from '../support/connector.ts';
import { check } from './check.ts';
import { refuseFor } from './faults.ts';
import { startMornings, timed, until } from './mornings.ts';
import type { Outcome } from './outcome.ts';
import { usualMs } from './usual.ts';
import { openStage, type LinkedSchool, type Stage, type StageOptions } from './stage.ts';

const REFUSED = 5;
const TOO_BIG = 5;
/** Characters of an update that Teams is made to find too many. */
const LARGEST = 9_000;
/** The others take at most this much longer than usual, and this for the noise of a machine that others use too. */
const SLOWER = 1.2;
const NOISE_MS = 2_000;
/** In a day. */
const MOST_CALLS = 2;
const WITHIN_MS = 120_000;

export async function refusals(options: StageOptions): Promise<Outcome> {
  const usual = await usualMs(options);
  const stage = await openStage(options);
  const { teams, schools } = stage;
  try {
    const split = split3(schools);
    refuse(stage, split);
    await stage.start();
    const mornings = startMornings(stage);
    const [date = ''] = mornings.dates;
    const isDone = (of: readonly LinkedSchool[]) => () => schoolsWithout(teams, of, date).length === 0;
    const others = await timed(() => teams.waitFor(isDone(split.others), 'the digests of the others', WITHIN_MS));
    await teams.waitFor(isDone(split.big), 'the digests in parts', WITHIN_MS);
    const told = () => unreachableTold(stage, split.refused);
    await until(() => told().length === split.refused.length, 'people to be told', WITHIN_MS).catch(() => undefined);
    await until(() => mornings.isQuiet(), 'quiet', WITHIN_MS);
    const checked = await check(stage, [date], [...split.others, ...split.big]);
    const most = Math.max(...split.refused.map((one) => callsAbout(stage, one)));
    return {
      wrong: [
        ...checked.wrong,
        ...(most > MOST_CALLS ? [`${most} calls about a school that is refused`] : []),
        ...(others > usual * SLOWER + NOISE_MS ? ['the others took too long'] : []),
        ...split.refused.filter((one) => !told().includes(one)).map(({ name }) => `nobody was told of ${name}`),
        ...split.big.filter((one) => partsOf(stage, one, date) < 2).map(({ name }) => `${name} was not split`),
      ],
      measured: {
        schools: schools.length,
        refused: split.refused.length,
        'too big': split.big.length,
        'usual ms': usual,
        'the others ms': others,
        'most calls about one refused': most,
        'people told of': told().length,
        'parts at most': Math.max(...split.big.map((one) => partsOf(stage, one, date))),
      },
    };
  } finally {
    await stage.close();
  }
}

const callsAbout = ({ teams }: Stage, { channel }: LinkedSchool): number =>
  teams.calls.filter((call) => call.about === channel.conversationId).length;

interface Split {
  refused: LinkedSchool[];
  big: LinkedSchool[];
  others: LinkedSchool[];
}

function split3(schools: readonly LinkedSchool[]): Split {
  const bySize = schools.toSorted((a, b) => b.initials.length - a.initials.length);
  const refusedFrom = bySize.length - 2 * REFUSED;
  return {
    big: bySize.slice(0, TOO_BIG),
    others: bySize.slice(TOO_BIG, refusedFrom),
    refused: bySize.slice(refusedFrom),
  };
}

function refuse({ teams }: Stage, { refused, big }: Split): void {
  const answers: Fault[] = [
    { kind: 'answer', status: 403, code: 'BotNotInConversationRoster' },
    { kind: 'answer', status: 404, code: 'ConversationNotFound' },
  ];
  const of = new Map(refused.map(({ channel }, n) => [channel.conversationId, answers[n % 2]!]));
  const bigOnes = new Set(big.map(({ channel }) => channel.conversationId));
  refuseFor(teams, of, ({ kind, about, body }) =>
    kind === 'update' && bigOnes.has(about) && JSON.stringify(body).length > LARGEST
      ? { kind: 'answer', status: 413, code: 'MessageSizeTooBig' }
      : undefined,
  );
}

const partsOf = ({ teams }: Stage, school: LinkedSchool, date: string): number =>
  postsOf(teams, school, date, 'digest').reduce((all, post) => all + 1 + teams.repliesTo(post).length, 0);

/** Schools that the coordinator has been told of, in person. */
function unreachableTold({ teams, coordinatorOid }: Stage, refused: readonly LinkedSchool[]): LinkedSchool[] {
  const said = teams.personalPosts(coordinatorOid).map((post) => JSON.stringify(cardOf(post)));
  return refused.filter(({ name }) =>
    said.some((card) => card.includes(name) && card.includes('could not be reached')),
  );
}
