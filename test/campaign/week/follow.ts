/** What the people of an absence do about it: whom they ring, who is seen, what is never found out. */
import { addMinutes, type LocalTime } from '../../../src/domain/time.ts';
import type { Act as AbsenceAct } from '../../../src/domain/follow-up/acts.ts';
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
  /** When somebody said that the child is not there. */
  time: LocalTime;
  chance: Chance;
  there: WeekPartnership;
}

interface People {
  /** Who rings. */
  by: string;
  officer: string;
  dsl: string;
  lead: string;
}

type Fields = Record<string, string>;
type Did = (minutes: number, by: string, act: AbsenceAct, fields?: Fields) => Doing;

const called = (outcome: string, over: Fields = {}): Fields => ({
  whom: 'contact-1',
  method: 'call',
  outcome,
  ...over,
});
const heard = called('reached', { heard: 'ill', words: 'Unwell since last night', child: 'voice' });
const overslept = called('reached', { heard: 'other', words: 'Overslept', child: 'voice' });
const visited = { way: 'visit', where: 'at home', agreed: 'the school', staff: 'yes' };

/** A red child is seen, whatever is heard on the telephone; then only a DSL closes it. Some are not found, some not closed. */
function redDoes({ chance }: Case, did: Did, { officer, dsl }: People): Doing[] {
  const drawn = chance.next();
  if (drawn < 0.15) return [did(95, officer, 'contact', called('no-answer', { method: 'visit' }))];
  const seen = did(90, officer, 'seen', visited);
  return drawn < 0.25 ? [seen] : [seen, did(120, dsl, 'close')];
}

function nobodyReached({ of, chance }: Case, did: Did, { by, dsl }: People): Doing[] {
  const tries = [20, 45].map((minutes) => did(minutes, by, 'contact', called('no-answer')));
  if (isRed(of.pupil)) return tries;
  const drawn = chance.next();
  if (drawn < 0.3) return [...tries, did(75, dsl, 'missing', { why: 'Nobody knows where' })];
  const isWanted = drawn < 0.6;
  const visit = did(60, by, 'visit', { wanted: isWanted ? 'yes' : 'no', why: 'Agreed on the telephone' });
  return [...tries, visit, ...(isWanted ? [did(110, by, 'seen', visited)] : [])];
}

/** Who was missing: found by somebody after a while; the code is given, and a DSL closes. A few are not found that day. */
function foundAgain({ chance }: Case, did: Did, { by, dsl, lead }: People): Doing[] {
  if (chance.next() < 0.1) return [];
  return [
    did(40, by, 'seen', { way: 'in-person', where: 'in town' }),
    did(50, lead, 'code', { code: 'O', why: 'Walked off, no reason', only: 'all' }),
    did(65, dsl, 'close'),
  ];
}

/** Who is silent finds nothing out: the code stays open to the end of the week and past its deadline. */
export function followUpOf(one: Case): Doing[] {
  const { of, there, chance, time } = one;
  const { pupil, manner, fate } = of;
  const at = (role: Parameters<WeekPartnership['whoIs']>[0]): string => there.whoIs(role, pupil.schoolUrn).upn;
  const officer = there.whoIs('officer', CODE).upn;
  const people: People = {
    officer,
    by: chance.next() < 0.5 ? officer : at('key-link'),
    dsl: at('school-dsl'),
    lead: at('attendance-lead'),
  };
  const did: Did = (minutes, by, act, fields = {}) => ({
    time: addMinutes(time, minutes),
    act: { kind: 'follow', by, pupilId: pupil.pupilId, act, fields },
  });
  if (fate === 'wrongly-away') return [];
  if (fate === 'leaves' || fate === 'lost-at-noon') return foundAgain(one, did, people);
  if (manner === 'silent') return [];
  const red = isRed(pupil) ? redDoes(one, did, people) : [];
  if (manner === 'nobody') return [...nobodyReached(one, did, people), ...red];
  if (manner === 'reached') return [did(20, people.by, 'contact', heard), ...red];
  const code = { code: 'O', why: 'No good reason', only: 'all' };
  return [
    did(25, people.by, 'contact', called('message-left')),
    did(50, people.by, 'contact', overslept),
    did(70, people.lead, 'code', code),
    ...red,
  ];
}
