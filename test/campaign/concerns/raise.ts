/** Somebody sends their form, as people do: twice in a hurry, once more where they were told that it failed, or not again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { packAction } from '../../../src/teams/verbs.ts';
import type { Inbound } from '../../support/activities.ts';
import { wordsOf } from '../../support/card-words.ts';
import { CODE } from '../partnership.ts';
import type { Stage } from '../stage.ts';
import { openForm, receiptIn, saysNotRecorded, sendForm, wordsBy, type Fields } from './form.ts';
import type { Presses } from './presses.ts';
import type { Report } from './reports.ts';

/** What a reporter was told. `unanswered`: nothing that could be read. */
interface Told {
  kind: 'receipt' | 'not-recorded' | 'something-else' | 'unanswered';
  id?: string;
  words: string;
  /** By `performance.now()`. */
  at: number;
  /** Whether these were the words sent later. */
  isAgain: boolean;
}

export interface Raised {
  report: Report;
  told: Told[];
}

const PRESSES = 8;
const pauseMs = [300, 1_500] as const;

function toldBy(words: string): Pick<Told, 'kind' | 'id' | 'words'> {
  if (words === '') return { kind: 'unanswered', words };
  const id = receiptIn(words);
  if (id !== undefined) return { kind: 'receipt', id, words };
  return { kind: saysNotRecorded(words) ? 'not-recorded' : 'something-else', words };
}

/** A client that only submits is answered in the chat, where other things are said too. */
function answerInChat({ teams }: Stage, oid: string, before: number): string {
  const since = teams.personalPosts(oid).slice(before).map(wordsOf);
  return since.find((words) => ['receipt', 'not-recorded'].includes(toldBy(words).kind)) ?? '';
}

export function createRaising(stage: Stage, presses: Presses): (report: Report) => Promise<Raised> {
  const send = async (report: Report, activity: Inbound, isAgain: boolean): Promise<Told> => {
    const { aadObjectId } = report.by.person;
    const before = stage.teams.personalPosts(aadObjectId).length;
    const shown = await presses.deliver(report.by, activity, report.chance);
    const words = report.way === 'submit' ? answerInChat(stage, aadObjectId, before) : wordsBy(shown);
    return { ...toldBy(words), at: performance.now(), isAgain };
  };

  /** At the first press some tap twice, and at times Teams brings one activity twice. */
  const sendAll = (report: Report, carried: Fields, n: number): Promise<Told[]> => {
    const isAgain = report.writesOn && n > 0;
    const activities = [sendForm(stage.teams, report, carried, isAgain)];
    if (n === 0 && report.isHasty) activities.push(sendForm(stage.teams, report, carried, isAgain));
    if (n === 0 && report.isRepeated) activities.push(activities[0]!);
    return Promise.all(activities.map((one) => send(report, one, isAgain)));
  };

  /** They look how far it is, and at what they wrote. */
  const lookBack = async ({ by, chance }: Report, concern: string): Promise<void> => {
    await presses.deliver(by, stage.teams.says(by.person, 'my concerns'), chance);
    const data = packAction('my-concern', { partnership: CODE, concern });
    await presses.press(by, { verb: 'my-concern', data }, chance);
  };

  return async (report) => {
    const { by, chance, givesUp } = report;
    const carried = await openForm(report, (verb, data) => presses.press(by, { verb, data }, chance));
    const told: Told[] = [];
    for (let n = 0; n < PRESSES; n += 1) {
      told.push(...(await sendAll(report, carried, n)));
      const receipt = told.find(({ kind }) => kind === 'receipt');
      if (receipt && report.looksBack) await lookBack(report, receipt.id!);
      if (receipt || (givesUp && told.some(({ kind }) => kind === 'not-recorded'))) break;
      await sleep(chance.between(...pauseMs));
    }
    return { report, told };
  };
}
