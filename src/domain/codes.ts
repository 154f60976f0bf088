/** The national attendance codes (1.1, 1.2): which there are, how each counts, and how one is read from what people type. */
import type { Mark } from './records.ts';

/** R1.2: how a code counts. Attending, approved elsewhere, authorised, unauthorised, not a possible session, administrative. */
export type CodeClass = 'PRES' | 'AEA' | 'AUTH' | 'UNAUTH' | 'NPA' | 'ADM';

export const codes = [
  { code: '/', meaning: 'Present, morning', class: 'PRES' },
  { code: '\\', meaning: 'Present, afternoon', class: 'PRES' },
  { code: 'L', meaning: 'Late, before the register closed', class: 'PRES' },
  { code: 'K', meaning: 'Education provision arranged by the local authority', class: 'AEA' },
  { code: 'V', meaning: 'Educational visit or trip', class: 'AEA' },
  { code: 'P', meaning: 'Sporting activity', class: 'AEA' },
  { code: 'W', meaning: 'Work experience', class: 'AEA' },
  { code: 'B', meaning: 'Any other approved educational activity', class: 'AEA' },
  { code: 'D', meaning: 'Dual registered, due at the other school', class: 'NPA' },
  { code: 'C1', meaning: 'Regulated performance or employment abroad', class: 'AUTH' },
  { code: 'M', meaning: 'Medical or dental appointment', class: 'AUTH' },
  { code: 'J1', meaning: 'Interview', class: 'AUTH' },
  { code: 'S', meaning: 'Study leave', class: 'AUTH' },
  { code: 'X', meaning: 'Not of compulsory school age, not required', class: 'NPA' },
  { code: 'C2', meaning: 'Part-time timetable', class: 'AUTH' },
  { code: 'C', meaning: 'Leave for exceptional circumstances', class: 'AUTH' },
  { code: 'T', meaning: 'Parent travelling for occupation', class: 'AUTH' },
  { code: 'R', meaning: 'Religious observance', class: 'AUTH' },
  { code: 'I', meaning: 'Illness', class: 'AUTH' },
  { code: 'E', meaning: 'Suspended or permanently excluded, no provision made', class: 'AUTH' },
  { code: 'Q', meaning: 'No access arrangements by the local authority', class: 'NPA' },
  { code: 'Y1', meaning: 'Normal transport not available', class: 'NPA' },
  { code: 'Y2', meaning: 'Widespread travel disruption', class: 'NPA' },
  { code: 'Y3', meaning: 'Part of the premises closed', class: 'NPA' },
  { code: 'Y4', meaning: 'Whole site unexpectedly closed', class: 'NPA' },
  { code: 'Y5', meaning: 'Criminal justice detention', class: 'NPA' },
  { code: 'Y6', meaning: 'Public health law or guidance prohibits', class: 'NPA' },
  { code: 'Y7', meaning: 'Other unavoidable cause', class: 'NPA' },
  { code: 'G', meaning: 'Holiday not granted', class: 'UNAUTH' },
  { code: 'N', meaning: 'Reason not yet established', class: 'UNAUTH' },
  { code: 'O', meaning: 'Other or unknown circumstances', class: 'UNAUTH' },
  { code: 'U', meaning: 'Arrived after the register closed', class: 'UNAUTH' },
  { code: 'Z', meaning: 'Prospective pupil, not on the admission register', class: 'ADM' },
  { code: '#', meaning: 'Planned whole-school closure', class: 'ADM' },
] as const satisfies readonly { code: string; meaning: string; class: CodeClass }[];
export type Code = (typeof codes)[number]['code'];

const classes = new Map<string, CodeClass>(codes.map((row) => [row.code, row.class]));
export const classOf = (code: Code): CodeClass => classes.get(code)!;

type CodeRefusal = 'empty' | 'zero' | 'bar-one-or-l' | 'withdrawn' | 'family' | 'unknown';
export type ParsedCode = { kind: 'code'; code: Code } | { kind: 'refused'; why: CodeRefusal; offer?: readonly Code[] };

const refused = (why: CodeRefusal, ...offer: Code[]): ParsedCode =>
  offer.length > 0 ? { kind: 'refused', why, offer } : { kind: 'refused', why };

/** R1.4: what looks like a code and is none, before letters are raised: a small `l` is an error, a capital `L` is late. */
const lookalikes: Record<string, ParsedCode> = {
  '0': refused('zero', 'O'),
  '|': refused('bar-one-or-l', '/', 'L', 'I'),
  l: refused('bar-one-or-l', '/', 'L', 'I'),
  '1': refused('bar-one-or-l', '/', 'L', 'I'),
};
/** 1.3: what the codes of before August 2024 became. */
const replaced: Record<string, ParsedCode> = {
  Y: refused('family', 'Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7'),
  J: refused('family', 'J1'),
  H: refused('withdrawn', 'C', 'G'),
  F: refused('withdrawn', 'C', 'G'),
};

/** Reads a code as typed (R1.4). Never guesses: what is no code is refused with what was probably meant offered. */
export function parseCode(text: string): ParsedCode {
  const typed = text.trim();
  if (typed === '') return refused('empty');
  // Beyond ASCII, raising letters turns strangers into codes: a dotless i would become illness.
  if (!/^[!-~]{1,2}$/.test(typed)) return refused('unknown');
  const raised = typed.toUpperCase();
  const code = codes.find((row) => row.code === raised)?.code;
  return lookalikes[typed] ?? replaced[raised] ?? (code ? { kind: 'code', code } : refused('unknown'));
}

export const absenceCategories = [
  'ill',
  'appointment',
  'holiday',
  'religious',
  'exclusion',
  'restricted',
  'part-time',
  'travel',
  'interview',
  'study',
  'leave',
  'not-accepted',
  'other',
  'unexplained',
] as const;
export type AbsenceCategory = (typeof absenceCategories)[number];

/**
 * Codes that explain an absence. What is not here (attending, dual, closed) says nothing about why a pupil is away. `T` and
 * the transport codes share a word, because `T` alone would point at a family's heritage; `Y5` is never named (R9.3).
 */
const categoryOfCode: Partial<Record<Code, AbsenceCategory>> = {
  I: 'ill',
  M: 'appointment',
  G: 'holiday',
  R: 'religious',
  E: 'exclusion',
  Y5: 'restricted',
  C2: 'part-time',
  T: 'travel',
  Y1: 'travel',
  Y2: 'travel',
  J1: 'interview',
  S: 'study',
  C: 'leave',
  C1: 'leave',
  O: 'not-accepted',
  N: 'unexplained',
  X: 'other',
  Q: 'other',
  Y3: 'other',
  Y4: 'other',
  Y6: 'other',
  Y7: 'other',
};

/** The code a person put on a mark, if it is one. */
export function decidedCode(mark: Mark): Code | undefined {
  const parsed = mark.code === undefined ? undefined : parseCode(mark.code);
  return parsed?.kind === 'code' ? parsed.code : undefined;
}

/** Whether a code says why a pupil is away; attending, dual and closed do not. */
export const explainsAbsence = (code: Code): boolean => categoryOfCode[code] !== undefined;

/** Words that fill the box and say nothing: taken for a reason they would count a child as accounted for. */
const saysNothing = /^(no (known )?reason.*|(reason )?(not (yet )?known|unknown|unexplained)|none|n\/?a|[\W_]*)$/i;
/** Whether the reporter's words, or a code, say why. */
export const hasReason = (mark: Mark): boolean => absenceCategory(mark) !== 'unexplained';

/** Why a pupil is away, as far as a mark says so. A code that explains nothing (a pre-filled `B`) leaves it to the words. */
export function absenceCategory(mark: Mark): AbsenceCategory {
  const code = decidedCode(mark);
  return (code && categoryOfCode[code]) ?? (saysNothing.test(mark.reason?.trim() ?? '') ? 'unexplained' : 'other');
}
