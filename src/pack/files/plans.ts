/** The files whose rows are kept inside their pupil. */
import { key as code, line, oneOf, session, text, weekday } from '../cells.ts';
import { date, time } from '../cells-of-time.ts';
import { key, may, must, packFile } from '../pack-file.ts';
import { arrangements } from '../../domain/records.ts';
import type { Agreement, Placement, Suspension, TimetableRow } from '../../domain/records.ts';

export type OfPupil<T> = T & { pupilId: string };

export const placements = packFile<OfPupil<Placement>>('placements.csv', {
  pupilId: key(code),
  provision: key(code),
  startDate: key(date),
  endDate: may(date),
  arrangement: may(oneOf(arrangements), 'school'),
  laBasis: may(text()),
  approvedFrom: may(date),
  approvedTo: may(date),
  course: may(text()),
  qualification: may(text()),
  lebcRef: may(line()),
  lebcDate: may(date),
  inductionDate: may(date),
  riskAssessmentReview: may(date),
});

export const timetable = packFile<OfPupil<TimetableRow>>('timetable.csv', {
  pupilId: key(code),
  provision: key(code),
  weekday: key(weekday),
  arrive: key(time),
  validFrom: key(date),
  leave: may(time),
  activity: may(text()),
  lunch: may(text()),
  transport: may(text()),
  validTo: may(date),
});

export const agreements = packFile<OfPupil<Agreement>>('agreements.csv', {
  pupilId: key(code),
  from: key(date),
  weekday: key(weekday),
  session: key(session),
  to: must(date),
  agreedWith: may(text()),
  reviewOn: may(date),
});

const kinds = ['suspended', 'excluded'] as const;

export const suspensions = packFile<OfPupil<Suspension>>('suspensions.csv', {
  pupilId: key(code),
  from: key(date),
  to: must(date),
  kind: must(oneOf(kinds)),
});
