/** The choices left to each partnership (domain rules, section 11) and the time limits, each with its default. */
import { isTime } from './time.ts';
import type { Setting } from './records.ts';
import type { LocalDate } from './time.ts';

/** What a value must look like: one of the words listed, whole minutes, seconds or days, or a time of day. */
export type Takes = readonly string[] | 'minutes' | 'seconds' | 'days' | 'time';

interface KnownSetting {
  takes: Takes;
  default: string;
  means: string;
}

export const knownSettings = {
  ap_late_after_close: {
    takes: ['U', 'B'],
    default: 'U',
    means: 'code proposed for an arrival at a provision after its register closed',
  },
  stale_after_minutes: { takes: 'minutes', default: '90', means: 'age at which a mark inside its slot is called old' },
  update_due_minutes: {
    takes: 'minutes',
    default: '30',
    means: 'time within which an unexplained absence must be followed by an update',
  },
  empty_digest: { takes: ['say', 'silent'], default: 'say', means: 'post a digest on a day without pupils, or none' },
  update_debounce_seconds: { takes: 'seconds', default: '5', means: 'least time between two edits of one post' },
  default_register_minutes: { takes: 'minutes', default: '30', means: 'how long a register at a school stays open' },
  home_am_start: { takes: 'time', default: '09:00', means: 'start of the morning at the school' },
  home_am_end: { takes: 'time', default: '12:00', means: 'end of the morning at the school' },
  home_pm_start: { takes: 'time', default: '12:45', means: 'start of the afternoon at the school' },
  home_pm_end: { takes: 'time', default: '15:45', means: 'end of the afternoon at the school' },
  digest_lives_until: { takes: 'time', default: '18:00', means: 'time until which a digest is kept up to date' },
  enquirer: {
    takes: ['partnership', 'school', 'both'],
    default: 'both',
    means: 'who must find out why a child did not arrive, and is named as the owner of that step',
  },
  notify_minutes: { takes: 'minutes', default: '10', means: 'time within which the enquirer must have been told' },
  reminder_minutes: {
    takes: 'minutes',
    default: '10',
    means: 'time between the reminder that an update is overdue and trying the emergency contacts',
  },
  chase_again_minutes: {
    takes: 'minutes',
    default: '10',
    means: 'after its closing, when a register is asked for again',
  },
  chase_phone_minutes: {
    takes: 'minutes',
    default: '20',
    means: 'after its closing, when the officer is asked to ring for a register',
  },
  school_day_ends: { takes: 'time', default: '15:45', means: 'when what is still open goes on the DSL’s list' },
  cadence_profile: {
    takes: ['table-1', 'appendix-4'],
    default: 'table-1',
    means: 'how often an absent child must be seen or spoken to, by red, amber and green',
  },
  amber_daily_verbal: {
    takes: ['yes', 'no'],
    default: 'yes',
    means: 'an amber child is spoken to on every day of absence, beside the days on which they are seen',
  },
  video_counts: {
    takes: ['yes', 'no'],
    default: 'yes',
    means: 'a video call counts as seeing the child, except after a visit that did not',
  },
  max_unseen_days: {
    takes: 'days',
    default: '7',
    means: 'calendar days after which an absent child whom nobody saw or spoke to goes to the DSL',
  },
  concern_urgent_minutes: {
    takes: 'minutes',
    default: '10',
    means: 'time within which each DSL must have acknowledged an urgent concern, before its deputies are told',
  },
  concern_standard_minutes: {
    takes: 'minutes',
    default: '60',
    means: 'time within which each DSL must have acknowledged any other concern, before its deputies are told',
  },
  concern_stale_days: {
    takes: 'days',
    default: '7',
    means: 'days without an entry after which an open concern is raised again with its DSLs',
  },
  dsl_hours_from: { takes: 'time', default: '08:00', means: 'start of the hours in which a DSL is at work' },
  dsl_hours_to: { takes: 'time', default: '17:00', means: 'end of the hours in which a DSL is at work' },
  reach_check_at: {
    takes: 'time',
    default: '07:30',
    means: 'when it is looked, in silence, whether each DSL and deputy can be reached',
  },
  drill_minutes: { takes: 'minutes', default: '10', means: 'time that people have to answer a drill' },
  late_digest_until: { takes: 'time', default: '15:30', means: 'time until which a missed digest is still posted' },
} as const satisfies Record<string, KnownSetting>;
export type SettingName = keyof typeof knownSettings;

export const isSettingName = (name: string): name is SettingName => Object.hasOwn(knownSettings, name);

/** Whether a value may stand in a pack. */
export function isSettingValue(name: SettingName, value: string): boolean {
  const { takes }: KnownSetting = knownSettings[name];
  if (takes === 'time') return isTime(value);
  return typeof takes === 'string' ? /^\d{1,4}$/.test(value) : takes.includes(value);
}

/**
 * The value in force on a date: of the nearest organisation that has one (`organisations`, nearest first; everyone's rows
 * last), the row that began latest; else the default.
 */
export function setting(
  held: { settings: readonly Setting[] },
  organisations: readonly string[],
  name: SettingName,
  date: LocalDate,
): string {
  const rows = held.settings
    .filter((row) => row.name === name && row.from <= date && (row.to === undefined || date <= row.to))
    .toSorted((a, b) => b.from.localeCompare(a.from));
  for (const organisation of [...organisations, '*']) {
    const row = rows.find((candidate) => candidate.organisation === organisation);
    if (row) return row.value;
  }
  return knownSettings[name].default;
}
