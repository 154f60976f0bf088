/** One activity from Teams: whose it is, whether it may be acted on, what was asked, and where the answer goes. */
import { noticeCard } from '../cards/notice.ts';
import type { Answer, Asking, Command, Fields, Run } from '../commands/command.ts';
import { understand } from '../commands/vocabulary.ts';
import { scopeOf } from '../domain/access.ts';
import { momentOf, type Instant, type Moment } from '../domain/time.ts';
import type { Log } from '../log.ts';
import { servedTenants, type Directory, type DirectoryReader } from '../store/directory.ts';
import type { Store } from '../store/open.ts';
import { texts } from '../texts/turn.ts';
import { readActivity, type Incoming, type Origin } from './activity.ts';
import type { Turn } from './door.ts';
import { createAnswering, type Answering } from './answering.ts';
import type { Privately } from './privately.ts';
import type { Recognised, Recogniser } from './recognise.ts';
import type { Verb } from './verbs.ts';
import type { Outgoing } from './wire/types.ts';

export interface TurnParts {
  store: Store;
  wire: Outgoing;
  directory: DirectoryReader;
  recogniser: Recogniser;
  privately: Privately;
  commands: readonly Command[];
  /** Told of a sign-in name used from another account, so that the coordinator learns of it. */
  onOtherAccount(upn: string, now: Moment): Promise<void>;
  configuredTenants: readonly string[];
  log: Log;
  now(): Instant;
}

type Acted = Extract<Incoming, { origin: Origin }>;

const refusals: Record<Exclude<Recognised['kind'], 'known'>, string> = {
  stranger: texts.stranger,
  elsewhere: texts.elsewhere,
  'other-account': texts.otherAccount,
  unsure: texts.unsure,
};

/** Gives the function that acts on one activity. Faults are caught here; what it throws is a fault in answering at all. */
export function createTurn(parts: TurnParts): Turn {
  const answering = createAnswering(parts);
  return async (raw) => {
    const incoming = readActivity(raw);
    if (incoming.kind === 'ignored') {
      parts.log.info({ event: 'turn.ignored', why: incoming.why }, 'an activity was not acted on');
      return undefined;
    }
    if (incoming.kind === 'other-invoke') {
      parts.log.info({ event: 'turn.ignored', why: 'an invoke nothing here answers' }, 'an invoke was not acted on');
      return { body: undefined };
    }
    return actOnce(parts, answering, incoming, momentOf(parts.now()));
  };
}

/** A button run by Action.Execute must be answered each time it is delivered, and changes nothing the second time. */
const isAnsweredEachTime = (incoming: Acted): boolean => incoming.kind === 'pressed' && incoming.via === 'execute';

async function actOnce(parts: TurnParts, answering: Answering, incoming: Acted, now: Moment): ReturnType<Turn> {
  const { origin } = incoming;
  const delivered = { conversationId: origin.conversationId, activityId: origin.activityId };
  const once = !isAnsweredEachTime(incoming) && origin.activityId !== '';
  try {
    if (once && !(await parts.store.seen.claim(delivered, now.instant))) {
      parts.log.info({ event: 'turn.repeated' }, 'an activity delivered again was not acted on again');
      return undefined;
    }
    const answer = await act(parts, answering, incoming, now);
    if (once) await parts.store.seen.settle(delivered, now.instant);
    return answer;
  } catch (fault) {
    parts.log.error({ event: 'turn.fault', err: fault }, 'a turn failed');
    if (once) await parts.store.seen.release(delivered, now.instant).catch(() => undefined);
    return answering.apologise(incoming);
  }
}

async function act(parts: TurnParts, answering: Answering, incoming: Acted, now: Moment): ReturnType<Turn> {
  const { origin } = incoming;
  const directory = await parts.directory.read(now.instant);
  const roster = await parts.store.people.roster(now.instant);
  const served = servedTenants(directory, roster.people, parts.configuredTenants);
  if (!served.has(origin.tenantId)) {
    parts.log.warn(
      { event: 'turn.tenant', tenant: origin.tenantId, kind: incoming.kind },
      'a tenant that is not served',
    );
    return incoming.kind === 'removed' ? undefined : answering.tell(incoming, texts.notServed);
  }
  if (incoming.kind === 'removed') return undefined;
  const tenants = { served, tenantOf: directory.tenantOf };
  const who = await parts.recogniser.recognise(origin, now, tenants);
  if (who.kind === 'other-account') await parts.onOtherAccount(who.upn, now);
  if (who.kind !== 'known') {
    parts.log.info({ event: 'turn.refused', why: who.kind }, 'somebody not known here was refused');
    return answering.tell(incoming, refusals[who.kind]);
  }
  await parts.privately.met(origin, now.instant);
  const asking = askingOf(who, origin, directory, now);
  if (incoming.kind === 'installed') return welcome(parts, answering, incoming, asking);
  return incoming.kind === 'said'
    ? heed(parts, answering, incoming, asking)
    : press(parts, answering, incoming, asking);
}

const askingOf = (
  { person, objectId }: Extract<Recognised, { kind: 'known' }>,
  origin: Origin,
  directory: Directory,
  now: Moment,
): Asking => ({ person, objectId, scope: scopeOf(person, directory), origin, directory, now });

/** Teams tells of an install more than once, and the Playground at each page load: one welcome a day is enough. */
async function welcome(parts: TurnParts, answering: Answering, incoming: Acted, asking: Asking): ReturnType<Turn> {
  const { origin, now } = asking;
  const first = await parts.store.seen.claim(
    { conversationId: origin.conversationId, activityId: 'welcome' },
    now.instant,
  );
  if (!first || origin.kind !== 'personal') return undefined;
  await parts.store.seen.settle({ conversationId: origin.conversationId, activityId: 'welcome' }, now.instant);
  return heed(parts, answering, { kind: 'said', origin: incoming.origin, text: 'help' }, asking);
}

async function heed(
  parts: TurnParts,
  answering: Answering,
  said: Extract<Incoming, { kind: 'said' }>,
  asking: Asking,
): ReturnType<Turn> {
  const understood = understand(said.text, parts.commands);
  if (understood.kind === 'unknown') return answering.show(said, notUnderstood(understood.likely, asking));
  const { command, fields } = understood;
  return answering.answer(said, asking, command, () => runAllowed(command, asking, fields));
}

/** A refusal goes where the answer would have gone: in a channel not even that is said about a pupil. */
const runAllowed = async (command: Command, asking: Asking, fields: Fields): Promise<Answer> =>
  command.may(asking)
    ? command.run(asking, fields)
    : {
        messages: [{ summary: 'Keylink answered', card: noticeCard({ lines: [texts.noRole] }) }],
        looked: { query: command.name, decision: 'refused' },
      };

function notUnderstood(likely: readonly Command[], asking: Asking): Answer {
  const fits = (command: Command): boolean => !command.onlyInChannel || asking.origin.kind === 'channel';
  const offered = likely.filter((command) => command.may(asking) && fits(command));
  const buttons = offered
    .filter((command) => command.parse('') !== undefined)
    .map((command) => ({ title: command.name, verb: 'say' as const, fields: { text: command.name } }));
  const lines = ['I did not understand that. Perhaps you meant:', ...offered.map((c) => `${c.example} – ${c.means}`)];
  return { messages: [{ summary: 'Keylink did not understand', card: noticeCard({ lines, buttons }) }] };
}

/** The command whose button it is. */
function handlerOf(commands: readonly Command[], verb: Verb): { command: Command; run: Run } | undefined {
  for (const command of commands) {
    const run = command.presses?.[verb];
    if (run) return { command, run };
  }
  return undefined;
}

async function press(
  parts: TurnParts,
  answering: Answering,
  incoming: Extract<Incoming, { kind: 'pressed' }>,
  asking: Asking,
): ReturnType<Turn> {
  const { pressed, origin } = incoming;
  if (pressed.kind === 'unknown') return answering.tell(incoming, texts.oldButton);
  const { verb, fields } = pressed;
  if (verb === 'say') return heed(parts, answering, { kind: 'said', origin, text: fields['text'] ?? '' }, asking);
  if (verb === 'show-me') return showMe(parts, answering, incoming, asking, fields['ask'] ?? '');
  const handler = handlerOf(parts.commands, verb);
  if (!handler) return answering.tell(incoming, texts.oldButton);
  return answering.answer(incoming, asking, handler.command, () => handler.run(asking, fields));
}

/** A question asked in a channel by somebody who could not be written to: answered on the card, for the asker alone. */
async function showMe(
  parts: TurnParts,
  answering: Answering,
  incoming: Extract<Incoming, { kind: 'pressed' }>,
  asking: Asking,
  id: string,
): ReturnType<Turn> {
  const ask = await parts.store.asks.read(id);
  if (!ask) return answering.tell(incoming, texts.oldButton);
  if (ask.objectId !== asking.objectId || ask.tenantId !== asking.origin.tenantId) {
    return answering.tell(incoming, texts.notYours);
  }
  if (incoming.via === 'submit') return answering.tell(incoming, texts.addApp);
  const understood = understand(ask.text, parts.commands);
  if (understood.kind === 'unknown') return answering.tell(incoming, texts.oldButton);
  const { command, fields } = understood;
  return answering.answer(incoming, asking, command, () => runAllowed(command, asking, fields));
}
