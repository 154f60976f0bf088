import { isDeepStrictEqual } from 'node:util';
import { slotsOn } from '../domain/slots.ts';
import { rowIs, worthALook } from '../texts/import-rows.ts';
import { amendMarks } from './amend-marks.ts';
import { marks as marksFile } from './files/days.ts';
import { isFault } from './plan-file.ts';
import { bare, fault, keyIn, merge, refuse, warn } from './planning.ts';
import { lostPupil, wrongPlace } from './plan-plans.ts';
import { wrongMark } from './wrong-mark.ts';
import type { CalendarRow, Mark, PartnershipRecords, Pupil, Setting } from '../domain/records.ts';
import type { Slot } from '../domain/slots.ts';
import type { LocalDate } from '../domain/time.ts';
import type { PupilRow } from './files/pupils.ts';
import type { Planned, Touched } from './plan-file.ts';
import type { Fault, Planning } from './planning.ts';
import type { Organisations } from './references.ts';
import type { Row } from './sheet.ts';

/** Everything the marks are checked against, as it is after the import. */
export interface World {
  there: Organisations;
  pupilRows: Planned<PupilRow>;
  pupils: ReadonlyMap<string, Pupil>;
  calendar: Planned<CalendarRow>;
  settings: Planned<Setting>;
}

export interface PlannedMarks {
  append: Mark[];
  touched: Touched<Mark>[];
  unchanged: number;
}

type SlotsOf = (pupil: Pupil, date: LocalDate) => readonly Slot[];

function recordsOf(world: World, code: string): PartnershipRecords | undefined {
  const { there, calendar, settings } = world;
  const partnership = there['partnerships.csv'].now.get(code);
  if (!partnership) return undefined;
  return {
    partnership,
    schools: [...there['schools.csv'].now.values()].filter((school) => school.partnership === code),
    provisions: [...there['provisions.csv'].now.values()],
    calendar: [...calendar.now.values()],
    settings: [...settings.now.values()],
    pupils: [],
    marks: [],
    absences: [],
    chases: [],
  };
}

/** Each pupil's slots of each day, worked out once: a hundred thousand marks ask again and again. */
function slotsIn(world: World): SlotsOf {
  const records = new Map(
    [...world.there['partnerships.csv'].now.keys()].map((code) => [code, recordsOf(world, code)]),
  );
  const known = new Map<string, readonly Slot[]>();
  return (pupil, date) => {
    const key = `${pupil.pupilId}\n${date}`;
    const slots = known.get(key);
    if (slots) return slots;
    const held = records.get(world.there['schools.csv'].now.get(pupil.schoolUrn)?.partnership ?? '');
    const fresh = held ? slotsOn(pupil, date, held) : [];
    known.set(key, fresh);
    return fresh;
  };
}

const isEvidence = ({ status, arrivedAt }: Mark): boolean =>
  (status === 'present' || status === 'late') && arrivedAt !== undefined;

/** Contract: without a slot of its own a mark is refused, unless it says when somebody was seen. */
function placeMark(planning: Planning, row: Row<Mark>, mark: Mark, slots: readonly Slot[]): Fault | undefined {
  if (slots.some(({ provision, start }) => provision === mark.provision && start === mark.arrive)) return undefined;
  if (!isEvidence(mark)) {
    return fault('arrive', rowIs.noSlot(slots.map(({ provision, start }) => `${provision} ${start}`)));
  }
  warn(planning, row, 'arrive', worthALook.evidenceOnly);
  return undefined;
}

/** A new mark, or what is wrong with it. */
function settleMark(planning: Planning, world: World, row: Row<Mark>, slotsOf: SlotsOf): Mark | Fault {
  const mark = merge(marksFile, row, undefined);
  if (isFault(mark)) return mark;
  const lost = lostPupil(planning, world.pupilRows, mark.pupilId);
  if (lost) return lost;
  const pupil = world.pupils.get(mark.pupilId)!;
  const wrong = wrongPlace(planning, world.there, mark.provision, pupil.schoolUrn) ?? wrongMark(mark, planning.now);
  return wrong ?? placeMark(planning, row, mark, slotsOf(pupil, mark.date)) ?? mark;
}

function add({ append, touched }: PlannedMarks, row: Row<Mark>, mark: Mark): void {
  append.push(mark);
  touched.push({ row, value: mark });
}

/** Marks are only ever added: one that is held already must say the same (R3.6). */
export function planMarks(planning: Planning, world: World): PlannedMarks {
  const rows = planning.pack.rows['marks.csv'] ?? [];
  const held = new Map(
    rows.length === 0 ? [] : planning.held.marks.map((mark) => [keyIn(marksFile, mark), bare(mark)]),
  );
  const slotsOf = slotsIn(world);
  const planned: PlannedMarks = { append: [], touched: [], unchanged: 0 };
  for (const row of rows) {
    const before = held.get(row.key);
    const mark = before ? merge(marksFile, row, before) : settleMark(planning, world, row, slotsOf);
    if (isFault(mark)) refuse(planning, row, mark);
    else if (!before) add(planned, row, mark);
    else if (isDeepStrictEqual(mark, before)) planned.unchanged += 1;
    else refuse(planning, row, fault('recordedAt', rowIs.recordedAlready));
  }
  return { ...planned, append: amendMarks(planned.append, planning.held.marks) };
}
