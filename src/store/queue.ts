/** The Azure Storage queue that carries what is said unasked. A message is a pointer to rows, never their content. */
import type { QueueClient, QueueServiceClient } from '@azure/storage-queue';
import type { CardAddress } from '../domain/follow-up-card.ts';
import type { LocalDate } from '../domain/time.ts';

export type Pointer =
  /** One school's digest of one day is to be posted or brought up to date. */
  | { kind: 'post'; partnership: string; date: LocalDate; urn: string }
  /** Somebody is to be told personally. */
  | { kind: 'notice'; partnership: string; key: string }
  /** Somebody's card of an absence is to be sent or brought up to date. */
  | ({ kind: 'card' } & CardAddress)
  /** Somebody is to be told of a concern; what and of which is in the row, sealed. */
  | { kind: 'concern'; partnership: string; word: string }
  /** Whether a partnership's DSLs and deputies can be reached is to be found out; the how-manieth time today. */
  | { kind: 'reach'; partnership: string; pass: number }
  /** Somebody is to be told of a drill; without a person, whoever began it is to have its report. */
  | { kind: 'drill'; partnership: string; drill: string; upn?: string }
  /** The records of a partnership changed: bring today's posts up to date. */
  | { kind: 'changed'; partnership: string };

export interface Taken {
  pointer: Pointer;
  tries: number;
  /** It is settled: forget it. */
  done(): Promise<void>;
  /** Nobody takes it again for so many seconds. */
  later(seconds: number): Promise<void>;
}

export interface Queue {
  put(pointer: Pointer, delaySeconds?: number): Promise<void>;
  /** At most `count` messages, each ours alone for the lease. */
  take(count: number): Promise<Taken[]>;
}

/** The SDK waits for ever on a store that stopped: every call gets an end. */
const inTime = (): { abortSignal: AbortSignal } => ({ abortSignal: AbortSignal.timeout(8_000) });

const LEASE_SECONDS = 40;
/** After so many tries a message is set aside for a human, not tried for ever. */
const TRIES = 30;

function parsePointer(text: string): Pointer | undefined {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as Pointer;
  } catch {
    return undefined;
  }
}

export async function openQueue(service: QueueServiceClient): Promise<Queue> {
  const outbox = service.getQueueClient('outbox');
  const poison = service.getQueueClient('outbox-poison');
  await Promise.all([outbox.createIfNotExists(inTime()), poison.createIfNotExists(inTime())]);
  return {
    async put(pointer, delaySeconds = 0) {
      const text = Buffer.from(JSON.stringify(pointer)).toString('base64');
      await outbox.sendMessage(text, { visibilityTimeout: delaySeconds, ...inTime() });
    },
    async take(count) {
      const got = await outbox.receiveMessages({
        numberOfMessages: count,
        visibilityTimeout: LEASE_SECONDS,
        ...inTime(),
      });
      const taken = await Promise.all(got.receivedMessageItems.map((message) => takeOne(outbox, poison, message)));
      return taken.filter((item) => item !== undefined);
    },
  };
}

interface Message {
  messageId: string;
  popReceipt: string;
  messageText: string;
  dequeueCount: number;
}

async function takeOne(outbox: QueueClient, poison: QueueClient, message: Message): Promise<Taken | undefined> {
  const pointer = parsePointer(message.messageText);
  const done = (): Promise<void> => forget(outbox, message);
  if (!pointer || message.dequeueCount > TRIES) {
    await poison.sendMessage(message.messageText, inTime());
    await done();
    return undefined;
  }
  const later = async (seconds: number): Promise<void> => {
    await outbox
      .updateMessage(message.messageId, message.popReceipt, message.messageText, seconds, inTime())
      .catch(ignoreLost);
  };
  return { pointer, tries: message.dequeueCount, done, later };
}

async function forget(outbox: QueueClient, message: Message): Promise<void> {
  await outbox.deleteMessage(message.messageId, message.popReceipt, inTime()).catch(ignoreLost);
}

/** The lease ran out and another instance has the message now: theirs to settle. */
function ignoreLost(error: unknown): void {
  const status = (error as { statusCode?: number }).statusCode;
  if (status !== 404 && status !== 400) throw error;
}
