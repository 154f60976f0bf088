/** A school week as it may go, drawn from a seed: registers in time, late, half in or never; who is away, and what people do. */
import { slotsOn } from '../../../src/domain/slots.ts';
import type { PartnershipRecords } from '../../../src/domain/records.ts';
import { instantAt, type LocalDate } from '../../../src/domain/time.ts';
import type { Chance } from '../chance.ts';
import type { Act, Step } from './acts.ts';
import { createFates } from './fates.ts';
import type { Doing } from './follow.ts';
import type { WeekPartnership } from './partnership.ts';
import { quietDay, takeRegister, toldBefore, type Register } from './registers.ts';

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
}

export function writeScript(there: WeekPartnership, chance: Chance, plan: WeekPlan): Script {
  const doings: { date: LocalDate; doing: Doing }[] = [];
  const silent = new Set<string>();
  const fateOf = createFates(chance);
  const closed = closureIn(there, plan);
  if (closed) doings.push({ date: closed.told, doing: { time: '14:00', act: closed.act } });
  for (const date of [...plan.days, ...plan.after]) {
    const quiet = plan.after.includes(date);
    const day = dayOf(there.held, date, quiet, fateOf, closed);
    const taken = quiet ? [] : day.map((register) => takeRegister(register, { chance, there }));
    for (const key of taken.flatMap((one) => one.silent)) silent.add(key);
    const does = quiet ? quietDay(day) : [...taken.flatMap((one) => one.doings), ...toldBefore(day, there)];
    doings.push(...does.map((doing) => ({ date, doing })));
  }
  return { steps: stepsOf(doings), silent };
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
    const of = fateOf(pupil, slots, quiet);
    for (const slot of slots) {
      const { provision, session, start, closesAt } = slot;
      const key = `${provision} ${session}`;
      const register = registers.get(key) ?? { provision, session, date, start, closesAt, due: [] };
      registers.set(key, register);
      register.due.push({ slot, isFirst: slots[0] === slot, of });
    }
  }
  return [...registers.values()];
}

const LAST = '16:30';

/** Marks before what people do about them; the order in which they were drawn, within a minute. */
function stepsOf(doings: readonly { date: LocalDate; doing: Doing }[]): Step[] {
  const byMinute = Map.groupBy(
    doings.filter(({ doing }) => doing.time <= LAST),
    ({ date, doing }) => instantAt(date, doing.time),
  );
  const rank = { pack: 0, register: 1, mark: 2, follow: 3 };
  return [...byMinute]
    .toSorted(([a], [b]) => a - b)
    .map(([at, done]) => ({
      at,
      acts: done.map(({ doing }) => doing.act).toSorted((a, b) => rank[a.kind] - rank[b.kind]),
    }));
}
