/** A partnership's follow-up without a store: marks, people and the clock act on it, and it keeps what would be written. */
import { isOpen } from '../../src/domain/absence/absence.ts';
import { runBefore } from '../../src/domain/absence/day-count.ts';
import { next } from '../../src/domain/absence/next.ts';
import { watch } from '../../src/domain/absence/watch.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import type { Absence, By, Contact } from '../../src/domain/absence/absence.ts';
import type { Ask } from '../../src/domain/absence/ask.ts';
import type { AbsenceEvent } from '../../src/domain/absence/events.ts';
import type { Next } from '../../src/domain/absence/next.ts';
import type { Told } from '../../src/domain/absence/told.ts';
import type { Change } from '../../src/domain/absence/watch.ts';
import type { Mark, PartnershipRecords, Pupil } from '../../src/domain/records.ts';
import type { Instant, LocalDate, LocalTime } from '../../src/domain/time.ts';
import { held } from './cal-a.ts';

export const officer: By = { upn: 'officer@northvale.example', name: 'Olu Field', position: 'Officer' };
/** Sign-in names tell role and organisation, e.g. `officer@northvale`. */
const everyRole = (role: string, organisation: string): string[] => [`${role}@${organisation}`];

export interface Followed {
  absence(): Absence;
  open(): Absence | undefined;
  all: Absence[];
  marks: Mark[];
  told: (Told & { at: Instant })[];
  changes: Change[];
  records(date: LocalDate): PartnershipRecords;
  /** Adds marks and looks, at the moment the last of them was recorded. */
  mark(...marks: Mark[]): Change[];
  look(date: LocalDate, time: LocalTime, of?: LocalDate): Change[];
  lookAt(now: Instant, of?: LocalDate): Change[];
  do(date: LocalDate, time: LocalTime, event: AbsenceEvent): Next;
  doAt(now: Instant, event: AbsenceEvent, absence?: Absence): Next;
}

export function followed(
  pupil: Pupil,
  over: Partial<PartnershipRecords> = {},
  holders: Ask['holders'] = everyRole,
): Followed {
  const all: Absence[] = [];
  const marks: Mark[] = [];
  const told: Followed['told'] = [];
  const changes: Change[] = [];
  const same = (a: Absence, b: Absence): boolean => a.pupilId === b.pupilId && a.openedAt === b.openedAt;
  const write = (absence: Absence): void => {
    const at = all.findIndex((one) => same(one, absence));
    if (at === -1) all.push(absence);
    else all[at] = absence;
  };
  const records = (date: LocalDate): PartnershipRecords =>
    held({
      ...over,
      pupils: [pupil],
      marks: marks.filter((mark) => mark.date === date),
      absences: all.filter((one) => isOpen(one) || one.date === date),
    });
  const lookAt = (now: Instant, of?: LocalDate): Change[] => {
    const moment = momentOf(now);
    const date = of ?? moment.date;
    const before = () => runBefore(pupil, date, records(date), marks);
    const found = watch({ held: records(date), date, now: moment, holdersOf: () => holders, before });
    for (const change of found) {
      write(change.absence);
      for (const { what, to } of change.told) told.push({ what, to, at: now });
    }
    changes.push(...found);
    return found;
  };
  const doAt = (now: Instant, event: AbsenceEvent, absence = all.at(-1)!): Next => {
    const moment = momentOf(now);
    const answer = next(absence, event, { held: records(moment.date), pupil, now: moment, holders });
    if (answer.kind === 'done') {
      write(answer.absence);
      marks.push(...answer.amend);
      for (const { what, to } of answer.told) told.push({ what, to, at: now });
    }
    return answer;
  };
  return {
    absence: () => all.at(-1)!,
    open: () => all.find(isOpen),
    all,
    marks,
    told,
    changes,
    records,
    mark(...more) {
      marks.push(...more);
      return lookAt(Math.max(...more.map(({ recordedAt }) => recordedAt)), more[0]!.date);
    },
    look: (date, time, of) => lookAt(instantAt(date, time), of),
    lookAt,
    do: (date, time, event) => doAt(instantAt(date, time), event),
    doAt,
  };
}

export const aContact = (date: LocalDate, time: LocalTime, over: Partial<Contact> = {}): Contact => ({
  at: instantAt(date, time),
  by: officer,
  whom: 'Dana Smith',
  relationship: 'mother',
  method: 'call',
  outcome: 'reached',
  ...over,
});
