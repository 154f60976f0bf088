import { key as code, keyOrEveryone, line, oneOf, session, text } from '../cells.ts';
import { date, instant, time } from '../cells-of-time.ts';
import { markCode } from '../mark-code.ts';
import { key, may, must, packFile } from '../pack-file.ts';
import { calendarKinds, markStatuses } from '../../domain/records.ts';
import type { CalendarRow, ReportedMark } from '../../domain/records.ts';

export const calendar = packFile<CalendarRow>('calendar.csv', {
  organisation: key(keyOrEveryone),
  from: key(date),
  to: key(date),
  kind: key(oneOf(calendarKinds)),
  session: may(session),
  note: may(text()),
});

export const marks = packFile<ReportedMark>(
  'marks.csv',
  {
    pupilId: key(code),
    date: key(date),
    provision: key(code),
    arrive: key(time),
    recordedAt: key(instant),
    recordedBy: key(line()),
    status: must(oneOf(markStatuses)),
    arrivedAt: may(time),
    leftAt: may(time),
    code: may(markCode),
    reason: may(text()),
  },
  false,
);
