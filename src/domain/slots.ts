/** From a timetable and the calendars to the slots of a day (contract, section 3). */
import { homeSiteSession, provisionDay } from './calendar.ts';
import { setting } from './settings.ts';
import { addMinutes, weekdayOf } from './time.ts';
import type {
  Agreement,
  CalendarKind,
  PartnershipRecords,
  Placement,
  Provision,
  Pupil,
  Session,
  TimetableRow,
} from './records.ts';
import type { ProvisionDay } from './calendar.ts';
import type { LocalDate, LocalTime } from './time.ts';

const NOON: LocalTime = '12:00';

export interface Slot {
  pupilId: string;
  date: LocalDate;
  session: Session;
  /** A provision's code, or the school's URN at the home site. */
  provision: string;
  atHome: boolean;
  start: LocalTime;
  end: LocalTime;
  /** When its register closes, which may be after the end of a very short slot. */
  closesAt: LocalTime;
  /** The place is shut although its slots are due. */
  closed?: { kind: CalendarKind; note?: string; session?: Session };
  activity?: string;
  lunch?: string;
  transport?: string;
  /** None at the home site, and none where no placement is in force: the child is still expected. */
  placement?: Placement;
}

type Hours = Pick<Provision, 'amEnd' | 'pmStart' | 'pmEnd' | 'registerMinutes'>;

const inForce = (from: LocalDate, to: LocalDate | undefined, date: LocalDate): boolean =>
  from <= date && (to === undefined || date <= to);

/** The hours of the home site; of a place nobody has described too, because a child must not vanish for that. */
function homeHours(pupil: Pupil, date: LocalDate, held: PartnershipRecords): Hours {
  const organisations = [pupil.schoolUrn, held.partnership.code];
  return {
    amEnd: setting(held, organisations, 'home_am_end', date),
    pmStart: setting(held, organisations, 'home_pm_start', date),
    pmEnd: setting(held, organisations, 'home_pm_end', date),
    registerMinutes: Number(setting(held, organisations, 'default_register_minutes', date)),
  };
}

/** The rows that count on a date: of two versions of one row, the one that began later (R7.16). */
function rowsOn(pupil: Pupil, date: LocalDate): TimetableRow[] {
  const weekday = weekdayOf(date);
  const newest = new Map<string, TimetableRow>();
  for (const row of pupil.timetable) {
    if (row.weekday !== weekday || !inForce(row.validFrom, row.validTo, date)) continue;
    const key = `${row.provision} ${row.arrive}`;
    const other = newest.get(key);
    if (!other || other.validFrom <= row.validFrom) newest.set(key, row);
  }
  return [...newest.values()];
}

/** Start and end of what one row asks for: two slots where it spans the middle of the day. */
function timesOf(row: TimetableRow, hours: Hours): { start: LocalTime; end: LocalTime }[] {
  const { amEnd, pmStart, pmEnd } = hours;
  const sessionEnd = row.arrive < NOON ? amEnd : pmEnd;
  const end = [row.leave, sessionEnd, pmEnd].find((time) => time !== undefined && time > row.arrive) ?? '23:59';
  if (row.arrive >= amEnd || end <= pmStart) return [{ start: row.arrive, end }];
  return [
    { start: row.arrive, end: amEnd },
    { start: pmStart, end },
  ];
}

/** The school's own site runs no slots when the school has no session, except that an unexpected closure shows. */
function homeSiteDay(pupil: Pupil, date: LocalDate, session: Session, held: PartnershipRecords): ProvisionDay {
  const chain = { organisation: pupil.schoolUrn, partnership: held.partnership.code };
  const { kind, ...row } = homeSiteSession(held.calendar, chain, date, session);
  if (kind === 'school-day') return { runs: true };
  return kind === 'closure' ? { runs: false, why: 'closed', kind, ...row } : { runs: false, why: 'no-slots' };
}

/** The placement a slot stands on: of several in force at one provision, the one that began last. */
const placementAt = (pupil: Pupil, provision: string, date: LocalDate): Placement | undefined =>
  pupil.placements
    .filter((placement) => placement.provision === provision && inForce(placement.startDate, placement.endDate, date))
    .toSorted((a, b) => b.startDate.localeCompare(a.startDate))[0];

function slotsOfRow(pupil: Pupil, row: TimetableRow, date: LocalDate, held: PartnershipRecords): Slot[] {
  const atHome = row.provision === pupil.schoolUrn;
  const provision = held.provisions.find((candidate) => candidate.code === row.provision);
  const hours = provision ?? homeHours(pupil, date, held);
  const { activity, lunch, transport } = row;
  return timesOf(row, hours).flatMap(({ start, end }) => {
    const session: Session = start < NOON ? 'AM' : 'PM';
    const day = atHome
      ? homeSiteDay(pupil, date, session, held)
      : provisionDay(held.calendar, row.provision, date, session, provision?.siteOf);
    if (!day.runs && day.why === 'no-slots') return [];
    const slot: Slot = {
      pupilId: pupil.pupilId,
      date,
      session,
      provision: row.provision,
      atHome,
      start,
      end,
      closesAt: addMinutes(start, hours.registerMinutes),
      activity,
      lunch,
      transport,
    };
    if (!day.runs) slot.closed = { kind: day.kind, note: day.note, session: day.session };
    if (!atHome) slot.placement = placementAt(pupil, row.provision, date);
    return [slot];
  });
}

/**
 * Where a pupil is timetabled to be on a date, by start. Nothing outside the pupil's own dates. Suspensions take no slot
 * away: whoever decides about the child reads them.
 */
export function slotsOn(pupil: Pupil, date: LocalDate, held: PartnershipRecords): Slot[] {
  if (!inForce(pupil.startDate, pupil.endDate, date)) return [];
  return rowsOn(pupil, date)
    .flatMap((row) => slotsOfRow(pupil, row, date, held))
    .toSorted((a, b) => a.start.localeCompare(b.start) || a.end.localeCompare(b.end));
}

export type PartTime =
  | { state: 'covered'; agreement: Agreement }
  | { state: 'expired'; agreement: Agreement }
  | { state: 'none' };

/** Whether a part-time agreement covers a session on a date, or did until it ran out (M13, M14). */
export function partTimeOn(pupil: Pupil, date: LocalDate, session: Session): PartTime {
  const weekday = weekdayOf(date);
  const started = pupil.agreements
    .filter((agreement) => agreement.weekday === weekday && agreement.session === session && agreement.from <= date)
    .toSorted((a, b) => b.from.localeCompare(a.from));
  const covering = started.find((agreement) => inForce(agreement.from, agreement.to, date));
  if (covering) return { state: 'covered', agreement: covering };
  const latest = started[0];
  return latest ? { state: 'expired', agreement: latest } : { state: 'none' };
}
