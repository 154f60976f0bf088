/** The registers of a day: what is said at each, when, and by whom; and what is never said. */
import { displayName } from '../../../src/domain/names.ts';
import type { Session } from '../../../src/domain/records.ts';
import type { Slot } from '../../../src/domain/slots.ts';
import { addMinutes, type LocalDate, type LocalTime } from '../../../src/domain/time.ts';
import type { Chance } from '../chance.ts';
import type { Act, Said } from './acts.ts';
import type { PupilFate } from './fates.ts';
import { followUpOf, type Doing } from './follow.ts';
import { CODE, type WeekPartnership } from './partnership.ts';

interface Due {
  slot: Slot;
  /** The pupil's first of the day. */
  isFirst: boolean;
  of: PupilFate;
}

export interface Register {
  provision: string;
  session: Session;
  date: LocalDate;
  start: LocalTime;
  closesAt: LocalTime;
  due: Due[];
}

type Return = 'in-time' | 'late' | 'never' | 'half';

export const slotKey = (slot: Pick<Slot, 'pupilId' | 'date' | 'provision' | 'start'>): string =>
  [slot.pupilId, slot.date, slot.provision, slot.start].join(' ');

function returnOf(chance: Chance): Return {
  const drawn = chance.next();
  if (drawn < 0.7) return 'in-time';
  if (drawn < 0.82) return 'late';
  return drawn < 0.9 ? 'never' : 'half';
}

/** The first thing said of a pupil; a correction comes later. Undefined where it was said before the start. */
function wordsFor({ fate, day }: PupilFate, slot: Slot, isFirst: boolean): string | undefined {
  switch (fate) {
    case 'late':
      return isFirst ? `late ${addMinutes(slot.start, 5)}` : 'in';
    case 'away':
      return day > 1 || !isFirst ? 'absent because still away' : 'not here';
    case 'ill':
      return 'ill';
    case 'told-before':
      return undefined;
    case 'lost-at-noon':
      return isFirst ? 'in' : 'not here';
    case 'wrongly-away':
    case 'late-after-close':
      return isFirst ? 'not here' : 'in';
    default:
      return 'in';
  }
}

interface Correction {
  /** After the start of the slot. */
  minutes: number;
  words: string;
  why: string;
}

function correctionOf({ fate }: PupilFate, slot: Slot): Correction | undefined {
  const at = (minutes: number): LocalTime => addMinutes(slot.start, minutes);
  if (fate === 'wrongly-away') return { minutes: 45, words: 'present', why: 'Ticked the wrong child' };
  if (fate === 'wrongly-here') return { minutes: 40, words: 'absent', why: 'Was never here' };
  if (fate === 'late-after-close') return { minutes: 40, words: `late ${at(35)}`, why: 'Came after all' };
  return fate === 'leaves' ? { minutes: 65, words: `left ${at(60)}`, why: 'Walked off' } : undefined;
}

const beginsCase = new Set<PupilFate['fate']>(['away', 'ill', 'lost-at-noon', 'wrongly-away', 'leaves']);

interface Saying {
  one: Due;
  words: string;
}
interface Taken {
  doings: Doing[];
  /** Slots of which nobody says anything. */
  silent: string[];
}
interface Drawing {
  chance: Chance;
  there: WeekPartnership;
}

/** In time, late, half in, or never. */
export function takeRegister(register: Register, { chance, there }: Drawing): Taken {
  const how = returnOf(chance);
  const { due, start, closesAt } = register;
  const late = addMinutes(closesAt, 5 * chance.between(1, 9));
  const time = how === 'late' ? late : addMinutes(start, 5 * chance.between(1, 5));
  const [said, silent, doings]: [Saying[], string[], Doing[]] = [[], [], []];
  for (const one of due) {
    const words = wordsFor(one.of, one.slot, one.isFirst);
    if (words === undefined) continue;
    if (how === 'never' || (how === 'half' && chance.next() < 0.3)) silent.push(slotKey(one.slot));
    else said.push({ one, words });
  }
  const later = how === 'half' ? said.splice(said.length / 2) : [];
  const lots: [LocalTime, Saying[]][] = [
    [time, said],
    [addMinutes(closesAt, 15), later],
  ];
  for (const [at, lot] of lots.filter(([, of]) => of.length > 0)) {
    doings.push(returned(register, at, lot, { chance, there }));
    for (const { one } of lot) doings.push(...afterwards(register, one, at, { chance, there }));
  }
  return { doings, silent };
}

/** Corrections, and what people do about an absence that the register has told of. */
function afterwards(
  register: Register,
  { slot, isFirst, of }: Due,
  time: LocalTime,
  { chance, there }: Drawing,
): Doing[] {
  const correction = isFirst ? correctionOf(of, slot) : undefined;
  const planned = addMinutes(slot.start, correction?.minutes ?? 0);
  const corrected = planned > time ? planned : addMinutes(time, 10);
  const isCase = beginsCase.has(of.fate) && isFirst === (of.fate !== 'lost-at-noon');
  const does = isCase ? followUpOf({ of, time: correction ? corrected : time, chance, there }) : [];
  const twice = of.fate === 'claimed-twice' && isFirst ? [claimedElsewhere(register, slot, time, there)] : [];
  return [...(correction ? [changed(register, slot, of, corrected, correction, there)] : []), ...does, ...twice];
}

/** Teams does not know the tutor of one place: the officer enters what was rung through. */
function takerOf({ provision }: Register, there: WeekPartnership): string {
  const hasTutor = provision !== there.held.provisions[1]?.code;
  return (hasTutor ? there.whoIs('provision', provision) : there.whoIs('officer', CODE)).upn;
}

const saidOf = ({ pupil }: PupilFate, words: string): Said => ({
  pupilId: pupil.pupilId,
  name: displayName(pupil),
  words,
});

function changed(
  register: Register,
  { provision, start }: Slot,
  of: PupilFate,
  time: LocalTime,
  { words, why }: Correction,
  there: WeekPartnership,
): Doing {
  const { date } = register;
  const by = takerOf(register, there);
  return { time, act: { kind: 'mark', by, date, slot: { provision, start }, said: saidOf(of, words), why } };
}

/** One in four registers comes as a file. */
function returned(register: Register, time: LocalTime, lot: readonly Saying[], { chance, there }: Drawing): Doing {
  const { provision, session } = register;
  if (chance.next() < 0.25) return { time, act: imported(lot.map((one) => markRow(register, time, one))) };
  const said = lot.map(({ one, words }) => saidOf(one.of, words));
  return { time, act: { kind: 'register', by: takerOf(register, there), provision, session, said } };
}

const MARK_COLUMNS = 'pupil_id,date,provision,arrive,recorded_at,recorded_by,status,arrived_at,code,reason';
const imported = (rows: readonly string[]): Act => ({
  kind: 'pack',
  files: { 'marks.csv': `${[MARK_COLUMNS, ...rows].join('\n')}\n` },
});

function markRow({ date, provision }: Register, time: LocalTime, { one, words }: Saying): string {
  const [, lateAt = ''] = /^late (.*)$/.exec(words) ?? [];
  const [status, code, reason] = inColumns[words.replace(/ \d.*/, '')]!;
  const { pupilId, start } = one.slot;
  const by = `Office of ${provision}`;
  return [pupilId, date, provision, start, `${date} ${time}`, by, status, lateAt, code, reason].join(',');
}

const inColumns: Readonly<Record<string, readonly [string, string, string]>> = {
  in: ['present', '', ''],
  late: ['late', '', ''],
  'not here': ['absent', '', ''],
  ill: ['absent', 'I', ''],
  'absent because still away': ['absent', '', 'Still away'],
};

/** Another place has the child too: seen there while they are marked present here. */
function claimedElsewhere({ date }: Register, slot: Slot, time: LocalTime, there: WeekPartnership): Doing {
  const other = there.held.provisions.find(({ code }) => code !== slot.provision)!;
  const at = addMinutes(time, 15);
  const row = [slot.pupilId, date, other.code, at, `${date} ${at}`, `Office of ${other.code}`, 'present', at, '', ''];
  return { time: at, act: imported([row.join(',')]) };
}

/** An appointment that the officer knows of before the day begins. */
export const toldBefore = (day: readonly Register[], there: WeekPartnership): Doing[] =>
  day.flatMap(({ provision, session, due }) =>
    due
      .filter(({ of }) => of.fate === 'told-before')
      .map(({ of }) => {
        const by = there.whoIs('officer', CODE).upn;
        const said = [saidOf(of, 'absent dentist')];
        return { time: '08:30', act: { kind: 'register' as const, by, provision, session, said } };
      }),
  );

/** A quiet day's registers are all in by one file a session: nothing is of interest but the clock. */
export function quietDay(day: readonly Register[]): Doing[] {
  const bySession = Map.groupBy(day, ({ start }) => start);
  return [...bySession].map(([start, registers]) => {
    const time = addMinutes(start, 15);
    const rows = registers.flatMap((register) =>
      register.due.map((one) =>
        markRow(register, time, { one, words: wordsFor(one.of, one.slot, one.isFirst) ?? 'in' }),
      ),
    );
    return { time, act: imported(rows) };
  });
}
