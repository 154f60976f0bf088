/** A school week as it may go, drawn from a seed: registers in time, late, half in or never; who is away, and what people do. */
import { slotsOn, type Slot } from '../../../src/domain/slots.ts';
import type { PartnershipRecords, Session } from '../../../src/domain/records.ts';
import type { Entry } from '../../../src/domain/register/entry.ts';
import { addMinutes, instantAt, type LocalDate, type LocalTime } from '../../../src/domain/time.ts';
import type { Chance } from '../chance.ts';
import type { Act, EntryFor, Step } from './acts.ts';
import { createFates, type PupilFate } from './fates.ts';
import { followUpOf, type Doing } from './follow.ts';
import { CODE, type WeekPartnership } from './partnership.ts';

export interface WeekPlan {
  /** The days on which things happen. */
  days: readonly LocalDate[];
  /** The school days after them, on which everybody is there: long enough for the last deadline to pass. */
  after: readonly LocalDate[];
}

/** The clocks go back on Sunday 29 October 2028. */
export const wholeWeek: WeekPlan = {
  days: ['2028-10-26', '2028-10-27', '2028-10-30', '2028-10-31', '2028-11-01'],
  after: ['2028-11-02', '2028-11-03', '2028-11-06', '2028-11-07', '2028-11-08', '2028-11-09'],
};

export interface Script {
  steps: Step[];
  /** A slot of which nobody ever says anything, as `pupil date provision start`. */
  silent: Set<string>;
  /** How many marks people say; corrections too. */
  said: number;
}

interface Register {
  provision: string;
  session: Session;
  date: LocalDate;
  start: LocalTime;
  closesAt: LocalTime;
  due: { slot: Slot; of: PupilFate }[];
}

type Return = 'in-time' | 'late' | 'never' | 'half';

export const slotKey = (slot: Pick<Slot, 'pupilId' | 'date' | 'provision' | 'start'>): string =>
  [slot.pupilId, slot.date, slot.provision, slot.start].join(' ');

function returnOf(chance: Chance, quiet: boolean): Return {
  if (quiet) return 'in-time';
  const drawn = chance.next();
  if (drawn < 0.7) return 'in-time';
  if (drawn < 0.82) return 'late';
  return drawn < 0.9 ? 'never' : 'half';
}

/** The first thing said of a pupil; a later correction is in `corrections`. Undefined where it was said before the start. */
function entryOf({ fate, day }: PupilFate, slot: Slot, sessions: readonly Slot[]): Entry | undefined {
  const isLater = sessions[0] !== slot;
  const at = (minutes: number): LocalTime => addMinutes(slot.start, minutes);
  switch (fate) {
    case 'late':
      return isLater ? { said: 'present' } : { said: 'late', at: at(5) };
    case 'away':
      return day > 1 || isLater ? { said: 'absent', reason: 'Still away' } : { said: 'absent' };
    case 'ill':
      return { said: 'absent', heard: 'ill' };
    case 'told-before':
      return undefined;
    case 'lost-at-noon':
      return isLater ? { said: 'absent' } : { said: 'present' };
    case 'wrongly-away':
      return isLater ? { said: 'present' } : { said: 'absent' };
    case 'late-after-close':
      return isLater ? { said: 'present' } : { said: 'absent' };
    default:
      return { said: 'present' };
  }
}

/** What is said later of the same slot, at which minute after its start. */
function correctionOf({ fate }: PupilFate, slot: Slot, sessions: readonly Slot[]): { minutes: number; entry: Entry } | undefined {
  if (sessions[0] !== slot) return undefined;
  if (fate === 'wrongly-away') return { minutes: 45, entry: { said: 'present', why: 'Ticked the wrong child' } };
  if (fate === 'wrongly-here') return { minutes: 40, entry: { said: 'absent', why: 'Was never here' } };
  if (fate === 'late-after-close')
    return { minutes: 40, entry: { said: 'late', at: addMinutes(slot.start, 35), why: 'Came after all' } };
  if (fate === 'leaves') return { minutes: 65, entry: { said: 'left', at: addMinutes(slot.start, 60) } };
  return undefined;
}

const beginsCase = new Set<PupilFate['fate']>(['away', 'ill', 'lost-at-noon', 'wrongly-away', 'leaves']);

export function writeScript(there: WeekPartnership, chance: Chance, plan: WeekPlan): Script {
  const doings: { date: LocalDate; doing: Doing }[] = [];
  const silent = new Set<string>();
  let said = 0;
  const fateOf = createFates(chance);
  const closed = closureIn(there, plan);
  if (closed) doings.push({ date: closed.told, doing: { time: '14:00', act: closed.act } });

  for (const date of [...plan.days, ...plan.after]) {
    const quiet = plan.after.includes(date);
    const day = dayOf(there.held, date, quiet, fateOf, closed);
    for (const register of day) {
      const taken = takeRegister(register, returnOf(chance, quiet), chance, there);
      said += taken.said;
      for (const key of taken.silent) silent.add(key);
      doings.push(...taken.doings.map((doing) => ({ date, doing })));
    }
    doings.push(...toldBefore(day, there).map((doing) => ({ date, doing })));
    said += toldBefore(day, there).length;
  }
  return { steps: stepsOf(doings), silent, said };
}

interface Closure {
  provision: string;
  /** Told the school day before. */
  told: LocalDate;
  date: LocalDate;
  act: Act;
}

/** A place that is shut for a day: its registers are not due, and nobody is away from it. */
function closureIn({ held }: WeekPartnership, { days }: WeekPlan): Closure | undefined {
  const [told, date] = [days[2], days[3]];
  const provision = held.provisions[2]?.code;
  if (told === undefined || date === undefined || provision === undefined) return undefined;
  const row = `${provision},${date},${date},closure,Boiler`;
  const files = { 'calendar.csv': `organisation,from,to,kind,note\n${row}\n` };
  return { provision, told, date, act: { kind: 'pack', files } };
}

type FateOf = ReturnType<typeof createFates>;

function dayOf(
  held: PartnershipRecords,
  date: LocalDate,
  quiet: boolean,
  fateOf: FateOf,
  closed: Closure | undefined,
): Register[] {
  const registers = new Map<string, Register>();
  for (const pupil of held.pupils) {
    const slots = slotsOn(pupil, date, held).filter(
      ({ provision }) => provision !== closed?.provision || date !== closed.date,
    );
    if (slots.length === 0) continue;
    const of = fateOf(pupil, date, slots, quiet);
    for (const slot of slots) {
      const { provision, session, start, closesAt } = slot;
      const key = `${provision} ${session}`;
      const register = registers.get(key) ?? { provision, session, date, start, closesAt, due: [] };
      registers.set(key, register);
      register.due.push({ slot: Object.assign(slot, { first: slots[0] === slot }), of });
    }
  }
  return [...registers.values()];
}

const isFirst = (slot: Slot): boolean => (slot as Slot & { first?: boolean }).first === true;
/** What the entry depends on is whether it is the pupil's first slot of the day. */
const sessionsOf = (slot: Slot): Slot[] => (isFirst(slot) ? [slot] : []);

interface Taken {
  doings: Doing[];
  silent: string[];
  said: number;
}

function takeRegister(register: Register, how: Return, chance: Chance, there: WeekPartnership): Taken {
  const { due, start, closesAt } = register;
  const time =
    how === 'late' ? addMinutes(closesAt, 5 * chance.between(1, 9)) : addMinutes(start, 5 * chance.between(1, 5));
  if (how === 'never') return { doings: [], silent: due.map(({ slot }) => slotKey(slot)), said: 0 };
  const isForgotten = (): boolean => how === 'half' && chance.next() < 0.5;
  const entries: EntryFor[] = [];
  const silent: string[] = [];
  const doings: Doing[] = [];
  for (const { slot, of } of due) {
    const entry = entryOf(of, slot, sessionsOf(slot));
    if (!entry) continue;
    if (isForgotten()) {
      silent.push(slotKey(slot));
      continue;
    }
    entries.push({ pupilId: slot.pupilId, start: slot.start, entry });
    doings.push(...afterwards(register, slot, of, time, chance, there));
  }
  const [half, rest] = how === 'half' ? [entries.slice(0, entries.length / 2), entries.slice(entries.length / 2)] : [entries, []];
  if (half.length > 0) doings.push(entered(register, time, half, chance, there));
  if (rest.length > 0) doings.push(entered(register, addMinutes(closesAt, 15), rest, chance, there));
  return { doings, silent, said: doings.reduce((sum, doing) => sum + marksIn(doing.act), 0) };
}

function marksIn(act: Act): number {
  if (act.kind === 'register') return act.entries.length;
  return act.kind === 'pack' ? act.files['marks.csv']?.trim().split('\n').length! - 1 : 0;
}

/** Corrections, and what people do about an absence that the register has told of. */
function afterwards(
  register: Register,
  slot: Slot,
  of: PupilFate,
  time: LocalTime,
  chance: Chance,
  there: WeekPartnership,
): Doing[] {
  const correction = correctionOf(of, slot, sessionsOf(slot));
  const later = (minutes: number): LocalTime => {
    const at = addMinutes(slot.start, minutes);
    return at > time ? at : addMinutes(time, 10);
  };
  const corrected = correction
    ? [register_(register, later(correction.minutes), [{ pupilId: slot.pupilId, start: slot.start, entry: correction.entry }], there)]
    : [];
  const since = correction ? later(correction.minutes) : time;
  const isCase = beginsCase.has(of.fate) && (of.fate === 'lost-at-noon' ? !isFirst(slot) : isFirst(slot));
  const does = isCase ? followUpOf({ of, date: register.date, time: since, chance, there }) : [];
  const twice = of.fate === 'claimed-twice' && isFirst(slot) ? [claimedElsewhere(register, slot, time, there)] : [];
  return [...corrected, ...does, ...twice];
}

function register_(register: Register, time: LocalTime, entries: EntryFor[], there: WeekPartnership): Doing {
  const { provision, session, date } = register;
  // Teams does not know the tutor of one place: the officer enters what was rung through.
  const hasTutor = provision !== there.held.provisions[1]?.code;
  const by = hasTutor ? there.whoIs('provision', provision) : there.whoIs('officer', CODE);
  return { time, act: { kind: 'register', by: by.upn, provision, session, date, entries } };
}

/** One in four registers comes as a file. */
function entered(register: Register, time: LocalTime, entries: EntryFor[], chance: Chance, there: WeekPartnership): Doing {
  const fits = entries.every(({ entry }) => entry.said !== 'code' && entry.said !== 'left');
  if (!fits || chance.next() >= 0.25) return register_(register, time, entries, there);
  const rows = entries.map(({ pupilId, start, entry }) => markRow(register, time, pupilId, start, entry));
  return { time, act: { kind: 'pack', files: { 'marks.csv': marksFile(rows) } } };
}

const MARK_COLUMNS = 'pupil_id,date,provision,arrive,recorded_at,recorded_by,status,arrived_at,code,reason';
const marksFile = (rows: readonly string[]): string => `${[MARK_COLUMNS, ...rows].join('\n')}\n`;

function markRow({ date, provision }: Register, time: LocalTime, pupilId: string, start: LocalTime, entry: Entry): string {
  const at = entry.said === 'late' ? (entry.at ?? '') : '';
  const isIll = entry.said === 'absent' && entry.heard === 'ill';
  const reason = entry.reason ?? '';
  return [pupilId, date, provision, start, `${date} ${time}`, `Office of ${provision}`, entry.said, at, isIll ? 'I' : '', reason].join(',');
}

/** Another place has the child too: seen there while they are marked present here. */
function claimedElsewhere(register: Register, slot: Slot, time: LocalTime, there: WeekPartnership): Doing {
  const other = there.held.provisions.find(({ code }) => code !== slot.provision)!;
  const at = addMinutes(time, 15);
  const row = [slot.pupilId, slot.date, other.code, at, `${slot.date} ${at}`, `Office of ${other.code}`, 'present', at, '', ''];
  return { time: at, act: { kind: 'pack', files: { 'marks.csv': marksFile([row.join(',')]) } } };
}

/** An appointment that the officer knows of before the day begins. */
function toldBefore(day: readonly Register[], there: WeekPartnership): Doing[] {
  return day.flatMap((register) =>
    register.due
      .filter(({ of }) => of.fate === 'told-before')
      .map(({ slot }) => {
        const entry: Entry = { said: 'absent', heard: 'appointment', reason: 'Dentist' };
        const entries = [{ pupilId: slot.pupilId, start: slot.start, entry }];
        const { provision, session, date } = register;
        const by = there.whoIs('officer', CODE).upn;
        return { time: '08:30', act: { kind: 'register' as const, by, provision, session, date, entries } };
      }),
  );
}

const LAST = '16:30';

/** Marks before what people do about them; the order in which they were drawn, within a minute. */
function stepsOf(doings: readonly { date: LocalDate; doing: Doing }[]): Step[] {
  const byMinute = Map.groupBy(
    doings.filter(({ doing }) => doing.time <= LAST),
    ({ date, doing }) => instantAt(date, doing.time),
  );
  const rank = { pack: 0, register: 1, follow: 2 };
  return [...byMinute]
    .toSorted(([a], [b]) => a - b)
    .map(([at, done]) => ({
      at,
      acts: done.map(({ doing }) => doing.act).toSorted((a, b) => rank[a.kind] - rank[b.kind]),
    }));
}
