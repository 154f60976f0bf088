/** What the words about one concern are made of, for whoever may read it. */
import type { Concern } from '../../domain/concern/concern.ts';
import type { ConcernEvent } from '../../domain/concern/events.ts';
import type { Seating } from '../../domain/concern/people.ts';
import type { PartnershipRecords, Role } from '../../domain/records.ts';
import type { Instant, Moment } from '../../domain/time.ts';
import { positionWords } from '../follow-up/clock.ts';

/** One thing said on a card. */
export interface Fact {
  /** Where something new begins. */
  heading?: string;
  label?: string;
  lines?: readonly string[];
  /** As somebody wrote it. */
  words?: string;
  /** Set apart: a child's own words. */
  own?: boolean;
}

export interface ConcernTold {
  concern: Concern;
  entries: readonly { at: Instant; event: ConcernEvent }[];
  held: PartnershipRecords;
  seating: Seating;
  people: readonly { upn: string; name: string; role: Role; phone?: string }[];
  nameOf(organisation: string): string;
  /** Who reads it: they need not ring themselves. */
  reader: string;
  /** Days without an entry after which it is stale. */
  staleDays: number;
  now: Moment;
}

export const byWords = ({ name, position }: { name: string; position: string }): string =>
  position === '' ? name : `${name} (${positionWords(position)})`;

export const nameIn = (people: ConcernTold['people'], upn: string): string =>
  people.find((row) => row.upn === upn)?.name ?? upn;

const SHORT = 120;
export const inShort = (text: string, most = SHORT): string => (text.length > most ? `${text.slice(0, most)}…` : text);

/** By its key, which may be one that is no longer known. */
export const wordFor = (words: Readonly<Record<string, string>>, key: string): string =>
  Object.entries(words).find(([one]) => one === key)?.[1] ?? key;
