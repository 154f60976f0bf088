/** The plain reasons for being away that a register offers. Only these become a code; all other words stay words. */
import { normaliseName } from '../names.ts';
import type { Code } from '../codes.ts';

const appointments = [
  'appointment',
  'medical appointment',
  'dental appointment',
  'at an appointment',
  'has an appointment',
];
const atTheDoctors = [
  'dentist',
  'at the dentist',
  'doctor',
  'doctors',
  'at the doctor',
  'at the doctors',
  'orthodontist',
];

/** `words`: how people say it when that is all they say. `other` is whatever was heard, in its own words. */
export const reasonsHeard = [
  { key: 'ill', code: 'I', words: ['ill', 'sick', 'poorly', 'unwell', 'illness'] },
  { key: 'appointment', code: 'M', words: [...appointments, ...atTheDoctors] },
  { key: 'religious', code: 'R', words: ['religious', 'religious observance', 'religious festival'] },
  { key: 'other', words: [] },
] as const satisfies readonly { key: string; code?: Code; words: readonly string[] }[];
export type ReasonHeard = (typeof reasonsHeard)[number]['key'];

/** The reason that is all somebody said; `ill with worry about an exam` is none of them. */
export const heardIn = (words: string): ReasonHeard | undefined =>
  reasonsHeard.find((reason) => reason.words.some((word) => word === normaliseName(words)))?.key;

export function codeOfReason(heard: ReasonHeard | undefined): Code | undefined {
  const reason = reasonsHeard.find(({ key }) => key === heard);
  return reason && 'code' in reason ? reason.code : undefined;
}
