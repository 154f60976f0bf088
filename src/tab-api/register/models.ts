/** A register as the page is given it, and what the page sends: types alone, which the page imports too. */

export type Said = 'present' | 'late' | 'absent' | 'left';
export type RegisterSession = 'AM' | 'PM';

/** What was said of one pupil, whole: nothing is added to what was sent before. */
export interface TapSent {
  pupilId: string;
  /** The start of the slot. */
  start: string;
  said: Said | 'nothing';
  /** As it was typed. */
  at?: string;
  heard?: string;
  reason?: string;
  why?: string;
  /** Of the line as it was shown: what the person had before them. */
  seen: string;
}

/** All of it is about one session of today. */
export interface TapsSent {
  date: string;
  session: RegisterSession;
  taps: TapSent[];
}

/** Why a tap cannot count as it is. `contested`: somebody else has said something other since. */
export interface Trouble {
  kind: 'time' | 'why' | 'wrong' | 'contested';
  words: string;
  /** What was likely meant. */
  instead?: { said: Said; at?: string; words: string };
}

/** Saved as a draft, and not recorded. */
export interface TapKept {
  said: Said;
  at?: string;
  heard?: string;
  reason?: string;
  why?: string;
  seen: string;
  /** `late 09:20`. */
  words: string;
  trouble?: Trouble;
}

export interface RegisterLine {
  pupilId: string;
  start: string;
  name: string;
  /** Year and school; the time where the slots differ. */
  about: string;
  /** Recorded: what, by whom and when. */
  stands?: { said: Said; words: string };
  /** Says what is shown here, for whoever marks on it. */
  seen: string;
  tap?: TapKept;
}

export type RegisterStanding = 'not-in' | 'part' | 'open' | 'not-yet' | 'in';

/** One register to be taken, in short. */
export interface RegisterPlace {
  code: string;
  name: string;
  session: RegisterSession;
  phone: string;
  contact?: string;
  /** `morning · register closes at 09:30`. */
  when: string;
  state: RegisterStanding;
  stateWords: string;
  due: number;
  marked: number;
}

export interface RegisterRoll extends RegisterPlace {
  date: string;
  /** `Monday 9 November, morning · register closes at 09:30`. */
  whenLong: string;
  /** Of that day, in which somebody is due there. */
  sessions: { session: RegisterSession; words: string }[];
  lines: RegisterLine[];
}

/** In the order in which to ring them. */
export interface RegisterPlaces {
  day: string;
  places: RegisterPlace[];
  /** Where there is none. */
  none?: string;
}

export interface RegisterRolls {
  /** School time. */
  now: string;
  rolls: RegisterRoll[];
  /** The plain reasons, in the order of their keys. */
  reasons: { heard: string; words: string }[];
  none?: string;
}

export interface RegisterSaved {
  now: string;
  roll: RegisterRoll;
  /** Those of whom no line is left, by pupil and start. */
  gone: { pupilId: string; start: string }[];
}

export interface RegisterSubmitted extends RegisterSaved {
  recorded: number;
  refused: number;
  contested: number;
  notes: { text: string; style: 'emphasis' | 'good' | 'warning' | 'attention' }[];
}
