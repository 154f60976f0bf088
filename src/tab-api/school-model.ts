/** A school's own page as it is given it. */
import type { LiveLine } from './models.ts';
import type { NumberShown, Tone } from './today-model.ts';

export interface RowShown {
  id: string;
  who: string;
  lines: { text: string; tone: 'plain' | 'subtle' | 'attention' }[];
  /** An absence that is followed up: what is known of it is asked with this. */
  opened?: string;
}

export interface GroupShown {
  heading: string;
  tone: Tone;
  rows: RowShown[];
}

export interface DigestShown {
  notes: string[];
  number: NumberShown;
  changed?: { heading: string; lines: string[] };
  groups: GroupShown[];
  acks: { text: string; tone: Tone }[];
  /** Whether this reader may acknowledge it, and has not yet. */
  mayAcknowledge: boolean;
  foot: string;
}

export interface SchoolDay extends LiveLine {
  name: string;
  date: string;
  day: string;
  /** The last day that can be chosen. */
  today: string;
  asOf: string;
  /** Undefined on a day without one; `none` says why. */
  digest?: DigestShown;
  none: string;
}

export interface CodeShown {
  code: string;
  basis: string;
  decide: boolean;
}

export interface CodeRow {
  id: string;
  name: string;
  year: string;
  am: CodeShown;
  pm: CodeShown;
}

export interface SchoolCodes {
  day: string;
  today: string;
  /** Of the same day, for the files. */
  date: string;
  rows: CodeRow[];
  none: string;
  foot: string;
}

export interface SchoolPupils {
  pupils: { id: string; name: string; about: string }[];
}
