/** What must hold of the absences of a week: none is missing, none is closed too early, no step is lost or fired twice. */
import { isOpen, type Absence, type AbsentSlot } from '../../../src/domain/absence/absence.ts';
import { isDslFor } from '../../../src/domain/absence/owners.ts';
import { hasCode, isCoded, isSafe } from '../../../src/domain/absence/questions.ts';
import type { Mark } from '../../../src/domain/records.ts';
import { isRed } from './fates.ts';
import { CODE } from './partnership.ts';
import { ruled, type WeekRecord } from './record.ts';
import { slotKey } from './registers.ts';
import type { WeekStage } from './stage.ts';

export interface Played {
  stage: WeekStage;
  record: WeekRecord;
  /** Where the product listens. */
  port: number;
  /** Every line that was logged. */
  log: readonly string[];
}

export const nameOf = ({ pupilId, firstDate, state }: Absence): string => `${pupilId} of ${firstDate}, ${state}`;
export const slotOf = (mark: Mark): string => slotKey({ ...mark, start: mark.arrive });
export const slotsOf = ({ pupilId, slots }: Absence): string[] => slots.map((slot) => slotKey({ pupilId, ...slot }));

/** Every "not here", corrected ones too. */
function absentWithoutAbsence({ record }: Played): string[] {
  const followed = new Set(record.absences.flatMap(slotsOf));
  const lost = record.marks.filter((mark) => mark.status === 'absent' && !followed.has(slotOf(mark)));
  return [...new Set(lost.map((mark) => `${slotOf(mark)}: marked absent, and no absence has it`))];
}

const byMarks = new Set(['marked-present', 'mark-corrected']);

/** R4.3, R4.6: closed with both answers; red with somebody having seen the child. */
function closedWithoutEvidence({ record, stage }: Played): string[] {
  const red = new Set(stage.there.held.pupils.filter(isRed).map(({ pupilId }) => pupilId));
  return record.absences
    .filter((one) => !isOpen(one))
    .flatMap((one) => {
      const wrong = [
        !isSafe(one) && 'closed, and nobody says that the child is safe',
        !isCoded(one) && 'closed without a code',
        one.needsDsl && one.state === 'resolved' && 'closed by no DSL',
        red.has(one.pupilId) && !isSeen(one) && 'red, and closed though nobody saw the child',
      ];
      return wrong.filter((line) => line !== false).map((line) => `${nameOf(one)}: ${line}`);
    });
}

const isSeen = ({ safe, uncounted }: Absence): boolean =>
  uncounted === 'excused' || byMarks.has(safe?.how ?? '') || safe?.mode === 'in-person' || safe?.mode === 'video';

const stepOf = (firedKey: string): string => firedKey.split('@')[0]!;
const timesFired = ({ fired }: Absence, step: string): number => fired.filter((key) => stepOf(key) === step).length;

/** In the chain each firing is one event; `fired` holds no key twice. */
function firedTwice({ record }: Played): string[] {
  const steps = [...new Set(record.absences.flatMap(({ fired }) => fired.map(stepOf)))];
  return record.absences.flatMap((one) => {
    const told = record.events
      .filter(({ pupilId, openedAt }) => pupilId === one.pupilId && openedAt === one.openedAt)
      .flatMap((event) => ruled(event)?.told ?? []);
    const twice = steps.filter((step) => told.filter(({ what }) => what === step).length > timesFired(one, step));
    const again = one.fired.filter((key, n) => one.fired.indexOf(key) !== n);
    return [...twice, ...again].map((step) => `${nameOf(one)}: ${step} fired twice`);
  });
}

function chasedTwice({ record }: Played): string[] {
  return record.chases.flatMap(({ provision, date, fired }) => {
    const kinds = fired.map(({ step }) => step);
    return new Set(kinds).size === kinds.length ? [] : [`${provision} ${date}: chased twice alike`];
  });
}

/** Five school days without a reason or a code, and nobody was told (R3.9). */
function neverOverdue({ record, stage }: Played): string[] {
  const { days, after } = stage.plan;
  const all = [...days, ...after];
  const passed = new Set(all.slice(0, Math.max(0, all.length - 6)));
  return record.absences.filter(isOpen).flatMap((one) => {
    const late = one.slots.filter((slot) => isUnknown(slot) && passed.has(slot.date)).map(({ date }) => date);
    const missed = [...new Set(late)].filter((date) => !one.fired.includes(`n-overdue@${date}`));
    return missed.map((date) => `${nameOf(one)}: no code since ${date}, and never overdue`);
  });
}

const isUnknown = (slot: AbsentSlot): boolean => !hasCode(slot) && slot.explained !== true;

/** Red or missing: none but a DSL has closed it (R4.3). */
async function closedByOthers({ record, stage }: Played): Promise<string[]> {
  const { people } = await stage.store.people.fresh();
  return record.events.flatMap(({ event, pupilId, urn }) => {
    const { kind, by } = event as { kind: string; by?: { upn: string } };
    if (kind !== 'close' || !by) return [];
    const holdings = people.filter(({ upn }) => upn === by.upn);
    return isDslFor({ holdings }, { partnership: CODE, urn }) ? [] : [`${pupilId}: closed by ${by.upn}, who is no DSL`];
  });
}

export const checkAbsences = async (played: Played): Promise<string[]> => [
  ...absentWithoutAbsence(played),
  ...closedWithoutEvidence(played),
  ...firedTwice(played),
  ...chasedTwice(played),
  ...neverOverdue(played),
  ...(await closedByOthers(played)),
];
