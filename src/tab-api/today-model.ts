/** The partnership's day as the page is given it. */
import type { LiveLine, Named } from './models.ts';

/** What colour may add to words that say the same without it. */
export type Tone = 'attention' | 'warning' | 'good' | 'accent' | 'emphasis';

export interface NumberShown {
  number: string;
  words: string;
  more: string;
  tone: Tone;
}

/** A pupil, and what is to be done about them. */
export interface Followed {
  id: string;
  name: string;
  about: string;
  school: string;
  /** Codes of the places where they are due that day. */
  places: string[];
  tone: Tone;
  /** Why they stand here, in two or three words. */
  heading: string;
  next: string[];
  /** What is known of it is asked with this; none, where nothing is followed up yet. */
  opened?: string;
}

export interface ChildShown extends Followed {
  due: string[];
  why: string[];
  seen: string[];
}

export interface RegisterShown {
  provision: string;
  name: string;
  lines: string[];
  /** To be rung for. */
  phone?: string;
}

export interface RegisterGroup {
  heading: string;
  tone: Tone;
  registers: RegisterShown[];
}

export interface Section {
  heading: string;
  tone: Tone;
  items: { who: string; lines: string[]; school?: string }[];
}

export interface Today extends LiveLine {
  name: string;
  day: string;
  asOf: string;
  /** The children not accounted for, as the digests count them. */
  unaccounted: NumberShown;
  others: NumberShown[];
  /** Where there is nothing to show. */
  note: string;
  children: ChildShown[];
  /** Absences of children who are accounted for now, and not closed. */
  followed: Followed[];
  registers: RegisterGroup[];
  digests: Section;
  vacancies: Section;
  /** To choose from. */
  schools: Named[];
  provisions: Named[];
}

/** One absence in place. */
export interface FollowUpShown {
  headline: string;
  tone: Tone;
  alarms: string[];
  facts: { label: string; lines: string[] }[];
  foot: string;
}
