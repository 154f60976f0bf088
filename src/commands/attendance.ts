/** `attendance <name>`: a pupil's figures since August and the latest four weeks as a picture. */
import { attendanceCard, type AttendanceShown } from '../cards/attendance.ts';
import type { Attendance } from '../domain/figures/attendance.ts';
import { figuresOf, marksNeededFrom } from '../domain/figures/figures.ts';
import { programmeAttendance, programmeSlots } from '../domain/figures/programme.ts';
import { weekCells, type DayCells } from '../domain/figures/school-weeks.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import { addDays, mondayOf, type LocalDate } from '../domain/time.ts';
import type { Records } from '../store/records.ts';
import { sayFigures, sayProgramme } from '../texts/attendance.ts';
import { atLeast } from './at-least.ts';
import { say, type Answer, type Asking, type Command, type Looked, type Parts } from './command.ts';
import { aboutPupil, nameOf, type Found } from './find-pupil.ts';
import { askByName } from './pupil-question.ts';
import { mayAskOfPupils } from './rights.ts';

const WEEKS = [3, 2, 1, 0] as const;

const toneOf = ({ severe, persistent }: Attendance) => {
  if (severe) return 'attention';
  return persistent ? 'warning' : 'emphasis';
};

const who = (found: Found) => ({ name: nameOf(found), about: aboutPupil(found) });

/** What somebody may know of a pupil's attendance: the latest weeks, and whatever more of the year is theirs to see. */
interface Shown extends AttendanceShown {
  /** In runs of weeks: the half-terms of the year, or the latest weeks alone. */
  picture: DayCells[][];
}

function wholeYear(found: Found, held: PartnershipRecords, { now }: Asking): Shown {
  const figures = figuresOf(found.pupil, held, now);
  const { weeks, halfTerms: picture } = figures;
  return { ...who(found), said: sayFigures(figures), tone: toneOf(figures.year), weeks, picture };
}

const fourWeeksAgo = (today: LocalDate): LocalDate => addDays(mondayOf(today), -7 * WEEKS[0]);

/** R7.15: their own slots alone, and nothing of the school's calendar. */
function ownSlots(found: Found, held: PartnershipRecords, { now, scope }: Asking): Shown {
  const period = { pupil: found.pupil, held, from: fourWeeksAgo(now.date), to: now.date, now };
  const slots = programmeSlots(period, scope.provisions);
  const school = { calendar: [], chain: { organisation: found.pupil.schoolUrn }, today: now.date };
  const mondays = WEEKS.map((back) => addDays(mondayOf(now.date), -7 * back));
  const weeks = weekCells(
    school,
    mondays,
    (date, half) => slots.find((slot) => slot.date === date && slot.session === half)?.kind,
  );
  const said = sayProgramme(programmeAttendance(slots));
  return { ...who(found), said, tone: 'emphasis', weeks, picture: [weeks] };
}

export async function attendanceFor(records: Records, asking: Asking, found: Found): Promise<Shown> {
  const { pupil, pupilId, sight, held } = found;
  const today = asking.now.date;
  const from = sight === 'all' ? marksNeededFrom(pupil, today) : fourWeeksAgo(today);
  const marks = await records.marksOf(held.partnership.code, pupilId, from, today);
  return (sight === 'all' ? wholeYear : ownSlots)(found, { ...held, marks }, asking);
}

/** What an answer about attendance was of, for the audit. */
export const figuresKind = ({ sight }: Found): string => (sight === 'all' ? 'figures' : 'programme attendance');

/** The answer about a pupil found. */
export async function showAttendance(records: Records, asking: Asking, found: Found): Promise<Answer> {
  const card = attendanceCard(await attendanceFor(records, asking, found));
  const looked: Looked = {
    query: 'attendance',
    decision: 'answered',
    pupilId: found.pupilId,
    fields: [figuresKind(found)],
  };
  return { ...say(card, 'Keylink answered'), looked };
}

export function attendanceCommand({ store }: Parts): Command {
  return {
    name: 'attendance',
    example: 'attendance Joe Bloggs',
    means: 'the figures since August, and the latest four weeks as a picture',
    words: ['attendance'],
    parse: (rest) => (rest === '' ? undefined : { text: rest }),
    may: mayAskOfPupils,
    answered: 'private',
    run: (asking, fields) =>
      atLeast(
        askByName(store.records, asking, { query: 'attendance', text: fields['text'] ?? '' }, (found) =>
          showAttendance(store.records, asking, found),
        ),
      ),
  };
}
