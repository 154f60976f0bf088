/** What makes a mark impossible, whatever the timetable says. Present is never taken without evidence that can be true. */
import { dateOf } from '../domain/time.ts';
import { rowIs } from '../texts/import-rows.ts';
import { isCodeOfDay, markCode } from './mark-code.ts';
import { fault } from './planning.ts';
import { outOfOrder } from './spans.ts';
import type { Mark } from '../domain/records.ts';
import type { Moment } from '../domain/time.ts';
import type { Fault } from './planning.ts';

/** Nobody can have reported what has not happened yet. */
function inFuture({ date, recordedAt, arrivedAt = '', leftAt = '' }: Mark, now: Moment): Fault | undefined {
  if (date > now.date) return fault('date', rowIs.future);
  if (recordedAt > now.instant) return fault('recordedAt', rowIs.future);
  if (date < now.date) return undefined;
  if (arrivedAt > now.time) return fault('arrivedAt', rowIs.future);
  return leftAt > now.time ? fault('leftAt', rowIs.future) : undefined;
}

function incomplete({ status, arrivedAt, leftAt }: Mark): Fault | undefined {
  if (status === 'late' && arrivedAt === undefined) return fault('arrivedAt', rowIs.lateNeeds);
  if (status === 'left' && leftAt === undefined) return fault('leftAt', rowIs.leftNeeds);
  if (status === 'absent' && arrivedAt !== undefined) return fault('arrivedAt', rowIs.absentArrived);
  // Only a left says that somebody went; beside present the time would be lost, and the child still counted as there.
  return status !== 'left' && leftAt !== undefined ? fault('leftAt', rowIs.leftThough(status)) : undefined;
}

/** An absence may be known days before (an appointment); that somebody came may not. */
const recordedTooSoon = ({ status, date, recordedAt }: Mark): Fault | undefined =>
  status !== 'absent' && dateOf(recordedAt) < date
    ? fault('recordedAt', rowIs.recordedTooSoon(status, date))
    : undefined;

const wrongCode = ({ code, date }: Mark): Fault | undefined =>
  code === undefined || isCodeOfDay(code, date) ? undefined : fault('code', markCode.wrong(code));

export const wrongMark = (mark: Mark, now: Moment): Fault | undefined =>
  inFuture(mark, now) ??
  incomplete(mark) ??
  recordedTooSoon(mark) ??
  outOfOrder(mark, 'arrivedAt', 'leftAt') ??
  wrongCode(mark);
