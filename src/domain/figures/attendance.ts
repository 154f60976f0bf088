/** Attendance of one pupil or of a group from session codes (R2.1–R2.8b). Thresholds are tested on whole sessions alone. */
import { classOfSession } from './sessions.ts';
import type { CodeClass } from '../codes.ts';
import type { SessionCode } from './sessions.ts';

/** Sessions by class; those without a mark and those to be decided stand beside every figure (R1.3). */
interface Counts {
  pres: number;
  aea: number;
  auth: number;
  unauth: number;
  npa: number;
  adm: number;
  unmarked: number;
  undecided: number;
}

/** Per cent to one decimal, half up. */
interface Percentages {
  attended: number;
  authorised: number;
  unauthorised: number;
  absent: number;
}

export interface Attendance extends Counts {
  possible: number;
  attended: number;
  absent: number;
  /** R2.4: null where no session was possible, never 0 or 100. */
  percent: Percentages | null;
  /** R2.5: absent from 10 per cent or more. */
  persistent: boolean;
  /** R2.6: absent from half or more. */
  severe: boolean;
  /** The pupil counts as persistently absent, and without the part-time sessions (`C2`) would not. */
  partTimeAlone: boolean;
  /** Sessions coded `C2` and `N`. */
  partTime: number;
  unresolved: number;
  /** R2.8: sessions lack a mark or a decision, or `N` stands for a reason not yet known. */
  provisional: boolean;
}

const countOf = {
  PRES: 'pres',
  AEA: 'aea',
  AUTH: 'auth',
  UNAUTH: 'unauth',
  NPA: 'npa',
  ADM: 'adm',
} as const satisfies Record<CodeClass, keyof Counts>;

const none: Counts = { pres: 0, aea: 0, auth: 0, unauth: 0, npa: 0, adm: 0, unmarked: 0, undecided: 0 };

function placeOf(code: SessionCode): keyof Counts {
  const kind = classOfSession(code);
  if (kind) return countOf[kind];
  return code === null ? 'unmarked' : 'undecided';
}

function counted(codes: readonly SessionCode[]): Counts {
  const counts = { ...none };
  for (const code of codes) counts[placeOf(code)] += 1;
  return counts;
}

/** In whole numbers to the end, so that 12.25 is 12.3 whatever binary fractions make of it. */
const percentOf = (part: number, whole: number): number => Math.floor((2000 * part + whole) / (2 * whole)) / 10;

const isPersistent = (absent: number, possible: number): boolean => possible > 0 && absent * 10 >= possible;
const isSevere = (absent: number, possible: number): boolean => possible > 0 && absent * 2 >= possible;

function percentages({ pres, aea, auth, unauth }: Counts, possible: number): Percentages | null {
  if (possible === 0) return null;
  return {
    attended: percentOf(pres + aea, possible),
    authorised: percentOf(auth, possible),
    unauthorised: percentOf(unauth, possible),
    absent: percentOf(auth + unauth, possible),
  };
}

/** The order of the sessions does not matter. */
export function attendanceOf(codes: readonly SessionCode[]): Attendance {
  const counts = counted(codes);
  const attended = counts.pres + counts.aea;
  const absent = counts.auth + counts.unauth;
  const possible = attended + absent;
  const partTime = codes.filter((code) => code === 'C2').length;
  const unresolved = codes.filter((code) => code === 'N').length;
  return {
    ...counts,
    possible,
    attended,
    absent,
    percent: percentages(counts, possible),
    persistent: isPersistent(absent, possible),
    severe: isSevere(absent, possible),
    partTimeAlone: isPersistent(absent, possible) && !isPersistent(absent - partTime, possible),
    partTime,
    unresolved,
    provisional: counts.unmarked + counts.undecided + unresolved > 0,
  };
}

interface GroupRates {
  /** Of all sessions together, not the mean of the pupils' percentages; null where none was possible. */
  percent: Percentages | null;
  /** Pupils with a possible session, and how many of them are persistently absent, in per cent. */
  pupils: number;
  persistent: number | null;
}

/** R2.8b: the rates of a group, from each pupil's codes. */
export function groupRates(pupils: readonly (readonly SessionCode[])[]): GroupRates {
  const whole = attendanceOf(pupils.flat());
  const counting = pupils.map(attendanceOf).filter(({ possible }) => possible > 0);
  const persistent = counting.filter((one) => one.persistent).length;
  return {
    percent: whole.percent,
    pupils: counting.length,
    persistent: counting.length === 0 ? null : percentOf(persistent, counting.length),
  };
}
