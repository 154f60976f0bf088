/** What every command is made of. A command reads facts, lets the rules decide, writes, and says; it never sees a turn. */
import type { AdaptiveCard } from '../cards/render.ts';
import type { Person, Scope } from '../domain/access.ts';
import type { Moment } from '../domain/time.ts';
import type { FollowUp } from '../record/follow-up.ts';
import type { Log } from '../log.ts';
import type { AuditEntry } from '../store/audit.ts';
import type { Directory } from '../store/directory.ts';
import type { Store } from '../store/open.ts';
import type { Origin } from '../teams/activity.ts';
import type { Verb } from '../teams/verbs.ts';
import type { Outgoing } from '../teams/wire/types.ts';

/** Somebody known asks something, somewhere, now. */
export interface Asking {
  person: Person;
  scope: Scope;
  objectId: string;
  origin: Origin;
  directory: Directory;
  now: Moment;
}

export interface Message {
  /** What a notification shows: never a person, never a reason. */
  summary: string;
  card: AdaptiveCard;
}

/** A look-up to be written down (R9.5), who asked and when are added by the turn. */
export type Looked = Pick<AuditEntry, 'query' | 'decision' | 'pupilId' | 'organisation' | 'fields'>;

export interface Answer {
  messages: Message[];
  /** For a button: words shown to the presser alone, the card staying as it is. */
  toast?: string;
  looked?: Looked;
  /**
   * The first message takes the place of the card that was pressed, also where the client cannot take a card as the answer.
   * Asked once it stands there: what should stand there by now, if another press has changed it.
   */
  inPlace?: () => Promise<Message | undefined>;
  /** For the presser's eyes and left in no chat: where a client can only submit, they are told where to open it instead. */
  only?: 'fetched';
}

export type Fields = Readonly<Record<string, string>>;
export type Run = (asking: Asking, fields: Fields) => Promise<Answer>;

export interface Command {
  name: string;
  /** As people would type it. */
  example: string;
  means: string;
  /** The words it begins with; the first is its name, and slips are corrected towards them. */
  words: readonly string[];
  /** What follows the words, as fields; undefined where the text is not this command. */
  parse(rest: string): Fields | undefined;
  /** What is said without its words and is nevertheless meant for it, where no command's words fit. */
  unasked?(text: string): Fields | undefined;
  may(asking: Asking): boolean;
  /** What is said to those who may not, instead of that their role does not include it. */
  refused?: string;
  /**
   * Asked in a channel: `private` answers go to the asker's own chat, because not even a refusal about a pupil may stand
   * there; `channel` ones are about the channel itself.
   */
  answered: 'private' | 'channel' | ((asking: Asking) => Promise<'private' | 'channel'>);
  /** It is about the channel it is asked in, and offered nowhere else. */
  onlyInChannel?: true;
  /**
   * Changes nothing and tells of no pupil: asked once and delivered to two instances, it may be answered by both, and so
   * needs no storage.
   */
  harmless?: true;
  /** So long it may take, whatever storage does: whoever asked must know in time that it has failed. */
  withinMs?: number;
  /** What is said where it failed, instead of a general apology; `fields` as they were pressed or typed. */
  failed?(fields: Fields): string;
  /** In a dialog, which words alone would close: what stands in it then, with all that was entered. Read from nowhere. */
  again?(fields: Fields): Message | undefined;
  run: Run;
  /** The buttons on this command's cards. Rights are checked when one is pressed, not when its card was made. */
  presses?: Partial<Record<Verb, Run>>;
}

export interface Parts {
  store: Store;
  /** What follows from a mark. */
  followUp: FollowUp;
  wire: Outgoing;
  log: Log;
}

export const say = (card: AdaptiveCard, summary: string): Answer => ({ messages: [{ card, summary }] });
