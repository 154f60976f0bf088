import { parse } from 'csv-parse/sync';
import { calendarOn } from '../../src/demo/calendar.ts';
import { demoPack } from '../../src/demo/pack.ts';
import { demoPlayground, demoSchool, demoUsers } from '../../src/demo/playground.ts';
import { previousSchoolDay, schoolDay } from '../../src/domain/calendar.ts';
import { digestFor } from '../../src/domain/digest.ts';
import { isUnaccounted } from '../../src/domain/digest-group.ts';
import { slotsOn } from '../../src/domain/slots.ts';
import { addDays, dateOf, instantAt, mondayOf, momentOf, timeOf, weekdayOf } from '../../src/domain/time.ts';
import { bankHolidays } from '../../src/demo/school-year.ts';
import type { DigestGroup } from '../../src/domain/digest-group.ts';
import type { CalendarRow, PartnershipRecords } from '../../src/domain/records.ts';
import type { LocalDate, Moment } from '../../src/domain/time.ts';
import type { FileName } from '../../src/pack/pack-file.ts';
import type { ImportPlan } from '../../src/pack/plan-import.ts';
import { nothingHeld, planOf } from '../support/pack.ts';

const chain = { organisation: demoSchool.urn, partnership: 'SVP' };
const at = (date: string, time: string): Moment => momentOf(instantAt(date, time));

/** Every month, weekends, bank holidays, the deep of each holiday, both Mondays after a clock change, a leap day. */
const moments: [string, Moment][] = [
  ['Friday 1 January 2027, a bank holiday', at('2027-01-01', '10:31')],
  ['Wednesday 17 February 2027, half term elsewhere', at('2027-02-17', '11:00')],
  ['Tuesday 29 February 2028', at('2028-02-29', '10:45')],
  ['Monday 27 March 2028, after the clocks went forward', at('2028-03-27', '10:31')],
  ['Easter Monday 29 March 2027', at('2027-03-29', '14:00')],
  ['Thursday 15 April 2027', at('2027-04-15', '16:00')],
  ['Monday 3 May 2027, a bank holiday', at('2027-05-03', '10:30')],
  ['Friday 25 June 2027, the end of school age', at('2027-06-25', '13:30')],
  ['Sunday 18 July 2027', at('2027-07-18', '12:00')],
  ['Thursday 5 August 2027', at('2027-08-05', '10:31')],
  ['Sunday 1 August 2027, the first day of the school year', at('2027-08-01', '20:00')],
  ['Wednesday 1 September 2027', at('2027-09-01', '09:10')],
  ['Monday 30 October 2028, after the clocks went back', at('2028-10-30', '10:31')],
  ['Wednesday 21 October 2026, half term', at('2026-10-21', '17:59')],
  ['Sunday 22 November 2026', at('2026-11-22', '04:50')],
  ['Saturday 21 November 2026', at('2026-11-21', '23:59')],
  ['Monday 23 November 2026 before school', at('2026-11-23', '07:30')],
  ['Friday 25 December 2026', at('2026-12-25', '10:31')],
  ['Thursday 31 December 2026, one minute to midnight', at('2026-12-31', '23:59')],
];

const planFor = (now: Moment): ImportPlan =>
  planOf(
    Object.fromEntries([...demoPack(now)].map(([name, text]) => [name.replace('.csv', ''), text])),
    nothingHeld,
    now.instant,
  );

function recordsOf(plan: ImportPlan, partnership = 'SVP'): PartnershipRecords {
  const schools = plan.schools.put.filter((school) => school.partnership === partnership);
  return {
    partnership: plan.partnerships.put.find(({ code }) => code === partnership)!,
    schools,
    provisions: plan.provisions.put,
    calendar: plan.calendar.put,
    settings: plan.settings.put,
    pupils: plan.pupils.put.filter(({ schoolUrn }) => schools.some(({ urn }) => urn === schoolUrn)),
    marks: plan.marks,
    absences: [],
    chases: [],
  };
}

const latestSchoolDay = ({ calendar }: PartnershipRecords, now: Moment): LocalDate =>
  previousSchoolDay(calendar, chain, addDays(now.date, 1))!;
const dayBefore = ({ calendar }: PartnershipRecords, date: LocalDate): LocalDate =>
  previousSchoolDay(calendar, chain, date)!;

/** Of the days that must be school, those that are not. */
function noSchool(calendar: readonly CalendarRow[], today: LocalDate): LocalDate[] {
  const days = (from: LocalDate, step: number, count: number): LocalDate[] =>
    Array.from({ length: count }, (_, index) => addDays(from, step * index)).filter(
      (date) => !['saturday', 'sunday'].includes(weekdayOf(date)),
    );
  const due = [...days(today, -1, 20).slice(0, 10), ...days(mondayOf(today), 1, 14)];
  return due.filter((date) => schoolDay(calendar, chain, date).kind !== 'school-day');
}

const groupsAt = (held: PartnershipRecords, date: LocalDate, moment: Moment): DigestGroup[] => [
  ...new Set(digestFor({ urn: demoSchool.urn, date, held, moment }).rows.map(({ group }) => group)),
];

const rowsOf = (pack: ReadonlyMap<FileName, string>, name: FileName): Record<string, string>[] =>
  parse(pack.get(name)!, { columns: true });

/** The bold columns of the contract, section 3. */
const required: Record<FileName, string[]> = {
  'partnerships.csv': ['code', 'name', 'digest_at'],
  'schools.csv': ['urn', 'name', 'partnership'],
  'provisions.csv': ['code', 'name', 'address', 'postcode', 'phone', 'registered'],
  'people.csv': ['upn', 'role', 'organisation', 'name'],
  'cover.csv': ['organisation', 'role', 'upn', 'from'],
  'settings.csv': ['organisation', 'name', 'from', 'value'],
  'pupils.csv': ['pupil_id', 'forename', 'surname', 'date_of_birth', 'year_group', 'school_urn', 'start_date'],
  'placements.csv': ['pupil_id', 'provision', 'start_date'],
  'timetable.csv': ['pupil_id', 'provision', 'weekday', 'arrive', 'valid_from'],
  'agreements.csv': ['pupil_id', 'from', 'weekday', 'session', 'to'],
  'suspensions.csv': ['pupil_id', 'from', 'to', 'kind'],
  'calendar.csv': ['organisation', 'from', 'to', 'kind'],
  'marks.csv': ['pupil_id', 'date', 'provision', 'arrive', 'recorded_at', 'recorded_by', 'status'],
};

describe.each(moments)('the demo on %s', (_name, now) => {
  const plan = planFor(now);
  const held = recordsOf(plan);
  const latest = latestSchoolDay(held, now);

  test('goes in whole, with no other warning than of the child whom the farm ticks though he moved', () => {
    expect(plan.refusals).toEqual([]);
    const evidence = { file: 'marks.csv', column: 'arrive', value: '12:45' };
    for (const warning of plan.warnings) expect(warning).toMatchObject(evidence);
    expect(plan.warnings.length).toBeLessThanOrEqual(2);
  });

  test('has two partnerships, eight schools, ten provisions and forty pupils', () => {
    const { partnerships, schools, provisions, pupils } = plan;
    const counts = [partnerships, schools, provisions, pupils].map(({ put }) => put.length);
    expect(counts).toEqual([2, 8, 10, 40]);
    expect(provisions.put.filter(({ siteOf }) => siteOf !== undefined)).toHaveLength(1);
  });

  test('knows nothing of later than now, and marks no slot before it starts', () => {
    expect(plan.marks.length).toBeGreaterThan(500);
    for (const { date, arrive, recordedAt } of plan.marks) {
      expect(recordedAt).toBeLessThanOrEqual(now.instant);
      expect(`${dateOf(recordedAt)} ${timeOf(recordedAt)}` > `${date} ${arrive}`).toBe(true);
    }
  });

  test('has school on the last ten weekdays and until the end of next week', () => {
    expect(noSchool(held.calendar, now.date)).toEqual([]);
  });

  test('every group of the digest but "due later" has a child at the end of the last school day and of the one before', () => {
    const shown: DigestGroup[] = [
      'missing-or-contradictory',
      'unexplained',
      'not-returned',
      'provision-closed',
      'absent-with-reason',
      'left-with-reason',
      'late',
      'present',
      'due-in-school',
      'not-expected',
    ];
    const before = dayBefore(held, latest);
    expect(groupsAt(held, before, now)).toEqual(shown);
    if (latest < now.date || now.time >= '18:00') expect(groupsAt(held, latest, now)).toEqual(shown);
  });

  test('Alfie is there once, and was seen on the last day that is over', () => {
    const named = plan.pupils.put.filter((pupil) => JSON.stringify(pupil).includes('Alfie'));
    expect(named).toMatchObject([{ schoolUrn: demoSchool.urn }]);
    const date = dayBefore(held, latest);
    const slots = slotsOn(named[0]!, date, held);
    const seen = plan.marks.filter((mark) => mark.pupilId === named[0]!.pupilId && mark.date === date);
    expect(slots.length).toBeGreaterThan(0);
    expect(seen.map(({ status, arrive }) => [status, arrive])).toEqual(slots.map(({ start }) => ['present', start]));
  });

  test('somebody has left three weeks ago, somebody starts next week, somebody is suspended now', () => {
    const { put } = plan.pupils;
    expect(put.filter(({ endDate = '9999' }) => endDate < now.date)).toHaveLength(1);
    expect(put.filter(({ startDate }) => startDate > now.date)).toMatchObject([
      { startDate: addDays(mondayOf(now.date), 7) },
    ]);
    expect(
      put.filter(({ suspensions }) => suspensions.some(({ from, to = '' }) => from <= now.date && now.date <= to)),
    ).toHaveLength(1);
  });
});

test.each([
  ['Monday', '2026-11-16'],
  ['Tuesday', '2026-11-17'],
  ['Wednesday', '2026-11-18'],
  ['Thursday', '2026-11-19'],
  ['Friday', '2026-11-20'],
])('at 10:30 on a %s the digest of the demo’s school has every group, in the order of urgency', (_day, date) => {
  const now = at(date, '10:30');
  const held = recordsOf(planFor(now));
  const { rows, unaccounted } = digestFor({ urn: demoSchool.urn, date, held, moment: now });
  expect(rows).toHaveLength(14);
  expect([...new Set(rows.map(({ group }) => group))]).toEqual([
    'missing-or-contradictory',
    'unexplained',
    'not-returned',
    'provision-closed',
    'absent-with-reason',
    'left-with-reason',
    'late',
    'present',
    'due-later',
    'due-in-school',
    'not-expected',
  ]);
  expect(unaccounted).toBe(rows.filter(({ group }) => isUnaccounted(group)).length);
  expect(rows.filter(({ incident }) => incident)).toMatchObject([{ incident: 'did-not-arrive-next' }]);
});

describe('what the demo is made of', () => {
  const now = at('2026-11-19', '16:00');
  const pack = demoPack(now);
  const plan = planFor(now);

  test('is the same every time', () => {
    expect(demoPack(at('2026-11-19', '16:00'))).toEqual(pack);
  });

  test.each(Object.entries(required))('%s has rows, and its required columns are filled', (name, columns) => {
    const rows = rowsOf(pack, name as FileName);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) for (const column of columns) expect(row[column]).toMatch(/\S/);
  });

  test('names that English schools have are there: accents, apostrophes, hyphens, namesakes, twins, preferred names', () => {
    const { put } = plan.pupils;
    const names = put.map(({ forename, surname }) => `${forename} ${surname}`);
    for (const name of [
      "Callum O'Neill",
      'Zoë Hartnell-Reid',
      'Siân Llewellyn-Pryce',
      'Łukasz Zając',
      "D'Arcy Fontaine",
    ]) {
      expect(names).toContain(name);
    }
    const namesakes = put.filter(({ forename, surname }) => `${forename} ${surname}` === 'Mohammed Ali');
    expect(new Set(namesakes.map(({ schoolUrn, yearGroup }) => `${schoolUrn} ${yearGroup}`)).size).toBe(2);
    expect(new Set(namesakes.map(({ schoolUrn }) => schoolUrn)).size).toBe(1);
    const twins = put.filter(({ surname }) => surname === 'Pickering');
    expect(twins.map(({ dateOfBirth }) => dateOfBirth)).toEqual([twins[0]!.dateOfBirth, twins[0]!.dateOfBirth]);
    expect(put.filter(({ preferredForename }) => preferredForename === 'MJ')).toHaveLength(1);
  });

  test('dual registration is at a school, an LA placement has its basis, one agreement has ended, one pupil is sealed', () => {
    const placements = plan.pupils.put.flatMap((pupil) => pupil.placements);
    const registered = plan.provisions.put
      .filter((provision) => provision.registered && provision.urn)
      .map(({ code }) => code);
    const dual = placements.filter(({ arrangement }) => arrangement === 'dual');
    expect(dual.length).toBeGreaterThan(0);
    for (const { provision } of dual) expect(registered).toContain(provision);
    expect(placements.filter(({ laBasis }) => laBasis)).toHaveLength(1);
    const ended = plan.pupils.put.filter(({ agreements }) => agreements.some(({ to = '' }) => to < now.date));
    const running = plan.pupils.put.filter(({ agreements }) => agreements.some(({ to = '' }) => to >= now.date));
    expect([ended.length, running.length]).toEqual([1, 2]);
    expect(plan.pupils.put.filter(({ sealed }) => sealed)).toMatchObject([
      { sealed: [demoUsers.coordinator.userPrincipleName] },
    ]);
  });

  test('about 88 in 100 slots with a register were attended, and some marks were put right later (R3.6)', () => {
    const slots = Map.groupBy(plan.marks, ({ pupilId, date, arrive }) => `${pupilId} ${date} ${arrive}`);
    const attended = [...slots.values()].filter((marks) =>
      marks.some(({ status }) => status === 'present' || status === 'late'),
    );
    const share = attended.length / slots.size;
    expect(share).toBeGreaterThan(0.84);
    expect(share).toBeLessThan(0.92);
    const codes = [...slots.values()].map((marks) => marks.map(({ code }) => code ?? ''));
    expect(codes.some((given) => given.includes('O') && given.at(-1) === 'M')).toBe(true);
  });

  test('every domain is reserved, every phone number from Ofcom’s drama ranges, every URN out of use', () => {
    const text = [...pack.values()].join('\n');
    for (const [, domain] of text.matchAll(/@([\w.-]+)/g)) expect(domain).toMatch(/\.example$/);
    for (const [number] of text.matchAll(/\b0\d{4} \d{6}\b/g)) expect(number).toMatch(/^(01632 960|07700 900)\d{3}$/);
    expect(text).not.toMatch(/\b0\d{9,10}\b/);
    for (const { urn } of plan.schools.put) expect(urn).toMatch(/^9990\d\d$/);
    for (const { urn } of plan.provisions.put) expect(urn ?? '999000').toMatch(/^9990\d\d$/);
    for (const { postcode } of plan.provisions.put) expect(postcode).toMatch(/^LE99 9[ABD-HJLNP-UW-Z]{2}$/);
  });

  test('no two people share a number, and a family has its own', () => {
    const own = plan.people.put.flatMap(({ upn, phone }) => (phone ? [`${phone} ${upn}`] : []));
    const families = plan.pupils.put.flatMap(({ contacts }) => contacts.map(({ phone, name }) => `${phone} ${name}`));
    const numbers = [...new Set([...own, ...families])].map((line) => line.slice(0, 12));
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe('the people of the Playground', () => {
  const { people } = planFor(at('2026-11-19', '10:31'));
  const rolesOf = (upn: string): string[] =>
    people.put.filter((person) => person.upn === upn).map(({ role, organisation }) => `${role} ${organisation}`);

  test.each([
    ['coordinator', ['coordinator SVP', `key-link ${demoSchool.urn}`]],
    ['schoolDsl', [`school-dsl ${demoSchool.urn}`]],
    ['officer', ['officer SVP']],
    ['farmStaff', ['provision fallow-hill']],
    ['attendanceLead', [`attendance-lead ${demoSchool.urn}`]],
    ['stranger', []],
  ] as const)('%s', (who, roles) => {
    expect(rolesOf(demoUsers[who].userPrincipleName)).toEqual(roles);
  });

  test('are recognised by tenant and object id, so that no roster need be asked', () => {
    const { currentUser, users, tenantId } = demoPlayground;
    const played = [currentUser, ...users];
    for (const { userPrincipleName, aadObjectId } of played) {
      for (const person of people.put.filter(({ upn }) => upn === userPrincipleName)) {
        expect(person).toMatchObject({ tenantId, objectId: aadObjectId });
      }
    }
    expect(new Set(played.map(({ id }) => id)).size).toBe(6);
    expect(new Set(played.map(({ aadObjectId }) => aadObjectId)).size).toBe(6);
  });
});

test('whatever day it is, the last ten weekdays and the coming week are school', () => {
  const dates = Array.from({ length: 100 }, (_, index) => addDays('2026-08-03', 11 * index));
  const wrong = dates.filter((date) => noSchool(calendarOn(date), date).length > 0);
  expect(wrong).toEqual([]);
});

test('there are holidays all the same: a year has about 190 school days', () => {
  const calendar = calendarOn('2026-11-19');
  const dates = Array.from({ length: 365 }, (_, index) => addDays('2026-08-01', index));
  const open = dates.filter((date) => schoolDay(calendar, chain, date).kind === 'school-day');
  expect(open.length).toBeGreaterThanOrEqual(186);
  expect(open.length).toBeLessThanOrEqual(195);
});

test.each([
  [
    2026,
    ['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31', '2026-12-25', '2026-12-28'],
  ],
  [
    2027,
    ['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30', '2027-12-27', '2027-12-28'],
  ],
  [
    2028,
    ['2028-01-03', '2028-04-14', '2028-04-17', '2028-05-01', '2028-05-29', '2028-08-28', '2028-12-25', '2028-12-26'],
  ],
])('R7.4: the bank holidays of %i', (year, dates) => {
  expect(bankHolidays(year)).toEqual(dates);
});
