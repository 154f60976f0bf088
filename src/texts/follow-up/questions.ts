/** The two questions that close an absence (R4.3), in words: is the child safe, and what is the code? */
import { hasCode, isCoded, isSafe } from '../../domain/absence/questions.ts';
import { codes, parseCode } from '../../domain/codes.ts';
import { shortDate, type Moment } from '../../domain/time.ts';
import type { Absence, AbsentSlot, SafeAnswer } from '../../domain/absence/absence.ts';
import type { ContactWanted } from '../../domain/absence/cadence.ts';
import { categoryWords } from '../reasons.ts';
import { clockWords } from './clock.ts';

const howWords: Record<SafeAnswer['how'], string> = {
  seen: 'Seen',
  'spoken-to': 'Spoken to',
  'reason-heard': 'Reason heard, and the day asks for no more',
  'marked-present': 'Marked present',
  'mark-corrected': 'Marked present; the absence was a mistake',
};

export const wantedWords: Record<ContactWanted, string> = {
  'face-to-face': 'The child must be seen face to face today.',
  'spoken-to': 'The child must be spoken to today.',
  none: 'Why the child is away must be known; no contact with the child is asked for today.',
};

export function safeLine({ safe, ...absence }: Absence, now: Moment): string {
  if (!safe || !isSafe({ ...absence, safe })) return 'Not answered.';
  const mode = safe.mode === 'video' ? ' by video' : '';
  const by = safe.by === '' ? '' : `, ${safe.how === 'reason-heard' ? 'by' : 'according to'} ${safe.by}`;
  return `Yes. ${howWords[safe.how]}${mode}${by}, ${clockWords(safe.at, now)}.`;
}

/** `Y5` is named to nobody (R9.3). */
function codeWithMeaning(code: string): string {
  const parsed = parseCode(code);
  if (parsed.kind !== 'code') return code;
  if (parsed.code === 'Y5') return categoryWords.restricted;
  return `${parsed.code} (${codes.find((one) => one.code === parsed.code)?.meaning.toLowerCase()})`;
}

const slotWords = ({ date, session }: AbsentSlot, now: Moment): string =>
  `${date === now.date ? '' : `${shortDate(date)} `}${session}`;

function codeOf(slot: AbsentSlot): string {
  if (slot.attended) return 'came after all';
  if (hasCode(slot)) return codeWithMeaning(slot.code ?? '');
  return slot.explained ? 'reason heard, no code given' : 'N (reason not yet established)';
}

/** A line a session, those without a code first. */
export function codeLines(absence: Absence, placeOf: (provision: string) => string, now: Moment): string[] {
  if (absence.slots.length === 0) return ['None to give: no session was missed from its start.'];
  const lines = absence.slots
    .toSorted((a, b) => Number(hasCode(a)) - Number(hasCode(b)))
    .map((slot) => `${slotWords(slot, now)}, ${placeOf(slot.provision)}: ${codeOf(slot)}`);
  return isCoded(absence) ? lines : ['Not answered.', ...lines];
}
