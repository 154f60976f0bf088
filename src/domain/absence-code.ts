/** The code of an absence: the one a person decided on, where it may stand, else none or `N` (section 1.4, rows "Absent"). */
import { absenceCategory, decidedCode, explainsAbsence } from './codes.ts';
import { isPastSchoolAge } from './school-age.ts';
import { partTimeOn } from './slots.ts';
import type { Code } from './codes.ts';
import type { Mark } from './records.ts';
import type { PupilDay } from './pupil-day.ts';
import type { Slot } from './slots.ts';

export type AbsenceDecision =
  | 'reason-not-coded'
  | 'agreement-missing'
  | 'agreement-expired'
  | 'compulsory-age'
  | 'exclusion-to-decide'
  | 'not-the-schools-site';
export type AbsenceCode = { kind: 'code'; code: Code } | { kind: 'needs-decision'; why: AbsenceDecision };

const decide = (why: AbsenceDecision): AbsenceCode => ({ kind: 'needs-decision', why });

/** A session off that was agreed: `C2` at compulsory age, `X` after it (R1.6, M15, M16). */
export const agreedOff = ({ pupil, date }: PupilDay): Code => (isPastSchoolAge(pupil.dateOfBirth, date) ? 'X' : 'C2');

/** Codes that need more than somebody's word (constraints of 1.2). Undefined where the code may stand. */
function objectionTo(code: Code, slot: Slot, day: PupilDay): AbsenceDecision | undefined {
  if (code === 'C2') {
    const { state } = partTimeOn(day.pupil, day.date, slot.session);
    if (state !== 'covered') return state === 'expired' ? 'agreement-expired' : 'agreement-missing';
    return undefined;
  }
  if (code === 'X' && !isPastSchoolAge(day.pupil.dateOfBirth, day.date)) return 'compulsory-age';
  // A formal suspension is known from its own record (A3): from a slot the pupil was sent home, and that is no code.
  if (code === 'E') return 'exclusion-to-decide';
  return code === 'Y4' && !slot.atHome ? 'not-the-schools-site' : undefined; // M18
}

/** A reason in words alone is nobody's decision yet (M12, M24, refused entry). */
export function absenceCode(mark: Mark, slot: Slot, day: PupilDay): AbsenceCode {
  const code = decidedCode(mark);
  if (code === undefined || !explainsAbsence(code)) {
    return absenceCategory(mark) === 'unexplained' ? { kind: 'code', code: 'N' } : decide('reason-not-coded');
  }
  const objection = objectionTo(code, slot, day);
  return objection ? decide(objection) : { kind: 'code', code };
}
