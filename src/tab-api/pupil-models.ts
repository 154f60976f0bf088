/** What the pupil's page is given, as plain values: types alone, which the page imports too. */

export interface PupilNamed {
  id: string;
  name: string;
  /** School and year, so that the asker notices another child of that name (R8.2). */
  about: string;
}

/** Whom a name means, among those the asker may see. */
export type PupilsFound =
  | { kind: 'one'; pupil: PupilNamed }
  | { kind: 'choice'; question: string; pupils: PupilNamed[]; more: string }
  | { kind: 'none'; words: string };

export type Tone = 'attention' | 'warning' | 'good' | 'accent' | 'emphasis';

/** Lines under a label. */
export interface FactShown {
  label: string;
  lines: string[];
}

export interface SaidWithFacts {
  headline: string;
  tone: Tone;
  facts: FactShown[];
  foot: string;
}

export interface PlannedDay {
  day: string;
  date: string;
  today: boolean;
  slots: readonly { when: string; where: string; extra: string }[];
}

export interface PlannedWeek {
  name: string;
  about: string;
  days: PlannedDay[];
}

/** What a session was: never why (R9.3). */
export interface CellShown {
  kind: string;
  /** Says it without the colour; empty of a closed day and of no session. */
  sign: string;
  words: string;
}

export interface DayPictured {
  day: string;
  /** Kinds. */
  AM: string;
  PM: string;
}

export interface PictureShown {
  /** The same in words: how many of each. */
  alt: string;
  cells: CellShown[];
  /** Weeks that follow each other without one off. */
  runs: { title: string; weeks: { monday: string; days: DayPictured[] }[] }[];
}

export interface AbsenceShown {
  days: string;
  headline: string;
  tone: Tone;
  facts: FactShown[];
}

export interface FamilyShown {
  /** Before any number: whom nobody may contact. */
  warning: string;
  people: { who: string; phone: string }[];
  none: string;
}

export interface PupilShown extends PupilNamed {
  where: SaidWithFacts;
  weeks: PlannedWeek[];
  planFoot: string;
  figures: SaidWithFacts;
  picture: PictureShown;
  /** Only for those who see all of the pupil. */
  followUps?: { open: AbsenceShown[]; recent: AbsenceShown[]; none: string };
  family?: FamilyShown;
  /** What Keylink does not hold, or the asker does not see. */
  notHeld: string[];
}
