/** One activity from Teams: whose it is, whether it may be acted on, what was asked, and where the answer goes. */
import { noticeCard } from '../cards/notice.ts';
import type { Answer, Asking, Command, Fields, Run } from '../commands/command.ts';
import { understand } from '../commands/vocabulary.ts';
import { scopeOf } from '../domain/access.ts';
import { momentOf, type Instant, type Moment } from '../domain/time.ts';
import type { Log } from '../log.ts';
import { servedTenants, type Directory, type DirectoryReader } from '../store/directory.ts';
import type { Store } from '../store/open.ts';
import type { Claim, Seen } from '../store/seen.ts';
import { texts } from '../texts/turn.ts';
import { readActivity, type Incoming, type Origin } from './activity.ts';
import type { Turn } from './door.ts';
import { createAnswering, type Answering } from './answering.ts';
import type { Privately } from './privately.ts';
import { createRecent, type Recent } from './recent.ts';
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
  const means = { answering: createAnswering(parts), recent: createRecent() };
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
    return actOnce(parts, means, incoming, momentOf(parts.now()));
  };
}

/** The press itself is answered, each time it is delivered. */
const isInvoked = (incoming: Acted): boolean => incoming.kind === 'pressed' && incoming.via !== 'submit';
const isSaying = (incoming: Acted): boolean =>
  incoming.kind === 'pressed' && incoming.pressed.kind === 'known' && incoming.pressed.verb === 'say';

/**
 * A button run by Action.Execute must be answered each time it is delivered, and changes nothing the second time; one that
 * says something for the presser sends messages, and those must not stand there twice.
 */
const isAnsweredEachTime = (incoming: Acted): boolean => isInvoked(incoming) && !isSaying(incoming);

/** What needs no claim is claimed all the same, by nobody but itself. */
const unclaimed: Claim = { settle: async () => undefined, release: async () => undefined };

const isHarmless = (incoming: Acted, commands: readonly Command[]): boolean => {
  const understood = incoming.kind === 'said' ? understand(incoming.text, commands) : undefined;
  return understood?.kind === 'unknown' || understood?.command.harmless === true;
};

async function claimOf(parts: TurnParts, recent: Recent, incoming: Acted, now: Moment): ReturnType<Seen['claim']> {
  const { conversationId, activityId } = incoming.origin;
  if (isAnsweredEachTime(incoming) || activityId === '') return unclaimed;
  const delivered = { conversationId, activityId };
  return isHarmless(incoming, parts.commands)
    ? recent.claim(delivered)
    : parts.store.seen.claim(delivered, now.instant);
}

async function actOnce(
  parts: TurnParts,
  { answering, recent }: { answering: Answering; recent: Recent },
  incoming: Acted,
  now: Moment,
): ReturnType<Turn> {
  const asked = askedIn(incoming, parts.commands);
  let claim: Claim = unclaimed;
  try {
    const claimed = await claimOf(parts, recent, incoming, now);
    if (typeof claimed === 'string') {
      parts.log.info({ event: 'turn.repeated', claimed }, 'an activity delivered again was not acted on again');
      if (claimed === 'in-hand') return 'bring-again';
      return answering.toast(incoming, texts.answered);
    }
    claim = claimed;
    const answer = await inTime(act(parts, answering, incoming, now), asked?.command.withinMs);
    await settled(parts, claim);
    return answer;
  } catch (fault) {
    parts.log.error({ event: 'turn.fault', err: fault }, 'a turn failed');
    await claim.release().catch(() => undefined);
    const { command, fields = {} } = asked ?? {};
    return answering.apologise(incoming, command?.failed?.(fields), command?.again?.(fields));
  }
}

/** What is still going on after it may yet succeed; whoever asked is told that it has not. */
function inTime<T>(acting: Promise<T>, ms: number | undefined): Promise<T> {
  if (ms === undefined) return acting;
  // Once nobody waits for it, its fault is nobody's either.
  acting.catch(() => undefined);
  const late = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Error('it took too long')), ms);
    void acting.finally(() => clearTimeout(timer)).catch(() => undefined);
  });
  return Promise.race([acting, late]);
}

/** It was acted on and answered: that this could not be written down is no reason to say that it failed. */
const settled = (parts: TurnParts, claim: Claim): Promise<void> =>
  claim.settle().catch((fault: unknown) => {
    parts.log.error({ event: 'turn.unsettled', err: fault }, 'what was acted on could not be written down');
  });

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
  // Whoever adds Keylink to a team has asked nothing, and in a channel everybody would read the answer.
  if (incoming.kind === 'removed' || (incoming.kind === 'installed' && origin.kind !== 'personal')) return undefined;
  const tenants = { served, tenantOf: directory.tenantOf };
  const who = await parts.recogniser.recognise(origin, now, tenants);
  if (who.kind === 'other-account') await parts.onOtherAccount(who.upn, now);
  if (who.kind !== 'known') {
    parts.log.info({ event: 'turn.refused', why: who.kind }, 'somebody not known here was refused');
    await noteRefused(parts, incoming, who.kind, now);
    return answering.tell(incoming, refusals[who.kind]);
  }
  await parts.privately.met(origin, now.instant, who.person.upn);
  const asking = askingOf(who, origin, directory, now);
  if (incoming.kind === 'installed') return welcome(parts, answering, incoming, asking);
  return incoming.kind === 'said'
    ? heed(parts, answering, incoming, asking)
    : press(parts, answering, incoming, asking);
}

/** What was asked for, typed or by a button: a button may say something for the presser. */
function askedIn(incoming: Acted, commands: readonly Command[]): { command: Command; fields: Fields } | undefined {
  const pressed = incoming.kind === 'pressed' && incoming.pressed.kind === 'known' ? incoming.pressed : undefined;
  if (pressed && pressed.verb !== 'say') {
    const command = handlerOf(commands, pressed.verb)?.command;
    return command && { command, fields: pressed.fields };
  }
  const understood = understand(incoming.kind === 'said' ? incoming.text : (pressed?.fields['text'] ?? ''), commands);
  return understood.kind === 'command' ? understood : undefined;
}

/** R9.5: who asks for a pupil and is not known here is written down too, also whoever was known once and kept a card. */
async function noteRefused(parts: TurnParts, incoming: Acted, who: string, now: Moment): Promise<void> {
  const command = askedIn(incoming, parts.commands)?.command;
  if (!command || command.answered === 'channel') return;
  const { tenantId, from, kind } = incoming.origin;
  const asked = { at: now.instant, who, tenantId, objectId: from.objectId ?? '', roles: [], surface: kind };
  await parts.store.audit.write({ ...asked, query: command.name, decision: 'refused' });
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
  if (origin.kind !== 'personal') return undefined;
  const welcomed = { conversationId: origin.conversationId, activityId: 'welcome' };
  const first = await parts.store.seen.claim(welcomed, now.instant);
  if (typeof first === 'string') return undefined;
  await first.settle();
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
        messages: [{ summary: 'Keylink answered', card: noticeCard({ lines: [command.refused ?? texts.noRole] }) }],
        looked: { query: command.name, decision: 'refused' },
      };

const OFFERED = 3;

function notUnderstood(likely: readonly Command[], asking: Asking): Answer {
  const fits = (command: Command): boolean => !command.onlyInChannel || asking.origin.kind === 'channel';
  const offered = likely.filter((command) => command.may(asking) && fits(command)).slice(0, OFFERED);
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
  if (verb === 'say') {
    const answer = await heed(parts, answering, { kind: 'said', origin, text: fields['text'] ?? '' }, asking);
    return answering.toast(incoming, texts.answered) ?? answer;
  }
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
