/** A register as the commands read it, made of plain values: one morning at Oak Farm. */
import type { Register } from '../../src/commands/register/reading.ts';
import type { Asking } from '../../src/commands/command.ts';
import type { Mark, Provision, Pupil, School } from '../../src/domain/records.ts';
import { rollOf, sessionsOf } from '../../src/domain/register/roll.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import type { Tap } from '../../src/store/drafts.ts';
import { aMark, aPupil, aRow, aSchool, held, oakFarm, PARTNERSHIP } from './cal-a.ts';

const MONDAY = '2026-11-09';

export const dueAtOakFarm = (pupilId: string, over: Partial<Pupil> = {}): Pupil =>
  aPupil({ pupilId, timetable: [aRow('monday', 'oak-farm', '09:00', '12:00')], ...over });

/** Staff of Oak Farm, on that Monday. */
export const staffAsking = (time = '09:40', provisionList: Provision[] = [oakFarm]): Asking => {
  const upn = 'sam@oakfarm.example';
  const holdings = [{ role: 'provision', organisation: 'oak-farm', name: 'Sam Reed' } as const];
  return {
    person: { upn, name: 'Sam Reed', holdings },
    scope: { upn, partnerships: [], schools: [], provisions: ['oak-farm'] },
    objectId: 'o',
    origin: {} as Asking['origin'],
    directory: { provisionList } as Asking['directory'],
    now: momentOf(instantAt(MONDAY, time)),
  };
};

export const markedBy = (who: string, pupilId: string, status: Mark['status'], at: string): Mark =>
  aMark(status, at, { pupilId, recordedBy: who, upn: `${who.toLowerCase().replaceAll(' ', '.')}@oakfarm.example` });

interface Given {
  pupils: Pupil[];
  marks?: Mark[];
  taps?: Tap[];
  schools?: School[];
  provisions?: Provision[];
  page?: number;
}

export function aRegister(
  { pupils, marks = [], taps = [], schools = [aSchool()], provisions = [oakFarm], page = 0 }: Given,
  asking = staffAsking(),
): Register {
  const records = held({ pupils, marks, schools, provisions });
  const at = { provision: 'oak-farm', date: MONDAY, session: 'AM' as const, page };
  const roll = rollOf({
    provision: 'oak-farm',
    date: MONDAY,
    held: [records],
    now: asking.now,
    viewer: asking.person.upn,
  });
  return {
    at,
    place: provisions[0]?.name ?? '',
    roll: roll.filter(({ slot }) => slot.session === 'AM'),
    sessions: sessionsOf(roll),
    held: new Map([[PARTNERSHIP, records]]),
    draft: { of: { ...at, upn: asking.person.upn }, openedAt: 0, version: 1, taps },
  };
}

export const aTap = (pupilId: string, said: Tap['said'], over: Partial<Tap> = {}): Tap => ({
  partnership: PARTNERSHIP,
  pupilId,
  start: '09:00',
  said,
  seen: '',
  ...over,
});
