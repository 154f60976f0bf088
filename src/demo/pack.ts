/** The demo partnership as a data pack, built around the moment it is asked for. */
import { packFiles } from '../pack/files.ts';
import { pupilRowOf } from '../pack/files/pupils.ts';
import { addDays } from '../domain/time.ts';
import { calendarOn, closureOfLarchHouse } from './calendar.ts';
import { csvOf } from './csv.ts';
import { marksUpTo } from './marks.ts';
import { partnerships, provisionsOn, schools } from './organisations.ts';
import { coverOn, peopleOn } from './people.ts';
import { pupilsOn } from './pupils.ts';
import { showDaysOf } from './show-days.ts';
import type { CalendarRow, Mark, PartnershipRecords, Pupil, Setting } from '../domain/records.ts';
import type { LocalDate, Moment } from '../domain/time.ts';
import type { FileName } from '../pack/pack-file.ts';
import type { ShowDays } from './show-days.ts';

const settingsOn = (today: LocalDate): Setting[] => [
  { organisation: 'WHP', name: 'ap_late_after_close', from: addDays(today, -120), value: 'B' },
  { organisation: '*', name: 'stale_after_minutes', from: addDays(today, -120), value: '90' },
];

type Plans = 'placements' | 'timetable' | 'agreements' | 'suspensions';

const ofAll = <P extends Plans>(pupils: readonly Pupil[], plan: P) =>
  pupils.flatMap(({ pupilId, [plan]: rows }) => rows.map((row) => ({ ...row, pupilId }))) as (Pupil[P][number] & {
    pupilId: string;
  })[];

interface Held {
  today: LocalDate;
  calendar: CalendarRow[];
  pupils: Pupil[];
  settings: Setting[];
}

/** What the rules need to know of each partnership to say which slots there are. */
function recordsOf({ today, ...held }: Held): PartnershipRecords[] {
  const provisions = provisionsOn(today);
  return partnerships.map((partnership) => {
    const own = schools.filter((school) => school.partnership === partnership.code);
    const urns = new Set(own.map(({ urn }) => urn));
    const pupils = held.pupils.filter(({ schoolUrn }) => urns.has(schoolUrn));
    return { ...held, partnership, schools: own, provisions, pupils, marks: [], absences: [], chases: [] };
  });
}

const marksOn = (now: Moment, held: Held, days: ShowDays): Mark[] =>
  recordsOf(held)
    .flatMap((records) => marksUpTo(now, records, days))
    .toSorted((a, b) => a.recordedAt - b.recordedAt);

/** File name to CSV text, every file of the contract. The same for the same moment; no mark is later than it. */
export function demoPack(now: Moment, people = peopleOn(now.date)): ReadonlyMap<FileName, string> {
  const today = now.date;
  const termDates = calendarOn(today);
  const days = showDaysOf(termDates, today);
  const calendar = [...termDates, closureOfLarchHouse(days.before, days.latest)];
  const pupils = pupilsOn(today);
  const settings = settingsOn(today);
  const marks = marksOn(now, { today, calendar, pupils, settings }, days);
  return new Map<FileName, string>([
    ['partnerships.csv', csvOf(packFiles['partnerships.csv'], partnerships)],
    ['schools.csv', csvOf(packFiles['schools.csv'], schools)],
    ['provisions.csv', csvOf(packFiles['provisions.csv'], provisionsOn(today))],
    ['people.csv', csvOf(packFiles['people.csv'], people)],
    ['cover.csv', csvOf(packFiles['cover.csv'], coverOn(today))],
    ['settings.csv', csvOf(packFiles['settings.csv'], settings)],
    ['pupils.csv', csvOf(packFiles['pupils.csv'], pupils.map(pupilRowOf))],
    ['placements.csv', csvOf(packFiles['placements.csv'], ofAll(pupils, 'placements'))],
    ['timetable.csv', csvOf(packFiles['timetable.csv'], ofAll(pupils, 'timetable'))],
    ['agreements.csv', csvOf(packFiles['agreements.csv'], ofAll(pupils, 'agreements'))],
    ['suspensions.csv', csvOf(packFiles['suspensions.csv'], ofAll(pupils, 'suspensions'))],
    ['calendar.csv', csvOf(packFiles['calendar.csv'], calendar)],
    ['marks.csv', csvOf(packFiles['marks.csv'], marks)],
  ]);
}
