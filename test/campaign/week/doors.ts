/** The doors at which people do things: what they type and press in Teams. Every button comes from a card of the product's. */
import { openAbsence } from './record.ts';
import { packAction, type Verb } from '../../../src/teams/verbs.ts';
import { texts } from '../../../src/texts/turn.ts';
import { post } from '../../support/activities.ts';
import { buttonOf, wordsOf } from '../../support/card-words.ts';
import type { Json } from '../../support/connector-rest.ts';
import type { Person } from '../../support/teams-world.ts';
import { Killed } from '../../support/week-instance.ts';
import { OutOfReach, patiently } from '../../support/week-patience.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { Act } from './acts.ts';
import type { Came } from '../../support/week-hands.ts';
import type { WeekStage } from './stage.ts';

const CONFIRM = 'Yes, record this';

interface Door {
  stage: WeekStage;
  port: number;
  at: Instant;
  who: Person;
}

/** Presses and gives the card that is the answer. */
async function press({ stage, port, who }: Door, verb: Verb, data: unknown): Promise<Json> {
  const activity = stage.teams.executes(who, { verb, data });
  const delivered = await post(`http://127.0.0.1:${port}`, activity).catch(() => {
    throw new Killed();
  });
  if (delivered.status >= 500) throw new Killed();
  const { value } = (delivered.body ?? {}) as { value?: unknown };
  if (value === texts.fault) throw new OutOfReach();
  return typeof value === 'object' && value !== null ? (value as Json) : { body: [{ text: String(value) }] };
}

function pressed(door: Door, card: Json, title: string, more: Record<string, string> = {}): Promise<Json> {
  const { verb, data } = buttonOf(card, title);
  return press(door, verb as Verb, { ...(data as object), ...more });
}

const linesOf = (card: Json): string[] => wordsOf(card).split('\n');

type Of<K extends Act['kind']> = Extract<Act, { kind: K }>;

async function register(door: Door, { provision, session, said }: Of<'register'>): Promise<Came> {
  const opened = await press(door, 'register', packAction('register', { provision, rest: session }));
  const sentence = said.map(({ name, words }) => `${name} ${words}`).join(', ');
  const asked = await pressed(door, opened, 'Read', { sentence });
  // Said once more after a kill, it may be recorded already.
  const isAsked = linesOf(asked).some((line) => line.startsWith('Record this?'));
  if (!isAsked)
    return [
      linesOf(asked).some((line) => line.includes('could not'))
        ? `refused: ${linesOf(asked).join(' / ')}`
        : 'said already',
    ];
  const done = await pressed(door, asked, CONFIRM);
  return linesOf(done).filter((line) => /^(Recorded: |Not recorded: |\d+ pupils? marked by)/.test(line));
}

async function mark(door: Door, { date, slot, said, why }: Of<'mark'>): Promise<Came> {
  const fields = { asked: `${said.name} ${said.words}`, date, pupil: said.pupilId, reading: '0' };
  const place = { ...fields, slot: `${slot.provision}|${slot.start}` };
  const asked = await press(door, 'mark', packAction('mark', place));
  if (!linesOf(asked).includes('Record this?')) return [`mark: ${linesOf(asked).join(' / ')}`];
  const done = await pressed(door, asked, CONFIRM, { why });
  return [linesOf(done).includes('Recorded') ? 'mark: recorded' : `mark: ${linesOf(done).join(' / ')}`];
}

async function follow(door: Door, { pupilId, act, fields }: Of<'follow'>): Promise<Came> {
  const absence = await openAbsence(door.stage.store, pupilId, door.at);
  if (!absence) return [`${act}: there is no absence`];
  const form = { pupil: pupilId, opened: String(absence.openedAt), version: String(absence.version), act };
  const done = await press(
    door,
    'absence-record',
    packAction('absence-record', { ...form, formed: String(door.at), ...fields }),
  );
  return [
    `${act}: ${linesOf(done).find((line) => /^(Recorded\.|That |This has|Please|It is not|A session)/.test(line)) ?? linesOf(done)[0]}`,
  ];
}

/** Throws `Killed` where no answer came: then it may have been done, or not. */
export function doAct(stage: WeekStage, port: number, at: Instant, act: Exclude<Act, { kind: 'pack' }>): Promise<Came> {
  const who = stage.people.get(act.by);
  if (!who) throw new Error(`${act.by} is not in Teams`);
  const door: Door = { stage, port, at, who };
  const done = (): Promise<Came> => {
    if (act.kind === 'register') return register(door, act);
    return act.kind === 'mark' ? mark(door, act) : follow(door, act);
  };
  // Done once more, it may stand there already: what then comes of it says little.
  return patiently(async (tries) => {
    const came = await done();
    return tries === 1 ? came : came.map((one) => `again: ${one}`);
  });
}

/** What somebody reads who asks for what is followed up. */
export const followUpsOf = ({ teams, people }: WeekStage, port: number, upn: string): Promise<string> =>
  patiently(async () => {
    const who = people.get(upn)!;
    const before = teams.personalPosts(who.aadObjectId).length;
    await post(`http://127.0.0.1:${port}`, teams.says(who, 'follow-ups'));
    const answer = teams.personalPosts(who.aadObjectId).slice(before).map(wordsOf).join('\n');
    if (answer.includes(texts.fault)) throw new OutOfReach();
    return answer;
  });
