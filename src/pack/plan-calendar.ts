import { worthALook } from '../texts/import-rows.ts';
import { calendar } from './files/days.ts';
import { planFile } from './plan-file.ts';
import { EVERYONE, wrongOrganisation } from './plan-people.ts';
import { outOfOrder } from './spans.ts';
import type { CalendarRow } from '../domain/records.ts';
import type { Planned } from './plan-file.ts';
import type { Planning } from './planning.ts';
import type { Organisations } from './references.ts';

/** The files that can leave a school without term dates, or tell that it has none. */
const OF_TERMS = ['calendar.csv', 'partnerships.csv', 'schools.csv'] as const;

/** Contract: without term rows every weekday is a school day, which somebody should know. */
function lookForTerms(planning: Planning, there: Organisations, rows: Iterable<CalendarRow>): void {
  if (!OF_TERMS.some((file) => planning.pack.rows[file])) return;
  const withTerms = new Set([...rows].filter(({ kind }) => kind === 'term').map(({ organisation }) => organisation));
  if (withTerms.has(EVERYONE)) return;
  const schools = [...there['schools.csv'].now.values()];
  const without = schools.filter(({ urn, partnership }) => !withTerms.has(urn) && !withTerms.has(partnership));
  const what = worthALook.noTerms(
    without.map(({ name }) => name),
    without.length === schools.length,
  );
  if (without.length > 0) planning.warnings.push({ file: 'calendar.csv', what });
}

export function planCalendar(planning: Planning, there: Organisations): Planned<CalendarRow> {
  const planned = planFile(
    planning,
    calendar,
    planning.pack.rows['calendar.csv'] ?? [],
    planning.held.calendar,
    (day) => wrongOrganisation(planning, there, day.organisation) ?? outOfOrder(day, 'from', 'to') ?? day,
  );
  lookForTerms(planning, there, planned.now.values());
  return planned;
}
