/** The files of a data pack in the order in which they build on each other. */
import { calendar, marks } from './files/days.ts';
import { partnerships, provisions, schools } from './files/organisations.ts';
import { cover, people, settings } from './files/people.ts';
import { agreements, placements, suspensions, timetable } from './files/plans.ts';
import { pupils } from './files/pupils.ts';
import type { FileName } from './pack-file.ts';

export const packFiles = {
  'partnerships.csv': partnerships,
  'schools.csv': schools,
  'provisions.csv': provisions,
  'people.csv': people,
  'cover.csv': cover,
  'settings.csv': settings,
  'pupils.csv': pupils,
  'placements.csv': placements,
  'timetable.csv': timetable,
  'agreements.csv': agreements,
  'suspensions.csv': suspensions,
  'calendar.csv': calendar,
  'marks.csv': marks,
} as const;

export const fileNames = Object.keys(packFiles) as FileName[];
export const isFileName = (name: string): name is FileName => Object.hasOwn(packFiles, name);
