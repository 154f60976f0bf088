/** How the marks of a day change an absence: slots, codes, whether the child was found, whether they are missing. */
import { incidentKey } from '../incident.ts';
import { isOpen } from './absence.ts';
import { inState } from './settle.ts';
import { isExplained, isSighting, lostOn } from './questions.ts';
import { sightedFrom } from './said.ts';
import { ragOf } from './rag.ts';
import type { Absence, AbsentSlot, Missing, Uncounted } from './absence.ts';
import type { Ask } from './ask.ts';
import type { RunBefore } from './day-count.ts';
import type { Said, Sighting } from './said.ts';
import type { Mark } from '../records.ts';
import type { LocalDate, LocalTime } from '../time.ts';

const isSame = (a: AbsentSlot, b: AbsentSlot): boolean =>
  a.date === b.date && a.provision === b.provision && a.start === b.start;
const isAbsent = ({ attended }: AbsentSlot): boolean => attended !== true;

/** Slots the marks no longer speak of stay as they were: nothing of a child's absence is lost to a new timetable. */
export function withSlots(absence: Absence, said: readonly AbsentSlot[]): Absence {
  const { slots } = absence;
  const kept = slots.map((slot) => said.find((one) => isSame(one, slot)) ?? slot);
  const more = said.filter((one) => isAbsent(one) && !slots.some((slot) => isSame(one, slot)));
  const key = ({ date, start }: AbsentSlot): string => `${date} ${start}`;
  return { ...absence, slots: [...kept, ...more].toSorted((a, b) => key(a).localeCompare(key(b))) };
}

const latest = (a: LocalDate | undefined, b: LocalDate | undefined): LocalDate | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

/** The count goes on from what had run before; a day that does not count adds nothing (R4.6). */
function withCount(absence: Absence, before: number, { inRun }: Said): Absence {
  const { uncounted: _, ...rest } = absence;
  if (inRun === 'absent' || inRun === 'nothing-known') return { ...rest, day: before + 1 };
  return { ...rest, day: before, uncounted: inRun satisfies Uncounted };
}

const ranBefore = ({ day, uncounted }: Absence): number => (uncounted ? day : day - 1);

function seenOn({ inRun, day, date }: Said): LocalDate | undefined {
  return inRun === 'attended' || day.elsewhere.length > 0 ? date : undefined;
}

function missingFrom({ incident }: Said, ask: Ask): Missing | undefined {
  const mark = incident?.marks.at(-1);
  if (!incident || !mark) return undefined;
  const from = mark.leftAt ?? mark.arrive;
  return { at: ask.now.instant, why: incident.kind, from, date: mark.date, of: incidentKey(mark) };
}

/** R4.10, R4.11: at once, whatever the colour and whatever else is under way. */
function withIncident(absence: Absence, said: Said, ask: Ask): Absence {
  const missing = missingFrom(said, ask);
  if (!missing || missing.of === absence.missing?.of) return absence;
  const { safe: _, ...rest } = absence;
  // Said once more while everybody is looking: the same case.
  if (absence.state === 'missing') return { ...rest, missing: { ...missing, at: absence.missing!.at } };
  return inState({ ...rest, missing }, 'missing', ask);
}

/** The time from which a sighting of that day shows that the child was found; of a later day any will do. */
function lostFrom({ slots, missing }: Absence, { date }: Said): LocalTime {
  const starts = slots.filter((slot) => slot.date === date && isAbsent(slot)).map(({ start }) => start);
  const lost = missing && lostOn(missing) === date ? [missing.from] : [];
  return [...starts, ...lost].toSorted().at(-1) ?? '00:00';
}

function sighting(absence: Absence, said: Said): Sighting | undefined {
  const { missing } = absence;
  // Seen on a day before they were lost.
  if (said.incident || (missing && lostOn(missing) > said.date)) return undefined;
  return sightedFrom(said.day, lostFrom(absence, said)) ?? takenBack(absence, said);
}

/** The mark from which the child was missed was itself a mistake: they are marked present in that very slot. */
function takenBack({ missing, date }: Absence, said: Said): Sighting | undefined {
  if (!missing?.of || missing.by !== undefined || said.date !== date) return undefined;
  const found = sightedFrom(said.day, '00:00');
  return found?.corrects && missing.of.startsWith(`${found.mark.provision} ${found.mark.arrive} `) ? found : undefined;
}

/** There was no absence: the register now says that they came to every slot of it. */
const isMistake = ({ slots, firstDate }: Absence, mark: Mark): boolean =>
  firstDate === mark.date &&
  slots.every(({ attended }) => attended) &&
  slots.some(({ provision, start }) => provision === mark.provision && start === mark.arrive);

const fromMarks = new Set(['marked-present', 'mark-corrected']);

/** The mark that found them stands no more: who was missing is missing again, unless somebody has seen them since. */
function unseen(absence: Absence, { incident }: Said, ask: Ask): Absence {
  const mark = incident?.marks.at(-1);
  const isLostAgain = mark !== undefined && absence.missing?.of === incidentKey(mark);
  const isSeen = absence.contacts.some((contact) => isSighting(contact, absence));
  return isLostAgain && !isSeen ? inState(absence, 'missing', ask) : absence;
}

/** A present mark is evidence that the child is safe, while it stands. */
function withSighting(absence: Absence, said: Said, ask: Ask): Absence {
  const found = sighting(absence, said);
  const { safe, ...rest } = absence;
  if (!found) return safe && fromMarks.has(safe.how) && said.date === absence.date ? unseen(rest, said, ask) : absence;
  if (safe && safe.date >= absence.date && !fromMarks.has(safe.how)) return absence;
  const how = found.corrects && isMistake(absence, found.mark) ? 'mark-corrected' : 'marked-present';
  const { recordedAt, recordedBy } = found.mark;
  const answered: Absence = {
    ...rest,
    safe: { at: recordedAt, date: absence.date, how, by: recordedBy, mode: 'in-person' },
  };
  const isNews = safe === undefined || !fromMarks.has(safe.how);
  return isNews && isOpen(absence) ? inState(answered, 'reason-given', ask) : answered; // 4.3 "child located"
}

/**
 * Missed by a mark that misses nobody any more: somebody has said why they left, or that it was otherwise. Nobody has seen
 * them for that. What a person has said is for people to answer.
 */
function withoutIncident(absence: Absence, said: Said, ask: Ask): Absence {
  const { state, missing } = absence;
  if (state !== 'missing' || said.incident || missing?.by !== undefined) return absence;
  const marks = said.day.standings.flatMap(({ history }) => history);
  if (!marks.some((mark) => incidentKey(mark) === missing?.of)) return absence;
  return inState(absence, 'reason-given', ask); // unless a slot is left without a reason (settle)
}

/** A reason that came in with a mark. */
const waits = new Set<Absence['state']>([
  'unexplained',
  'enquirer-notified',
  'update-overdue',
  'contacts-tried',
  'continuing',
]);
function withReason(was: Absence, absence: Absence, ask: Ask): Absence {
  const isNew = isExplained(absence) && !isExplained(was);
  return isNew && waits.has(absence.state) ? inState(absence, 'reason-given', ask) : absence;
}

/** An absence on a day of its own, or one before it, as that day's marks now stand. */
export function updated(absence: Absence, said: Said, ask: Ask): Absence {
  const slotted = withSlots(absence, said.slots);
  const firstDate =
    slotted.slots[0] && slotted.slots[0].date < absence.firstDate ? slotted.slots[0].date : absence.firstDate;
  const seen: Absence = { ...slotted, firstDate };
  const last = latest(absence.lastSeen, seenOn(said));
  if (last !== undefined) seen.lastSeen = last;
  if (said.date < absence.date) return seen;
  if (said.date > absence.date) return isOpen(absence) ? withSighting(withIncident(seen, said, ask), said, ask) : seen;
  const counted = withCount(seen, ranBefore(absence), said);
  const seenSince = withSighting(withIncident(counted, said, ask), said, ask);
  return withReason(absence, withoutIncident(seenSince, said, ask), ask);
}

/** CONTINUING: absent again on a later day. The day asks anew, and its clocks begin. */
export function rolled(absence: Absence, said: Said, before: RunBefore | undefined, ask: Ask): Absence {
  const { safe: _safe, notifiedAt: _notified, ...rest } = absence;
  const next: Absence = { ...rest, date: said.date, raisedAt: ask.now.instant };
  const counted = withCount(withSlots(next, said.slots), before?.day ?? absence.day, said);
  const last = latest(absence.lastSeen, latest(before?.lastSeen, seenOn(said)));
  const seen = last === undefined ? counted : { ...counted, lastSeen: last };
  const state = isExplained(seen) ? 'reason-given' : 'continuing';
  const moved = absence.state === 'missing' ? seen : inState(seen, state, ask);
  return withSighting(withIncident(moved, said, ask), said, ask);
}

export function opened(said: Said, before: RunBefore | undefined, ask: Ask): Absence {
  const { pupil, held, now } = ask;
  const absence: Absence = {
    partnership: held.partnership.code,
    pupilId: pupil.pupilId,
    urn: pupil.schoolUrn,
    openedAt: now.instant,
    firstDate: said.date,
    date: said.date,
    state: 'unexplained',
    since: now.instant,
    version: 0,
    raisedAt: now.instant,
    day: 1,
    slots: [],
    contacts: [],
    due: [],
    fired: [],
    needsDsl: ragOf(pupil).rag === 'red',
    watchers: [],
  };
  const slotted = withCount(withSlots(absence, said.slots), before?.day ?? 0, said);
  const last = latest(before?.lastSeen, seenOn(said));
  const seen = last === undefined ? slotted : { ...slotted, lastSeen: last };
  const explained = isExplained(seen) ? inState(seen, 'reason-given', ask) : seen;
  return withSighting(withIncident(explained, said, ask), said, ask);
}
