/** What the people of an absence do about it: whom they ring, who is seen, what is never found out. */
import type { By, Contact } from '../../../src/domain/absence/absence.ts';
import type { AbsenceEvent } from '../../../src/domain/absence/events.ts';
import { addMinutes, instantAt, type LocalDate, type LocalTime } from '../../../src/domain/time.ts';
import type { Chance } from '../chance.ts';
import type { Act } from './acts.ts';
import { isRed, type PupilFate } from './fates.ts';
import { CODE, type WeekPartnership } from './partnership.ts';

export interface Doing {
  time: LocalTime;
  act: Act;
}

interface Case {
  of: PupilFate;
  date: LocalDate;
  /** When somebody said that the child is not there. */
  time: LocalTime;
  chance: Chance;
  there: WeekPartnership;
}

type Did = (minutes: number, by: By, event: (time: LocalTime) => AbsenceEvent) => Doing;

const did =
  ({ of, date, time }: Case): Did =>
  (minutes, by, event) => {
    const at = addMinutes(time, minutes);
    void date;
    return { time: at, act: { kind: 'follow', by: by.upn, pupilId: of.pupil.pupilId, event: event(at) } };
  };

function contact({ date, of }: Case, by: By, over: Partial<Contact>): (time: LocalTime) => AbsenceEvent {
  const whom = of.pupil.contacts[0]?.name ?? 'Parent';
  return (time) => ({
    kind: 'contact',
    contact: {
      at: instantAt(date, time),
      by,
      whom,
      relationship: 'mother',
      method: 'call',
      outcome: 'reached',
      ...over,
    },
  });
}

const heard = { reason: 'Unwell since last night', code: 'I', child: { mode: 'voice' } } satisfies Partial<Contact>;
const seen = { method: 'visit', child: { mode: 'in-person', where: 'home' }, twoStaff: true } satisfies Partial<Contact>;

/** A red child is seen, whatever is heard on the telephone; then only a DSL closes it. */
function redDoes(one: Case, act: Did, officer: By, dsl: By): Doing[] {
  const { chance } = one;
  const drawn = chance.next();
  if (drawn < 0.15) return [act(95, officer, contact(one, officer, { method: 'visit', outcome: 'no-answer' }))];
  const visited = act(90, officer, contact(one, officer, { ...seen, visitAgreedWith: 'the school' }));
  const closed = act(120, dsl, () => ({ kind: 'close', by: dsl }));
  return drawn < 0.25 ? [visited] : [visited, closed];
}

function nobodyReached(one: Case, act: Did, by: By, dsl: By): Doing[] {
  const tries = [20, 45].map((minutes) => act(minutes, by, contact(one, by, { outcome: 'no-answer' })));
  if (isRed(one.of.pupil)) return tries;
  const drawn = one.chance.next();
  if (drawn < 0.3) return [...tries, act(75, dsl, () => ({ kind: 'missing', by: dsl, why: 'Nobody knows where' }))];
  const visit = act(60, by, () => ({ kind: 'visit', by, wanted: drawn < 0.6, why: 'Agreed on the telephone' }));
  return [...tries, visit, ...(drawn < 0.6 ? [act(110, by, contact(one, by, { ...seen, reason: 'Overslept', code: 'O' }))] : [])];
}

/** Everything is said of the day it happens on; who is silent leaves the code open until the week's end. */
export function followUpOf(one: Case): Doing[] {
  const { of, there, chance } = one;
  const { pupil, manner, fate } = of;
  const act = did(one);
  const officer = there.whoIs('officer', CODE);
  const keyLink = there.whoIs('key-link', pupil.schoolUrn);
  const dsl = there.whoIs('school-dsl', pupil.schoolUrn);
  const by = chance.next() < 0.5 ? officer : keyLink;
  if (fate === 'wrongly-away') return [];
  if (fate === 'leaves' || fate === 'lost-at-noon') return foundAgain(one, act, by, dsl);
  if (manner === 'silent') return [];
  if (manner === 'nobody') return [...nobodyReached(one, act, by, dsl), ...(isRed(pupil) ? redDoes(one, act, officer, dsl) : [])];
  const known = manner === 'reached' ? 20 : 50;
  const first = manner === 'reached' ? [] : [act(25, by, contact(one, by, { outcome: 'message-left' }))];
  return [
    ...first,
    act(known, by, contact(one, by, heard)),
    ...(isRed(pupil) ? redDoes(one, act, officer, dsl) : []),
  ];
}

/** Who was missing: found by somebody after a while; the code is given, and a DSL closes. A few are not found that day. */
function foundAgain(one: Case, act: Did, by: By, dsl: By): Doing[] {
  const { chance, of, there } = one;
  if (chance.next() < 0.1) return [];
  const lead = there.whoIs('attendance-lead', of.pupil.schoolUrn);
  return [
    act(40, by, contact(one, by, { whom: 'the child', method: 'in-person', child: { mode: 'in-person', where: 'in town' } })),
    act(50, lead, () => ({ kind: 'code', by: lead, code: 'O', why: 'Walked off, no reason' })),
    act(65, dsl, () => ({ kind: 'close', by: dsl })),
  ];
}
