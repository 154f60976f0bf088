import { sayRefusal, sayWarning } from '../../src/texts/import.ts';
import { goodPack, importing, nothingHeld, planOf } from '../support/pack.ts';
import type { Texts } from '../support/pack.ts';

const held = importing(goodPack);
const refusals = (texts: Texts): string[] => planOf(texts, held).refusals.map(sayRefusal);
const warnings = (texts: Texts): string[] => planOf(texts, held).warnings.map(sayWarning);

describe('a row that does not fit what is there', () => {
  const rows: [file: string, text: string, sentence: string][] = [
    [
      'schools',
      'urn,name,partnership\n100003,Cedar School,southvale\n',
      'partnership "southvale" is no known partnership; write one from partnerships.csv, or add it there first',
    ],
    [
      'schools',
      'urn,partnership\n100001,southvale\n',
      'partnership "southvale" is no known partnership; write one from partnerships.csv, or add it there first',
    ],
    [
      'partnerships',
      'code,name,digest_at\noak-farm,Oak,10:30\n',
      'code "oak-farm" is the code of another organisation already; write a code that no other organisation has',
    ],
    [
      'provisions',
      'code,name,address,postcode,phone,registered\n100001,Oak,1 Lane,NV1,01632 960001,no\n',
      'code "100001" is the code of another organisation already; write a code that no other organisation has',
    ],
    [
      'partnerships',
      'code,digest_at,digest_by\nnorthvale,10:30,10:00\n',
      'digest_by "10:00" is before digest_at (10:30); write 10:30 or later',
    ],
    [
      'provisions',
      'code,am_start,am_end\noak-farm,09:00,09:00\n',
      'am_end "09:00" is not after am_start (09:00); write a later one than 09:00',
    ],
    [
      'provisions',
      'code,am_end,pm_start\noak-farm,12:30,12:15\n',
      'pm_start "12:15" is before am_end (12:30); write 12:30 or later',
    ],
    [
      'people',
      'upn,role,organisation,name\nb@a.example,officer,nowhere,Bo\n',
      "organisation \"nowhere\" is no known organisation; write a partnership's code, a school's URN or a provision's code",
    ],
    [
      'people',
      'upn,role,organisation,name\nb@a.example,officer,100001,Bo\n',
      'organisation "100001" is not where the role officer is held; write the code of a partnership',
    ],
    [
      'people',
      'upn,role,organisation,name\nb@a.example,key-link,northvale,Bo\n',
      'organisation "northvale" is not where the role key-link is held; write the URN of a school',
    ],
    [
      'people',
      'upn,role,organisation,name\nb@a.example,provision-dsl,100001,Bo\n',
      'organisation "100001" is not where the role provision-dsl is held; write the code of a provision',
    ],
    [
      'people',
      'upn,role,organisation,name,start_date,end_date\nb@a.example,officer,northvale,Bo,2026-09-02,2026-09-01\n',
      'end_date "2026-09-01" is before start_date (2026-09-02); write 2026-09-02 or later',
    ],
    [
      'cover',
      'organisation,role,upn,from,to\n100001,officer,a.shah@ashfield.example,2026-09-01,\n',
      'organisation "100001" is not where the role officer is held; write the code of a partnership',
    ],
    [
      'cover',
      'organisation,role,upn,from,to\n100001,head,a.shah@ashfield.example,2026-09-02,2026-09-01\n',
      'to "2026-09-01" is before from (2026-09-02); write 2026-09-02 or later',
    ],
    [
      'settings',
      'organisation,name,from,value\nnorthvale,stale_after_minutes,2026-09-01,soon\n',
      'value "soon" cannot be the value of stale_after_minutes; write a number of minutes; the default is 90',
    ],
    [
      'settings',
      'organisation,name,from,value\nnorthvale,ap_late_after_close,2026-09-01,L\n',
      'value "L" cannot be the value of ap_late_after_close; write U or B; the default is U',
    ],
    [
      'settings',
      'organisation,name,from,value\nnorthvale,home_am_start,2026-09-01,9:00\n',
      'value "9:00" cannot be the value of home_am_start; write a time such as 09:00; the default is 09:00',
    ],
    [
      'calendar',
      'organisation,from,to,kind\nnowhere,2026-12-01,2026-12-01,closure\n',
      "organisation \"nowhere\" is no known organisation; write a partnership's code, a school's URN or a provision's code",
    ],
    [
      'calendar',
      'organisation,from,to,kind\n*,2026-12-02,2026-12-01,holiday\n',
      'to "2026-12-01" is before from (2026-12-02); write 2026-12-02 or later',
    ],
    [
      'pupils',
      'pupil_id,school_urn\np01,100009\n',
      'school_urn "100009" is no known school; write one from schools.csv, or add it there first',
    ],
    [
      'pupils',
      'pupil_id,end_date\np01,2026-08-26\n',
      'end_date "2026-08-26" is before start_date (2026-08-27); write 2026-08-27 or later',
    ],
    [
      'placements',
      'pupil_id,provision,start_date\np09,oak-farm,2026-09-01\n',
      'pupil_id "p09" is no known pupil; write one from pupils.csv, or add it there first',
    ],
    [
      'placements',
      'pupil_id,provision,start_date\np01,elm,2026-09-01\n',
      'provision "elm" is no known provision; write one from provisions.csv, or add it there first',
    ],
    [
      'placements',
      'pupil_id,provision,start_date,end_date\np01,pru,2026-09-01,2026-08-31\n',
      'end_date "2026-08-31" is before start_date (2026-09-01); write 2026-09-01 or later',
    ],
    [
      'placements',
      'pupil_id,provision,start_date,approved_from,approved_to\np01,pru,2026-09-01,2026-09-01,2026-08-31\n',
      'approved_to "2026-08-31" is before approved_from (2026-09-01); write 2026-09-01 or later',
    ],
    [
      'placements',
      'pupil_id,provision,start_date,arrangement\np01,pru,2026-09-01,la\n',
      'la_basis is empty, and the arrangement is la; write the legal basis, like EA 1996 s.19(1)',
    ],
    [
      'timetable',
      'pupil_id,provision,weekday,arrive,valid_from\np01,100002,monday,13:00,2026-09-01\n',
      'provision "100002" is not the pupil\'s own school; write a provision\'s code, or 100001 for their own school',
    ],
    [
      'timetable',
      'pupil_id,provision,weekday,arrive,valid_from\np01,elm,monday,13:00,2026-09-01\n',
      'provision "elm" is no known provision; write one from provisions.csv, or add it there first',
    ],
    [
      'timetable',
      'pupil_id,provision,weekday,arrive,leave,valid_from\np01,oak-farm,friday,12:00,12:00,2026-09-01\n',
      'leave "12:00" is not after arrive (12:00); write a later one than 12:00',
    ],
    [
      'timetable',
      'pupil_id,provision,weekday,arrive,valid_from,valid_to\np01,oak-farm,friday,09:00,2026-09-02,2026-09-01\n',
      'valid_to "2026-09-01" is before valid_from (2026-09-02); write 2026-09-02 or later',
    ],
    [
      'agreements',
      'pupil_id,from,weekday,session,to\np01,2026-09-02,friday,am,2026-09-01\n',
      'to "2026-09-01" is before from (2026-09-02); write 2026-09-02 or later',
    ],
    ['agreements', 'pupil_id,from,weekday,session,to\np01,2026-09-02,friday,am,\n', 'to is empty; fill it in'],
    [
      'suspensions',
      'pupil_id,from,to,kind\np01,2026-09-02,2026-09-01,excluded\n',
      'to "2026-09-01" is before from (2026-09-02); write 2026-09-02 or later',
    ],
  ];
  test.each(rows)('%s.csv %j', (file, text, sentence) => {
    expect(refusals({ [file]: text })).toEqual([`${file}.csv line 2: ${sentence}`]);
  });

  test('an unknown setting lists the known names with their defaults', () => {
    const [said] = refusals({ settings: 'organisation,name,from,value\nnorthvale,stale_minutes,2026-09-01,60\n' });
    expect(said).toMatch(
      /^settings\.csv line 2: name "stale_minutes" is no known setting; write one of these \(default in brackets\): .*stale_after_minutes \(90\).*late_digest_until \(15:30\)/,
    );
  });

  test('a deputy may work anywhere, a setting may be for everyone', () => {
    const pack = {
      people:
        'upn,role,organisation,name\nb@a.example,deputy,northvale,Bo\nb@a.example,deputy,100001,Bo\nb@a.example,deputy,oak-farm,Bo\n',
      settings: 'organisation,name,from,value\n*,empty_digest,2026-09-01,silent\n',
    };
    expect(refusals(pack)).toEqual([]);
  });
});

describe('a row that names a row refused in the same pack', () => {
  test('is refused with that reason, down to the last file', () => {
    const broken = { ...goodPack, partnerships: 'code,name,digest_at\nnorthvale,Northvale Partnership,25:00\n' };
    expect(planOf(broken).refusals.map(sayRefusal)).toEqual([
      'partnerships.csv line 2: digest_at "25:00" is not a time of day; write 09:00 or 14:30',
      ...[2, 3].map(
        (line) =>
          `schools.csv line ${line}: partnership "northvale" cannot be used, because partnerships.csv line 2 was refused; put that row right first`,
      ),
      'people.csv line 2: organisation "100001" cannot be used, because schools.csv line 2 was refused; put that row right first',
      'cover.csv line 2: organisation "100001" cannot be used, because schools.csv line 2 was refused; put that row right first',
      'settings.csv line 2: organisation "northvale" cannot be used, because partnerships.csv line 2 was refused; put that row right first',
      ...[2, 3].map(
        (line) =>
          `pupils.csv line ${line}: school_urn "${line === 2 ? '100001' : '100002'}" cannot be used, because schools.csv line ${line} was refused; put that row right first`,
      ),
      'placements.csv line 2: pupil_id "p01" cannot be used, because pupils.csv line 2 was refused; put that row right first',
      ...[2, 3].map(
        (line) =>
          `timetable.csv line ${line}: pupil_id "p01" cannot be used, because pupils.csv line 2 was refused; put that row right first`,
      ),
      'agreements.csv line 2: pupil_id "p01" cannot be used, because pupils.csv line 2 was refused; put that row right first',
      'suspensions.csv line 2: pupil_id "p02" cannot be used, because pupils.csv line 3 was refused; put that row right first',
      ...[2, 3].map(
        (line) =>
          `marks.csv line ${line}: pupil_id "p01" cannot be used, because pupils.csv line 2 was refused; put that row right first`,
      ),
    ]);
  });
  test('goes in where the row is held from before', () => {
    const pack = {
      pupils: 'pupil_id,rag\np01,purple\n',
      placements: 'pupil_id,provision,start_date\np01,pru,2026-09-01\n',
    };
    expect(refusals(pack)).toEqual(['pupils.csv line 2: rag "purple" is not known here; write red, amber or green']);
  });
  test('a file that could not be read is named', () => {
    const plan = planOf({ ...goodPack, schools: '' }, nothingHeld);
    expect(plan.refusals.map(sayRefusal)).toContain(
      'pupils.csv line 2: school_urn "100001" cannot be found, because schools.csv was not read; put schools.csv right first',
    );
    expect(plan.counts.find(({ file }) => file === 'schools.csv')).toEqual({
      file: 'schools.csv',
      added: 0,
      changed: 0,
      unchanged: 0,
      refused: 1,
    });
  });
});

describe('worth a look, and goes in all the same', () => {
  const rows: [name: string, texts: Texts, said: string[]][] = [
    [
      'M11: dual where the provision is no school',
      { placements: 'pupil_id,provision,start_date,arrangement\np01,oak-farm,2026-08-27,dual\n' },
      [
        'placements.csv line 2: arrangement "dual" is taken as school, because the provision is not registered as a school (warning)',
      ],
    ],
    ['dual at a school', { placements: 'pupil_id,provision,start_date,arrangement\np01,pru,2026-08-27,dual\n' }, []],
    [
      'a site of nothing',
      { provisions: 'code,site_of\noak-farm,elm\n' },
      ['provisions.csv line 2: site_of "elm" is no other known provision, so nobody else sees its slots (warning)'],
    ],
    [
      'cover by a stranger',
      { cover: 'organisation,role,upn,from,to\n100001,head,z@a.example,2026-11-09,\n' },
      ['cover.csv line 2: upn "z@a.example" is in no row of people.csv, so nobody will be recognised by it (warning)'],
    ],
    [
      'R8.3: a bare yes',
      { pupils: 'pupil_id,sealed\np01,yes\n' },
      [
        'pupils.csv line 2: sealed "yes" names nobody, so nobody can see the pupil; write the sign-in names of those who may (warning)',
      ],
    ],
    [
      'R8.3: a stranger',
      { pupils: 'pupil_id,sealed\np01,z@a.example;a.shah@ashfield.example\n' },
      [
        'pupils.csv line 2: sealed "z@a.example;a.shah@ashfield.example" names people who are not in people.csv and so see nothing: z@a.example (warning)',
      ],
    ],
    [
      'an age that cannot be',
      { pupils: 'pupil_id,date_of_birth\np01,2001-01-01\n' },
      ['pupils.csv line 2: date_of_birth "2001-01-01" makes the pupil 25 years old (warning)'],
    ],
    [
      'no placement there',
      { timetable: 'pupil_id,provision,weekday,arrive,leave,valid_from\np01,pru,friday,09:00,12:00,2026-09-01\n' },
      [
        'timetable.csv line 2: provision "pru" has no placement of this pupil in placements.csv from 2026-09-01 (warning)',
      ],
    ],
    [
      'two places at one time',
      { timetable: 'pupil_id,provision,weekday,arrive,leave,valid_from\np01,100001,monday,11:30,12:30,2026-09-01\n' },
      ['timetable.csv line 2: arrive "11:30" overlaps with oak-farm monday 09:00: two places at one time (warning)'],
    ],
    [
      'one after the other',
      { timetable: 'pupil_id,provision,weekday,arrive,leave,valid_from\np01,100001,monday,12:00,12:30,2026-09-01\n' },
      [],
    ],
    [
      'a former school',
      { pupils: 'pupil_id,school_urn\np01,100002\n' },
      [
        'pupils.csv line 2: school_urn "100002" is new, and the timetable still has rows at the former school 100001 (warning)',
      ],
    ],
    [
      'no term dates for anybody',
      { calendar: 'organisation,from,to,kind,remove\n*,2026-08-27,2026-12-18,term,yes\n' },
      ['calendar.csv: there are no term dates: every weekday is a school day (warning)'],
    ],
    [
      'no term dates for one',
      {
        calendar:
          'organisation,from,to,kind,remove\n*,2026-08-27,2026-12-18,term,yes\n100001,2026-08-27,2026-12-18,term,\n',
      },
      ['calendar.csv: there are no term dates for Birchwood School: every weekday is a school day there (warning)'],
    ],
  ];
  test.each(rows)('%s', (_name, texts, said) => {
    expect(refusals(texts)).toEqual([]);
    expect(warnings(texts)).toEqual(said);
  });

  test('M11: the placement is kept as the school’s, and twice changes nothing', () => {
    const pack = { placements: 'pupil_id,provision,start_date,arrangement\np01,oak-farm,2026-08-27,dual\n' };
    const plan = planOf(pack, importing(goodPack));
    expect(plan.counts).toMatchObject([{ changed: 0, unchanged: 1 }]);
  });
});
