/** What the page may ask: each question is one file beside this one and one line in `index.ts`. */
import type { Asking, Looked, Parts } from '../commands/command.ts';
import type { Outbox } from '../store/outbox.ts';

export interface TabAsked {
  method: string;
  /** Below `/tab/api/`, its parts decoded. */
  path: readonly string[];
  query: Readonly<Record<string, string>>;
  body: unknown;
  /** From the Authorization header, never from a cookie: so no other site can ask in somebody's name. */
  token: string;
  /** Whoever asked has gone. */
  signal: AbortSignal;
}

export interface TabFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

export type TabAnswer =
  | { status: number; body?: unknown }
  | { status: 200; file: TabFile }
  /** Sent as they come, a line of JSON each. */
  | { status: 200; lines: AsyncIterable<unknown> }
  /** Sent as they come, until the product stops, as server-sent events; `undefined` says that somebody is still there. */
  | { status: 200; events: AsyncIterable<unknown> };

/** An answer, and what is to be written down of it (R9.5). */
export type Answered = TabAnswer & { looked?: Looked };

export interface TabParts extends Parts {
  outbox: Outbox;
}

export interface Question {
  method: 'GET' | 'POST' | 'PUT';
  /** Such as `pupil/:id`; a part that begins with `:` is given by its name. */
  path: string;
  /** By role alone; what it is about is looked at by `run`. */
  may(asking: Asking): boolean;
  /** The page asks it again by itself: what is shown again within minutes is written down once. */
  keepsLooking?: true;
  run(asking: Asking, asked: Given): Promise<Answered>;
}

export interface Given {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  body: unknown;
  signal: AbortSignal;
}

/** R8.1: the same for what is not there and for what is not theirs. */
export const notFound: TabAnswer = { status: 404, body: { error: 'not-found' } };
/** Words for the person, shown as they are. */
export const refused = (words: string): TabAnswer => ({ status: 409, body: { error: 'refused', words } });
export const badAsk: TabAnswer = { status: 400, body: { error: 'not-understood' } };
