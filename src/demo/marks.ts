/** Four weeks of registers up to a moment. Nothing is recorded after it. */
import { expectedSlots } from '../domain/pupil-day.ts';
import { addDays, daysBetween, mondayOf } from '../domain/time.ts';
import { officerOf } from './people.ts';
import { demoSchool } from './playground.ts';
import { chance } from './seeded.ts';
import { silentProvision, storyShown } from './show-days.ts';
import { stories } from './stories.ts';
import type { Mark, PartnershipRecords, Pupil } from '../domain/records.ts';
import type { Slot } from '../domain/slots.ts';
import type { LocalDate, Moment } from '../domain/time.ts';
import type { ShowDays } from './show-days.ts';
import type { StoryName } from './stories.ts';

/** How often a day is not simply present, for a pupil who is neither red nor green; the rest of the days are. */
const odds: readonly (readonly [StoryName, number])[] = [
  ['late', 0.03],
  ['lateAfterClose', 0.01],
  ['ill', 0.04],
  ['appointment', 0.015],
  ['unexplained', 0.01],
  ['explainedLater', 0.02],
  ['corrected', 0.005],
  ['leftEarly', 0.015],
];
const steadiness = { red: 1.5, amber: 1, green: 0.6 };
const REGISTERS_NEVER_SENT = 0.012;

function storyByChance({ pupilId, rag = 'green' }: Pupil, date: LocalDate): StoryName {
  let rest = chance('story', pupilId, date) / steadiness[rag];
  for (const [name, share] of odds) {
    if (rest < share) return name;
    rest -= share;
  }
  return 'present';
}

const storyOf = (pupil: Pupil, date: LocalDate, days: ShowDays): StoryName =>
  (pupil.schoolUrn === demoSchool.urn && storyShown(days, pupil.pupilId, date)) || storyByChance(pupil, date);

function isSent({ provision, date, start }: Slot, days: ShowDays): boolean {
  if (date === days.latest || date === days.before) return provision !== silentProvision;
  return chance('register', provision, date, start) >= REGISTERS_NEVER_SENT;
}

/** Schools keep their own registers: a slot at the home site has no mark here (Q12). */
function marksOf(pupil: Pupil, date: LocalDate, held: PartnershipRecords, days: ShowDays): Mark[] {
  const slots = expectedSlots(pupil, date, held).filter(({ atHome, closed }) => !atHome && !closed);
  const told = { slots, officer: officerOf[held.partnership.code]! };
  const story = stories[storyOf(pupil, date, days)];
  return slots.filter((slot) => isSent(slot, days)).flatMap((slot) => story(slot, told));
}

export function marksUpTo(now: Moment, held: PartnershipRecords, days: ShowDays): Mark[] {
  const first = addDays(mondayOf(now.date), -28);
  const dates = Array.from({ length: daysBetween(first, now.date) + 1 }, (_, day) => addDays(first, day));
  return dates
    .flatMap((date) => held.pupils.flatMap((pupil) => marksOf(pupil, date, held, days)))
    .filter(({ recordedAt }) => recordedAt <= now.instant);
}
