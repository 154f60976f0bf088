/** Where an answer goes: on the pressed card, into the chat, or, for anything about a pupil, never into a channel. */
import { noticeCard } from '../cards/notice.ts';
import type { Answer, Asking, Command, Message } from '../commands/command.ts';
import { noteLooked } from '../commands/looked.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/open.ts';
import { texts } from '../texts/turn.ts';
import type { Incoming, Origin } from './activity.ts';
import type { Turn } from './door.ts';
import type { Privately } from './privately.ts';
import { cardActivity, cardAnswer, dialogAnswer, dialogMessage, toastAnswer } from './say.ts';
import type { Outgoing } from './wire/types.ts';

type Acted = Extract<Incoming, { origin: Origin }>;

interface Parts {
  store: Store;
  wire: Outgoing;
  privately: Privately;
  log: Log;
}

export interface Answering {
  /** Runs a command and takes its answer where it belongs; writes down who looked at what. */
  answer(incoming: Acted, asking: Asking, command: Command, run: () => Promise<Answer>): ReturnType<Turn>;
  /** A short sentence, to the place it was asked in: it says nothing about any pupil. */
  tell(incoming: Acted, text: string): ReturnType<Turn>;
  show(incoming: Acted, answer: Answer): ReturnType<Turn>;
  /** Words for the presser alone, where a press is answered at all. */
  toast(incoming: Acted, text: string): Awaited<ReturnType<Turn>>;
  /** What is said when something here failed; in a dialog `again` keeps it open. */
  apologise(incoming: Acted, text?: string, again?: Message): ReturnType<Turn>;
}

const messageOf = (text: string): Message => ({ summary: 'Keylink', card: noticeCard({ lines: [text] }) });
/** So many crossing presses at most are caught up with; the next press shows everything anyway. */
const EDITS = 5;

const isExecuted = (incoming: Acted): boolean => incoming.kind === 'pressed' && incoming.via === 'execute';
const isDialog = (incoming: Acted): boolean => incoming.kind === 'pressed' && incoming.via === 'dialog';
/** The answer goes back to the press itself, for the presser alone. */
const isInvoked = (incoming: Acted): boolean => isExecuted(incoming) || isDialog(incoming);

const toastFor: Answering['toast'] = (incoming, text) => {
  if (!isInvoked(incoming)) return undefined;
  return { body: isDialog(incoming) ? dialogMessage(text) : toastAnswer(text) };
};

/** Words alone would close it. */
const inDialog = ({ messages: [first], toast: words }: Answer) =>
  first ? dialogAnswer(first.card, first.summary) : dialogMessage(words ?? 'Done.');

/** A button on a channel's digest opens names: with a client that only submits, they go to the presser's own chat. */
async function whereAnswered({ answered }: Command, asking: Asking, { kind }: Acted): Promise<'private' | 'channel'> {
  if (typeof answered === 'string') return answered;
  return kind === 'pressed' ? 'private' : answered(asking);
}

export function createAnswering({ store, wire, privately, log }: Parts): Answering {
  const sendHere = async (origin: Origin, messages: readonly Message[]): Promise<void> => {
    for (const { card, summary } of messages) {
      const outcome = await wire.send({ ...origin }, cardActivity(card, summary));
      if (outcome.kind !== 'sent')
        log.warn({ event: 'answer.unsent', outcome: outcome.kind }, 'an answer was not taken');
    }
  };

  /**
   * Edits the pressed card; gives what stands there now, or nothing where it could not be edited. Of two edits that cross, the
   * later one to look sees what the other added.
   */
  const showInPlace = async (origin: Origin, { messages: [first], inPlace }: Answer): Promise<Message | undefined> => {
    if (origin.kind !== 'personal' || origin.replyToId === undefined || !inPlace) return undefined;
    let stands: Message | undefined;
    for (let next = first, times = 0; next && times < EDITS; times += 1) {
      const outcome = await wire.update({ ...origin }, origin.replyToId, cardActivity(next.card, next.summary));
      if (outcome.kind !== 'sent') return stands;
      stands = next;
      next = await inPlace();
    }
    return stands;
  };

  const showMessages = async (origin: Origin, answer: Answer): Promise<void> => {
    const { messages, toast } = answer;
    if (toast !== undefined) return sendHere(origin, [messageOf(toast)]);
    const stands = await showInPlace(origin, answer);
    return sendHere(origin, stands ? messages.slice(1) : messages);
  };

  const show: Answering['show'] = async (incoming, answer) => {
    const { origin } = incoming;
    if (isDialog(incoming)) return { body: inDialog(answer) };
    if (!isExecuted(incoming)) {
      if (answer.only === 'fetched') await sendHere(origin, [messageOf(texts.openHere)]);
      else await showMessages(origin, answer);
      return undefined;
    }
    if (answer.toast !== undefined) return { body: toastAnswer(answer.toast) };
    const [first, ...rest] = answer.messages;
    // The answer to Execute changes what one client shows; the message itself is what the person's phone has.
    const stands = (await showInPlace(origin, answer)) ?? first;
    // What does not fit on the pressed card follows below it; in a channel all of it would be everybody's.
    if (origin.kind === 'personal') await sendHere(origin, rest);
    return { body: stands ? cardAnswer(stands.card) : toastAnswer('Done.') };
  };

  const tell: Answering['tell'] = (incoming, text) =>
    show(incoming, isInvoked(incoming) ? { messages: [], toast: text } : { messages: [messageOf(text)] });

  const note = async (asking: Asking, { looked }: Answer, surface: 'here' | 'card'): Promise<void> => {
    if (looked) await noteLooked(store.audit, asking, looked, surface === 'card' ? 'card' : asking.origin.kind);
  };

  /** Written down before it is shown: a look-up without a record must not happen. */
  const runNoted = async (asking: Asking, run: () => Promise<Answer>, surface: 'here' | 'card'): Promise<Answer> => {
    const answer = await run();
    await note(asking, answer, surface);
    return answer;
  };

  /** What may stand in a chat. */
  const leftIn = ({ only, messages }: Answer): Message[] =>
    only === 'fetched' ? [messageOf(texts.openHere)] : messages;

  const inPrivate: Answering['answer'] = async (incoming, asking, _command, run) => {
    const { origin, now } = asking;
    const chat = await privately.chatOf(origin, now.instant);
    const sent = chat && (await privately.send(chat, leftIn(await runNoted(asking, run, 'here'))));
    if (sent) return tell(incoming, texts.answeredPrivately);
    if (incoming.kind !== 'said') return tell(incoming, texts.addApp);
    const ask = { tenantId: origin.tenantId, objectId: asking.objectId, text: incoming.text, at: now.instant };
    const id = await store.asks.keep(ask);
    const button = { title: 'Show me', verb: 'show-me' as const, fields: { ask: id } };
    await sendHere(origin, [{ summary: 'Keylink', card: noticeCard({ lines: [texts.showMe], buttons: [button] }) }]);
    return undefined;
  };

  return {
    show,
    tell,
    toast: toastFor,
    async answer(incoming, asking, command, run) {
      const isPublic = asking.origin.kind !== 'personal' && !isInvoked(incoming);
      if (isPublic && (await whereAnswered(command, asking, incoming)) === 'private')
        return inPrivate(incoming, asking, command, run);
      return show(incoming, await runNoted(asking, run, isInvoked(incoming) ? 'card' : 'here'));
    },
    async apologise(incoming, text = texts.fault, again) {
      try {
        if (again && isDialog(incoming)) return await show(incoming, { messages: [again] });
        return await tell(incoming, text);
      } catch (fault) {
        log.error({ event: 'answer.fault', err: fault }, 'not even the apology could be sent');
        return toastFor(incoming, text);
      }
    },
  };
}
