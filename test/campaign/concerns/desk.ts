/** What those do who are told: some open and acknowledge after a while, some never; and somebody presses what is not theirs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { buttonTitles as buttonNames, submitTitles } from '../../../src/texts/concern/acts.ts';
import { packAction } from '../../../src/teams/verbs.ts';
import { buttonOf, buttonTitles } from '../../support/card-words.ts';
import type { Json } from '../../support/connector-rest.ts';
import { createChance } from '../chance.ts';
import { CODE } from '../partnership.ts';
import type { Stage } from '../stage.ts';
import { goOn } from './going-on.ts';
import type { ConcernPartnership, Member } from './partnership.ts';
import type { Presses } from './presses.ts';
import { noticesIn, reportsIn } from './record.ts';
import { marker } from './reports.ts';

export interface Desk {
  acknowledged(): number;
  /** Settles when nobody presses anything any more. */
  stop(): Promise<void>;
}

export interface DeskPlan {
  seed: number;
  /** The least and the most until somebody answers who does. */
  answersMs: readonly [number, number];
  /** Who never answers. */
  absent: number;
}

const LOOK_MS = 400;
const NOSY = 0.04;
const DECIDES = 0.3;
const [ACKNOWLEDGE, DECIDE, RECORD] = [buttonNames.acknowledge, buttonNames.decision, submitTitles.decision];
/** Categories whose words stand nowhere else. */
export const telling = ['child-on-child', 'exploitation', 'radicalisation', 'self-harm'] as const;

export function openDesk(stage: Stage, there: ConcernPartnership, presses: Presses, plan: DeskPlan): Desk {
  const chance = createChance(plan.seed + 11);
  const chances = createChance(plan.seed + 12);
  const byOid = new Map(there.members.map((one) => [one.person.aadObjectId, one]));
  const isAbsent = new Set(there.members.filter(() => chance.next() < plan.absent).map(({ upn }) => upn));
  const seen = new Set<unknown>();
  const open = new Set<Promise<void>>();
  let acknowledged = 0;

  const openIt = (by: Member, concern: string): Promise<Json | undefined> =>
    presses.press(by, { verb: 'concern', data: packAction('concern', { partnership: CODE, concern }) }, chances);

  /** With words of their own, which are as much a part of the record as the reporter's. */
  const decide = async (by: Member, card: Json): Promise<void> => {
    const [n] = reportsIn(JSON.stringify(card));
    const form = buttonTitles(card).includes(DECIDE) && (await presses.press(by, buttonOf(card, DECIDE), chances));
    if (!form || n === undefined || !buttonTitles(form).includes(RECORD)) return;
    const { verb, data } = buttonOf(form, RECORD);
    const said = { decision: 'monitor', why: marker(n, 'rationale'), category: chances.oneOf(telling) };
    await presses.press(by, { verb, data: { ...(data as object), ...said } }, chances);
  };

  const answer = async (by: Member, concern: string): Promise<void> => {
    await sleep(chance.between(...plan.answersMs));
    const card = await openIt(by, concern);
    if (!card || !buttonTitles(card).includes(ACKNOWLEDGE)) return;
    const after = await presses.press(by, buttonOf(card, ACKNOWLEDGE), chances);
    if (!after || buttonTitles(after).includes(ACKNOWLEDGE)) return;
    acknowledged += 1;
    if (chance.next() < DECIDES) await decide(by, after);
  };

  const begin = (doing: Promise<void>): void => {
    open.add(doing);
    void doing.finally(() => open.delete(doing));
  };
  const look = (): void => {
    for (const { concern, oid, post } of noticesIn(stage)) {
      if (seen.has(post)) continue;
      seen.add(post);
      const by = byOid.get(oid);
      if (by && !isAbsent.has(by.upn)) begin(answer(by, concern));
      if (chance.next() < NOSY) begin(openIt(chance.oneOf(there.members), concern).then(() => undefined));
    }
  };
  const looking = goOn(LOOK_MS, look);
  return {
    acknowledged: () => acknowledged,
    async stop() {
      await looking.stop();
      await Promise.all(open);
    },
  };
}
