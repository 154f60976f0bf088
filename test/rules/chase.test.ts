import { chasesCalledFor } from '../../src/domain/chase/watch.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import type { Chase } from '../../src/domain/chase/chase.ts';
import type { Mark, PartnershipRecords } from '../../src/domain/records.ts';
import { ASHFIELD, PARTNERSHIP, aMark, aPlacement, aPupil, aRow, held, pupilT } from '../support/cal-a.ts';

const MONDAY = '2026-11-09';
const at = (pupilId: string) =>
  aPupil({ pupilId, placements: [aPlacement()], timetable: [aRow('monday', 'oak-farm', '09:00', '12:00')] });
const two = [at('p01'), at('p02')];
const staff = () => ['oak@farm.example'];
const officers = ['officer@northvale.example'];

/** Looks at each of these times, keeping what was written. */
function looking(
  times: readonly string[],
  over: Partial<PartnershipRecords> = {},
  staffAt: () => string[] = staff,
  date = MONDAY,
) {
  const chases = new Map<string, Chase>();
  const told: string[] = [];
  for (const time of times) {
    const now = momentOf(instantAt(date, time));
    const marks = (over.marks ?? []).filter((mark) => mark.recordedAt <= now.instant);
    const records = held({ pupils: two, ...over, marks, chases: [...chases.values()] });
    for (const { chase, told: said } of chasesCalledFor({ held: records, now, staffAt, officers })) {
      chases.set(`${chase.provision} ${chase.closesAt}`, chase);
      for (const { step, to, pupils } of said) told.push(`${time} ${step} ${to.join(',')} ${pupils.join(',')}`);
    }
    const again = held({ pupils: two, ...over, marks, chases: [...chases.values()] });
    expect(chasesCalledFor({ held: again, now, staffAt, officers })).toEqual([]);
  }
  return { told, chases: [...chases.values()] };
}
const all = ['09:29', '09:30', '09:39', '09:40', '09:49', '09:50', '10:30', '12:30'];
const present = (pupilId: string, recorded: string): Mark => aMark('present', recorded, { pupilId });

describe('4.3 NO_RETURN: a register that does not come', () => {
  test('T0 and T0+10 to the provision, T0+20 to the officer', () => {
    expect(looking(all).told).toEqual([
      '09:30 ask oak@farm.example p01,p02',
      '09:40 ask-again oak@farm.example p01,p02',
      '09:50 ring officer@northvale.example p01,p02',
    ]);
  });

  test('stops when it is in', () => {
    const { told, chases } = looking(all, { marks: [present('p01', '09:35'), present('p02', '09:35')] });
    expect(told).toEqual(['09:30 ask oak@farm.example p01,p02']);
    expect(chases).toMatchObject([{ due: [], returnedAt: instantAt(MONDAY, '09:39') }]);
  });

  test('half in, it is chased for what is missing; "absent" is a word of it too', () => {
    const { told } = looking(all, { marks: [aMark('absent', '09:20')] });
    expect(told[0]).toBe('09:30 ask oak@farm.example p02');
    expect(looking(all, { marks: [present('p01', '09:20'), present('p02', '09:25')] }).chases).toEqual([]);
  });

  test('nobody to reach there: the officer at once', () => {
    expect(looking(all, {}, () => []).told).toEqual(['09:30 ring officer@northvale.example p01,p02']);
  });

  test('nobody there can be reached any more after the first time: nobody is said to be asked again, the officer rings', () => {
    const now = momentOf(instantAt(MONDAY, '09:40'));
    const chases = looking(['09:30']).chases;
    const [change] = chasesCalledFor({ held: held({ pupils: two, chases }), now, staffAt: () => [], officers });
    expect(change).toMatchObject({
      told: [{ step: 'ring', to: officers }],
      chase: { due: [], fired: [{ step: 'ask' }, { step: 'ring', at: now.instant }] },
    });
  });

  test('started late: every step once and in order, the provision asked in one; they count from when they were done', () => {
    const { told, chases } = looking(['10:30', '10:31']);
    expect(told).toEqual(['10:30 ask-again oak@farm.example p01,p02', '10:30 ring officer@northvale.example p01,p02']);
    const done = { at: instantAt(MONDAY, '10:30') };
    expect(chases[0]?.fired).toEqual([
      { step: 'ask', ...done },
      { step: 'ask-again', ...done },
      { step: 'ring', ...done },
    ]);
  });

  test('Q12, Q15, M18: not the home site, not a dual-registered place, not a provision that is shut', () => {
    const t = [pupilT()];
    expect(looking(all, { pupils: t }, staff, '2026-11-10').chases).toEqual([]);
    expect(looking(all, { pupils: t }, staff, '2026-11-13').chases).toEqual([]);
    const shut = { organisation: 'oak-farm', from: MONDAY, to: MONDAY, kind: 'closure' as const };
    expect(looking(all, { calendar: [...held().calendar, shut] }).chases).toEqual([]);
    expect(
      looking(all, { pupils: [aPupil({ timetable: [aRow('monday', ASHFIELD, '09:00', '12:00')] })] }).chases,
    ).toEqual([]);
  });

  test('the waits are settings of the provision or the partnership; a register of a day gone by is nobody’s to chase', () => {
    const settings = [
      { organisation: PARTNERSHIP, name: 'chase_again_minutes', from: '2026-09-01', value: '5' },
      { organisation: 'oak-farm', name: 'chase_phone_minutes', from: '2026-09-01', value: '9' },
    ];
    expect(looking(['09:30', '09:35', '09:39'], { settings }).told.map((line) => line.slice(0, 15))).toEqual([
      '09:30 ask oak@f',
      '09:35 ask-again',
      '09:39 ring offi',
    ]);
    expect(looking(all, {}, staff, '2026-11-10').told).toEqual([]);
  });
});
