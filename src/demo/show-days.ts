/**
 * The two school days that somebody trying the demo looks at: the latest, today included, and the one before it. On both a
 * provision is shut, a register is not returned, and every other group of the digest has a child of the demo's school.
 */
import { previousSchoolDay } from '../domain/calendar.ts';
import { addDays } from '../domain/time.ts';
import { demoSchool } from './playground.ts';
import type { CalendarRow } from '../domain/records.ts';
import type { LocalDate } from '../domain/time.ts';
import type { StoryName } from './stories.ts';

export interface ShowDays {
  latest: LocalDate;
  before: LocalDate;
  /** Old enough to have been put right since. */
  beforeThat: LocalDate;
}

/** The register that does not come. */
export const silentProvision = 'kiln-lane';

const chain = { organisation: demoSchool.urn, partnership: 'SVP' };
const lastBefore = (calendar: readonly CalendarRow[], date: LocalDate): LocalDate =>
  previousSchoolDay(calendar, chain, date)!;

export function showDaysOf(calendar: readonly CalendarRow[], today: LocalDate): ShowDays {
  const latest = lastBefore(calendar, addDays(today, 1));
  const before = lastBefore(calendar, latest);
  return { latest, before, beforeThat: lastBefore(calendar, before) };
}

type Cast = Readonly<Record<string, StoryName>>;

/** The twins go to two sites on one of two sets of mornings: whoever does is lost on the way, the other is there. */
const casts: Readonly<Record<keyof ShowDays, Cast>> = {
  latest: {
    'SV-1002': 'unexplained',
    'SV-1003': 'leftTwice',
    'SV-1004': 'ill',
    'SV-1005': 'late',
    'SV-1006': 'lostOnTheWay',
    'SV-1007': 'lostOnTheWay',
    'SV-1010': 'tickedTwice',
  },
  before: {
    'SV-1002': 'leftTwice',
    'SV-1003': 'late',
    'SV-1004': 'ill',
    'SV-1005': 'unexplained',
    'SV-1006': 'walkedOut',
    'SV-1007': 'walkedOut',
    'SV-1010': 'tickedTwice',
  },
  beforeThat: { 'SV-1002': 'corrected' },
};

/** The story a pupil of the demo's school has on a date that is shown; undefined on other dates. */
export function storyShown(days: ShowDays, pupilId: string, date: LocalDate): StoryName | undefined {
  if (date === days.latest) return casts.latest[pupilId] ?? 'present';
  if (date === days.before) return casts.before[pupilId] ?? 'present';
  return date === days.beforeThat ? casts.beforeThat[pupilId] : undefined;
}
