/** A reason heard or a code decided amends the marks it explains (R3.6, M6): what the register then says is its own. */
import { explainsAbsence, parseCode } from '../codes.ts';
import { proposalFor } from '../proposal.ts';
import { pupilDay } from '../pupil-day.ts';
import { shortEntry } from '../register/amendment.ts';
import { withSlots } from './from-marks.ts';
import { hasCode } from './questions.ts';
import { said } from './said.ts';
import type { Absence, AbsentSlot, By } from './absence.ts';
import type { Refusal } from './events.ts';
import type { Ask } from './ask.ts';
import type { Mark } from '../records.ts';
import type { LocalDate } from '../time.ts';

/** What was heard. `why`: the reason for the change, as the register keeps it. */
export interface Heard {
  by: By;
  reason?: string;
  code?: string;
  why: string;
  only?: LocalDate;
}

export type Amended = { kind: 'amended'; absence: Absence; marks: Mark[] } | { kind: 'refused'; refusal: Refusal };

const isOf = (slot: AbsentSlot, mark: Mark): boolean =>
  mark.date === slot.date && mark.provision === slot.provision && mark.arrive === slot.start;

/** What stands for a slot; of an earlier day only that it was absent is at hand. */
const standsFor = (slot: AbsentSlot, { held, pupil }: Ask): Mark | undefined =>
  held.marks.findLast((mark) => mark.pupilId === pupil.pupilId && isOf(slot, mark));

function markFor(slot: AbsentSlot, heard: Heard, ask: Ask): Mark {
  const stands = standsFor(slot, ask);
  const { by, why, reason, code } = heard;
  return {
    pupilId: ask.pupil.pupilId,
    date: slot.date,
    provision: slot.provision,
    arrive: slot.start,
    recordedAt: ask.now.instant,
    recordedBy: by.name,
    upn: by.upn,
    position: by.position,
    status: 'absent',
    ...((reason ?? stands?.reason) !== undefined && { reason: reason ?? stands?.reason }),
    ...((code ?? stands?.code) !== undefined && { code: code ?? stands?.code }),
    amends: { was: stands ? shortEntry(stands) : 'absent', why },
  };
}

/** `N` explains nothing, and what says where a child is says nothing of why they are not. */
function refusalOf(code: string): Refusal | undefined {
  const parsed = parseCode(code);
  if (parsed.kind === 'refused') return { why: 'not-a-code', parsed };
  return explainsAbsence(parsed.code) && parsed.code !== 'N' ? undefined : { why: 'code-explains-nothing' };
}

const withMarks = (ask: Ask, marks: readonly Mark[]): Ask['held'] => ({
  ...ask.held,
  marks: [...ask.held.marks, ...marks],
});

/** A code that needs more than somebody's word (1.2) is refused with what is missing. */
function objection(slot: AbsentSlot, held: Ask['held'], { pupil, now }: Ask): Refusal | undefined {
  const proposal = proposalFor(pupilDay(pupil, slot.date, held, now), slot.session);
  if (proposal.kind !== 'needs-decision') return undefined;
  const { why } = proposal;
  const isOfCode =
    why === 'agreement-missing' ||
    why === 'agreement-expired' ||
    why === 'compulsory-age' ||
    why === 'exclusion-to-decide' ||
    why === 'not-the-schools-site';
  return isOfCode ? { why: 'code-needs-more', decision: why } : undefined;
}

/** Amends every slot without a code, or those of one day. Nothing where nothing was heard. */
export function amended(absence: Absence, heard: Heard, ask: Ask): Amended {
  const { code, reason, only } = heard;
  if (code === undefined && reason === undefined) return { kind: 'amended', absence, marks: [] };
  const refused = code === undefined ? undefined : refusalOf(code);
  if (refused) return { kind: 'refused', refusal: refused };
  const parsed = code === undefined ? undefined : parseCode(code);
  const plain = parsed?.kind === 'code' ? { ...heard, code: parsed.code } : heard;
  const slots = absence.slots.filter((slot) => !slot.attended && (only ? slot.date === only : true));
  const open = slots.filter((slot) => !hasCode(slot) || slot.explained !== true);
  const marks = open.map((slot) => markFor(slot, plain, ask));
  const held = withMarks(ask, marks);
  const refusal = code === undefined ? undefined : open.map((slot) => objection(slot, held, ask)).find(Boolean);
  if (refusal) return { kind: 'refused', refusal };
  const dates = [...new Set(open.map(({ date }) => date))];
  const now = dates.flatMap((date) => said(ask.pupil, date, held, ask.now).slots);
  const known = now.filter((one) => open.some((slot) => slot.date === one.date && slot.start === one.start));
  return { kind: 'amended', absence: withSlots(absence, known), marks };
}
