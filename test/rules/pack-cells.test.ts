import { sayRefusal } from '../../src/texts/import.ts';
import { packOf } from '../support/pack.ts';
import type { Texts } from '../support/pack.ts';

const said = (texts: Texts): string[] => packOf(texts).refusals.map(sayRefusal);
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('a cell that is wrong', () => {
  const cells: [file: string, columns: string, cells: string[], sentence: string][] = [
    [
      'pupils',
      'pupil_id,date_of_birth',
      ['p1', '31/02/2011'],
      'date_of_birth "31/02/2011" is not a date; write 2011-02-28 or 28/02/2011',
    ],
    [
      'pupils',
      'pupil_id,date_of_birth',
      ['p1', '2011-02-30'],
      'date_of_birth "2011-02-30" is not a date; write 2011-02-28 or 28/02/2011',
    ],
    [
      'pupils',
      'pupil_id,date_of_birth',
      ['p1', '12/31/2011'],
      'date_of_birth "12/31/2011" is not a date; write 2026-11-20 or 20/11/2026',
    ],
    [
      'pupils',
      'pupil_id,start_date',
      ['p1', '0206-09-01'],
      'start_date "0206-09-01" is not a date; write 2026-11-20 or 20/11/2026',
    ],
    [
      'pupils',
      'pupil_id,year_group',
      ['p1', '14'],
      'year_group "14" is not a whole number from 1 to 13; write 1 to 13',
    ],
    [
      'pupils',
      'pupil_id,year_group',
      ['p1', '10.5'],
      'year_group "10.5" is not a whole number from 1 to 13; write 1 to 13',
    ],
    [
      'pupils',
      'pupil_id,school_urn',
      ['p1', '10001'],
      'school_urn "10001" is not a URN; write the six digits of the school',
    ],
    ['pupils', 'pupil_id,forename', ['p1', ' '], 'forename is empty; fill it in'],
    ['pupils', 'pupil_id,rag', ['p1', 'purple'], 'rag "purple" is not known here; write red, amber or green'],
    ['pupils', 'pupil_id,ehcp', ['p1', 'perhaps'], 'ehcp "perhaps" is neither yes nor no; write yes or no'],
    [
      'pupils',
      'pupil_id,contact_1_phone',
      ['p1', 'ask her'],
      'contact_1_phone "ask her" is not a phone number; write it like 01632 960001',
    ],
    [
      'pupils',
      'pupil_id,sealed',
      ['p1', 'Mrs Shah'],
      'sealed "Mrs Shah" is not a list of sign-in names; write those who may see the pupil, like a.shah@ashfield.example;b.cole@ashfield.example',
    ],
    ['pupils', 'pupil_id', ['p/1'], 'pupil_id "p/1" cannot be a code; write at most 60 characters, without / \\ # ?'],
    [
      'pupils',
      'pupil_id',
      ['p'.repeat(61)],
      `pupil_id "${'p'.repeat(60)}…" cannot be a code; write at most 60 characters, without / \\ # ?`,
    ],
    ['pupils', 'pupil_id,remove', ['p1', 'gone'], 'remove "gone" is neither yes nor no; write yes or no'],
    [
      'pupils',
      'pupil_id,do_not_contact',
      ['p1', 'x'.repeat(1_048_576)],
      `do_not_contact "${'x'.repeat(60)}…" has 1,048,576 characters; write at most 2,000`,
    ],
    [
      'pupils',
      'pupil_id,key_worker',
      ['p1', '\u001B[2J'],
      'key_worker "\uFFFD[2J" has characters that cannot be printed; type it again without them',
    ],
    [
      'provisions',
      'code,register_minutes',
      ['oak', '31'],
      'register_minutes "31" is not a whole number from 1 to 30; write 1 to 30',
    ],
    ['provisions', 'code,am_start', ['oak', '24:00'], 'am_start "24:00" is not a time of day; write 09:00 or 14:30'],
    [
      'provisions',
      'code,checks_confirmed',
      ['oak', 'pending'],
      'checks_confirmed "pending" is neither a date nor yes or no; write the date it was confirmed, like 2026-09-01, or yes or no',
    ],
    [
      'partnerships',
      'code,tenant_id',
      ['n', '123'],
      'tenant_id "123" is not an id of Microsoft Entra; write it like 0f8fad5b-d9cb-469f-a165-70867728950e',
    ],
    [
      'people',
      'upn,role,organisation',
      ['Asha Shah', 'officer', 'n'],
      'upn "Asha Shah" is not a sign-in name; write it like a.shah@ashfield.example, the account of their own organisation',
    ],
    [
      'people',
      'upn,role,organisation',
      ['a_b.example#EXT#@c.example', 'officer', 'n'],
      'upn "a_b.example#EXT#@c.example" is not a sign-in name; write it like a.shah@ashfield.example, the account of their own organisation',
    ],
    [
      'timetable',
      'pupil_id,provision,weekday,arrive,valid_from',
      ['p1', 'oak', 'someday', '09:00', '2026-09-01'],
      'weekday "someday" is not known here; write monday, tuesday, wednesday, thursday, friday, saturday or sunday',
    ],
    [
      'marks',
      'pupil_id,date,provision,arrive,recorded_at,recorded_by',
      ['p1', '2026-11-09', 'oak', '09:00', '09:05', 'office'],
      'recorded_at "09:05" is not a date with a time; write 2026-11-20 09:05 (London time) or 2026-11-20T09:05:00+00:00',
    ],
    [
      'marks',
      'pupil_id,date,provision,arrive,recorded_at,recorded_by,code',
      ['p1', '2026-11-09', 'oak', '09:00', '2026-11-09 09:05', 'office', '0'],
      'code "0" is not an attendance code; write O',
    ],
    [
      'marks',
      'pupil_id,date,provision,arrive,recorded_at,recorded_by,code',
      ['p1', '2026-11-09', 'oak', '09:00', '2026-11-09 09:05', 'office', 'QQ'],
      'code "QQ" is not an attendance code; write one of the national codes of 2024, like B, I or N',
    ],
  ];
  test.each(cells)('%s.csv %s', (file, columns, row, sentence) => {
    expect(said({ [file]: `${columns}\n${row.map(quoted).join(',')}\n` })).toEqual([`${file}.csv line 2: ${sentence}`]);
  });
});

describe('the usual spellings are read', () => {
  const mark = 'pupil_id,date,provision,arrive,recorded_at,recorded_by';
  const spellings: [file: string, columns: string, row: string, values: object][] = [
    ['pupils', 'Pupil ID,Date of Birth', 'p1,4/3/2012', { pupilId: 'p1', dateOfBirth: '2012-03-04' }],
    ['pupils', 'pupil_id,ehcp,looked_after', 'p1,Y,FALSE', { ehcp: true, lookedAfter: false }],
    ['pupils', 'pupil_id,other_names', 'p1,Al; Alf ;;Al', { otherNames: ['Al', 'Alf'] }],
    ['pupils', 'pupil_id,forename', 'p1,Zoe\u0308', { forename: 'Zo\u00EB' }],
    ['pupils', 'pupil_id,sealed', 'p1,yes', { sealed: [] }],
    ['pupils', 'pupil_id,sealed', 'p1,no', { sealed: undefined }],
    ['pupils', 'pupil_id,sealed', 'p1,A.Shah@a.example; b@b.example', { sealed: ['a.shah@a.example', 'b@b.example'] }],
    ['provisions', 'code,am_start,am_end', 'oak,9:00,12:00:00', { amStart: '09:00', amEnd: '12:00' }],
    [
      'provisions',
      'code,checks_confirmed,supervision_confirmed',
      'oak,20/8/2026,no',
      { checksConfirmed: '2026-08-20', supervisionConfirmed: false },
    ],
    ['people', 'upn,role,organisation', 'A@B.example,School DSL,100001', { upn: 'a@b.example', role: 'school-dsl' }],
    [
      'people',
      'upn,role,organisation,object_id',
      'a@b.example,head,100001,0F8FAD5B-D9CB-469F-A165-70867728950E',
      { objectId: '0f8fad5b-d9cb-469f-a165-70867728950e' },
    ],
    [
      'agreements',
      'pupil_id,from,weekday,session,to',
      'p1,2026-09-01,Tues,pm,2026-12-18',
      { weekday: 'tuesday', session: 'PM' },
    ],
    [
      'marks',
      mark,
      'p1,2026-11-09,oak,09:00,2026-11-09T09:05:00+00:00,office',
      { recordedAt: Date.UTC(2026, 10, 9, 9, 5) },
    ],
    ['marks', mark, 'p1,2026-07-06,oak,09:00,06/07/2026 9:05,office', { recordedAt: Date.UTC(2026, 6, 6, 8, 5) }],
    ['marks', `${mark},code`, 'p1,2026-11-09,oak,09:00,2026-11-09 09:05,office,c2', { code: 'C2' }],
  ];
  test.each(spellings)('%s.csv %s %s', (file, columns, row, values) => {
    const pack = packOf({ [file]: `${columns}\n${row}\n` });
    expect(pack.refusals).toEqual([]);
    expect(Object.values(pack.rows).flat()[0]!.values).toMatchObject(values);
  });
});
