/** A data pack from texts, and its plan carried out on plain values as the store would. */
import { checkRows } from '../../src/pack/check-rows.ts';
import { planImport } from '../../src/pack/plan-import.ts';
import { readCsv } from '../../src/pack/read-csv.ts';
import { instantAt } from '../../src/domain/time.ts';
import type { CheckedPack } from '../../src/pack/check-rows.ts';
import type { Change, ImportPlan } from '../../src/pack/plan-import.ts';
import type { HeldRecords } from '../../src/pack/planning.ts';

/** Monday 9 November 2026, a school day of CAL-A. */
export const NOON = instantAt('2026-11-09', '12:00');

/** File name without `.csv` to its text. */
export type Texts = Record<string, string>;

export function packOf(texts: Texts): CheckedPack {
  const read = Object.entries(texts).map(([name, text]) => readCsv(`${name}.csv`, new TextEncoder().encode(text)));
  return checkRows({
    files: read.flatMap(({ file }) => file ?? []),
    refusals: read.flatMap(({ refusals }) => refusals),
    warnings: read.flatMap(({ warnings }) => warnings),
  });
}

export const nothingHeld: HeldRecords = {
  partnerships: [],
  schools: [],
  provisions: [],
  people: [],
  cover: [],
  settings: [],
  calendar: [],
  pupils: [],
  marks: [],
};

/** Two partnerships' worth of nothing wrong: the smallest pack in which every file stands. */
export const goodPack: Texts = {
  partnerships: 'code,name,digest_at\nnorthvale,Northvale Partnership,10:30\n',
  schools: 'urn,name,partnership\n100001,Ashfield Academy,northvale\n100002,Birchwood School,northvale\n',
  provisions:
    'code,name,address,postcode,phone,registered\n' +
    'oak-farm,Oak Farm,"1 Mill Lane, Northvale",NV1 1AA,01632 960001,no\n' +
    'pru,Northvale PRU,2 Mill Lane,NV1 1AB,01632 960003,yes\n',
  people: 'upn,role,organisation,name\nA.Shah@Ashfield.example,school-dsl,100001,Asha Shah\n',
  cover: 'organisation,role,upn,from,to\n100001,key-link,a.shah@ashfield.example,2026-11-02,2026-11-06\n',
  settings: 'organisation,name,from,value\nnorthvale,stale_after_minutes,2026-09-01,60\n',
  pupils:
    'pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date\n' +
    'p01,Alfie,Smith,04/03/2012,10,100001,27/08/2026\n' +
    'p02,Zoë,"O\'Neill",2011-06-30,11,100002,2026-08-27\n',
  placements: 'pupil_id,provision,start_date\np01,oak-farm,2026-08-27\n',
  timetable:
    'pupil_id,provision,weekday,arrive,leave,valid_from\n' +
    'p01,oak-farm,monday,9:00,12:00,2026-08-27\n' +
    'p01,100001,tuesday,09:00,15:45,2026-08-27\n',
  agreements: 'pupil_id,from,weekday,session,to\np01,2026-09-02,wednesday,pm,2026-12-18\n',
  suspensions: 'pupil_id,from,to,kind\np02,2026-10-05,2026-10-06,suspended\n',
  calendar: 'organisation,from,to,kind\n*,2026-08-27,2026-12-18,term\n',
  marks:
    'pupil_id,date,provision,arrive,recorded_at,recorded_by,status,arrived_at\n' +
    'p01,2026-11-09,oak-farm,09:00,2026-11-09 09:05,office@oakfarm.example,present,\n' +
    'p01,2026-11-02,oak-farm,09:00,2026-11-02T09:20:00Z,office@oakfarm.example,late,09:18\n',
};

export const planOf = (texts: Texts, held: HeldRecords = nothingHeld, now = NOON): ImportPlan =>
  planImport(packOf(texts), held, now);

const carriedOut = <T>(held: readonly T[], { put, remove }: Change<T>, keyOf: (record: T) => string): T[] => {
  const records = new Map(held.map((record) => [keyOf(record), record]));
  for (const record of remove) records.delete(keyOf(record));
  for (const record of put) records.set(keyOf(record), record);
  return [...records.values()];
};

/** What is held once a plan has been carried out. */
export const after = (held: HeldRecords, plan: ImportPlan): HeldRecords => ({
  partnerships: carriedOut(held.partnerships, plan.partnerships, ({ code }) => code),
  schools: carriedOut(held.schools, plan.schools, ({ urn }) => urn),
  provisions: carriedOut(held.provisions, plan.provisions, ({ code }) => code),
  people: carriedOut(held.people, plan.people, ({ upn, role, organisation }) => `${upn} ${role} ${organisation}`),
  cover: carriedOut(held.cover, plan.cover, (one) => `${one.organisation} ${one.role} ${one.upn} ${one.from}`),
  settings: carriedOut(
    held.settings,
    plan.settings,
    ({ organisation, name, from }) => `${organisation} ${name} ${from}`,
  ),
  calendar: carriedOut(held.calendar, plan.calendar, (day) => `${day.organisation} ${day.from} ${day.to} ${day.kind}`),
  pupils: carriedOut(held.pupils, plan.pupils, ({ pupilId }) => pupilId),
  marks: [...held.marks, ...plan.marks],
});

/** What is held once packs have been imported one after the other. */
export const importing = (...packs: Texts[]): HeldRecords =>
  packs.reduce((held, texts) => after(held, planOf(texts, held)), nothingHeld);
