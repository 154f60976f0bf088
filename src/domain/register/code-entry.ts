/** A code that a person gives for a slot: which may stand, and what to do instead (R1.4, R1.6, R3.8, table 1.2). */
import { absenceCode } from '../absence-code.ts';
import { parseCode } from '../codes.ts';
import { markSaying } from './due.ts';
import { grantsLeave } from './rights.ts';
import { came } from './times.ts';
import { refuse, says } from './entry.ts';
import type { AbsenceDecision } from '../absence-code.ts';
import type { Code, ParsedCode } from '../codes.ts';
import type { Due } from './due.ts';
import type { Read } from './entry.ts';

export type CodeRefusal =
  /** R1.4: not a code at all, with what may have been meant. */
  | { why: 'no-code'; typed: string; because: NoCode['why']; offer: readonly Code[] }
  | { why: 'codes-not-yours' }
  /** What somebody attended is proposed from what they say, never typed. */
  | { why: 'say-instead'; code: Code; say: 'present' | 'late' }
  /** Known from another record, and true only if it stands there. */
  | { why: 'known-from'; code: Code; record: 'placement' | 'calendar' | 'roll' | 'suspension' }
  /** R3.8: only the school's head or attendance lead grants leave. */
  | { why: 'leave-not-yours'; code: Code }
  /** `offer`: the code that fits instead. */
  | { why: AbsenceDecision; code: Code; offer: readonly Code[] };

type NoCode = Extract<ParsedCode, { kind: 'refused' }>;
const refuseCode = (code: CodeRefusal): Read => refuse({ why: 'code', code });

/** M23: a provision's own outing is no `V`. */
const sayInstead: Partial<Record<Code, 'present' | 'late'>> = {
  '/': 'present',
  '\\': 'present',
  B: 'present',
  K: 'present',
  V: 'present',
  L: 'late',
  U: 'late',
};
const knownFrom: Partial<Record<Code, 'placement' | 'calendar' | 'roll' | 'suspension'>> = {
  D: 'placement',
  '#': 'calendar',
  Z: 'roll',
  E: 'suspension',
};
const leave: ReadonlySet<Code> = new Set(['C', 'C1', 'S', 'J1']);

/** Work experience and sport say where the pupil is attending; at the school itself they are simply there. */
function approvedElsewhere(code: Code, due: Due): Read {
  if (due.standing.slot.atHome) return refuseCode({ why: 'say-instead', code, say: 'present' });
  const here = came('present', undefined, due);
  return here.kind === 'says' ? says({ ...here.saying, code }) : here;
}

/** M15: who asks for `X` before its age means a part-time timetable. */
function explained(code: Code, due: Due): Read {
  const { day, standing } = due;
  const may = absenceCode(markSaying({ status: 'absent', code }, due), standing.slot, day);
  if (may.kind === 'code') return says({ status: 'absent', code });
  return refuseCode({ why: may.why, code, offer: may.why === 'compulsory-age' ? ['C2'] : [] });
}

/** Provision staff give no codes: they say what they saw and the reason they heard. */
export function coded(typed: string, due: Due): Read {
  if (due.as === 'provision') return refuseCode({ why: 'codes-not-yours' });
  const parsed = parseCode(typed);
  if (parsed.kind === 'refused')
    return refuseCode({ why: 'no-code', typed, because: parsed.why, offer: parsed.offer ?? [] });
  const { code } = parsed;
  const say = sayInstead[code];
  if (say) return refuseCode({ why: 'say-instead', code, say });
  const record = knownFrom[code];
  if (record) return refuseCode({ why: 'known-from', code, record });
  if (leave.has(code) && !grantsLeave(due.who, due.day.pupil.schoolUrn))
    return refuseCode({ why: 'leave-not-yours', code });
  return code === 'W' || code === 'P' ? approvedElsewhere(code, due) : explained(code, due);
}
