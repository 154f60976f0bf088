/** Whose rows are whose, where a pack is brought by somebody who answers for one partnership. */
import { keepToOwn, type Own } from '../../src/pack/own-rows.ts';
import { planImport } from '../../src/pack/plan-import.ts';
import { sayRefusal } from '../../src/texts/import.ts';
import type { HeldRecords } from '../../src/pack/planning.ts';
import { goodPack, importing, NOON, packOf, planOf, type Texts } from '../support/pack.ts';

const coordinator = 'n.farrow@north.example';

const head = {
  partnerships: 'code,name,digest_at',
  schools: 'urn,name,partnership',
  provisions: 'code,name,address,postcode,phone,registered',
  people: 'upn,role,organisation,name',
  pupils: 'pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date',
} as const;
const rows = (header: string, ...lines: string[]): string => [header, ...lines, ''].join('\n');
const place = (code: string): string => `${code},A place,1 Mill Lane,NV1 1AC,01632 960009,no`;
const child = (id: string, urn: string): string => `${id},Kim,Lee,2011-05-04,10,${urn},2026-08-27`;

/** Two partnerships that share a farm; of the first, one pupil is sealed to somebody else. */
const held: HeldRecords = importing(
  goodPack,
  {
    partnerships: rows(
      `${head.partnerships},tenant_id`,
      'southmere,Southmere,10:30,5f0c8a1e-3b7d-4c52-9e61-2ad4b87f1c03',
    ),
    schools: rows(head.schools, '200001,Southmere High,southmere'),
    provisions: rows(head.provisions, place('boatyard'), place('studio')),
    people: rows(
      `${head.people},object_id`,
      `${coordinator},coordinator,northvale,Nadia Farrow,8d2f41b6-7c05-4e9a-b3d8-10f6a5c2e794`,
      'f.okoro@south.example,coordinator,southmere,Femi Okoro,e06b3d95-a4c8-47f2-95b1-8f2e7c1d4a30',
    ),
    pupils: rows(head.pupils, child('s01', '200001')),
    placements: 'pupil_id,provision,start_date\ns01,oak-farm,2026-08-27\ns01,boatyard,2026-08-27\n',
  },
  { pupils: `${head.pupils},sealed\n${child('p09', '100001')},dsl@ashfield.example\n` },
);

const own: Own = {
  partnerships: new Set(['northvale']),
  upn: coordinator,
  sees: ({ sealed }) => !sealed,
  today: '2026-11-09',
};

const planned = (texts: Texts) => planImport(keepToOwn(packOf(texts), held, own), held, NOON);
const refusalsOf = (texts: Texts): string[] => planned(texts).refusals.map(sayRefusal);

const ORGANISATION =
  'is not yours to change; write your own partnership, one of its schools, or a provision that your pupils go to';
const EVERYONE =
  'is not yours to change; write your own partnership instead of everyone; what holds for everyone is imported by whoever runs Keylink';
const PUPIL = 'is not yours to change; write a pupil of your own schools, or add them in pupils.csv first';
const WITHDRAWAL =
  'cannot be withdrawn here; leave the row out, and ask whoever runs Keylink: others may still need it';
const SITE =
  'decides who else sees the children there, so it cannot be changed here; leave the column as it was, and ask whoever runs Keylink';
const OWN_ROLE =
  'is yourself, and a role at a provision shows you the pupils of other partnerships there; ask your deputy or whoever runs Keylink to give you that role';
const ACCOUNT =
  'says whose account this is, so it cannot be changed here; leave it out: Keylink knows people by their sign-in name when they first write to it';

describe('what is theirs goes in', () => {
  const theirs: [what: string, texts: Texts][] = [
    ['their partnership', { partnerships: rows(head.partnerships, 'northvale,Northvale,10:45') }],
    [
      'a school of theirs, and a new one',
      {
        schools: rows(head.schools, '100001,Ashfield,northvale', '100009,New School,northvale'),
      },
    ],
    [
      'a provision that their pupils go to, and a new one',
      {
        provisions: rows(head.provisions, place('oak-farm'), place('mill-house')),
      },
    ],
    [
      'a provision that a pupil is placed at by this very pack',
      {
        placements: 'pupil_id,provision,start_date\np01,studio,2026-11-16\n',
        provisions: rows(head.provisions, place('studio')),
        people: rows(head.people, 'i.vare@studio.example,provision,studio,Imogen Vare'),
      },
    ],
    [
      'roles at their partnership, their schools, such provisions, and what is new',
      {
        schools: rows(head.schools, '100009,New School,northvale'),
        provisions: rows(head.provisions, place('mill-house')),
        people: rows(
          head.people,
          'j.penfold@north.example,officer,northvale,Jo Penfold',
          'b.cole@birchwood.example,key-link,100002,Bea Cole',
          't.marlow@oak.example,provision,oak-farm,Tess Marlow',
          'h.new@new.example,head,100009,Hal New',
          'm.mill@mill.example,provision,mill-house,Mo Mill',
        ),
      },
    ],
    [
      'a role of their own in their partnership',
      {
        people: rows(head.people, `${coordinator},key-link,100001,Nadia Farrow`),
      },
    ],
    [
      'their own row as it stands, with its account',
      {
        people: rows(
          `${head.people},object_id`,
          `${coordinator},coordinator,northvale,Nadia Farrow,8d2f41b6-7c05-4e9a-b3d8-10f6a5c2e794`,
        ),
      },
    ],
    [
      'somebody from elsewhere, given a role here',
      {
        people: rows(head.people, 'f.okoro@south.example,officer,northvale,Femi Okoro'),
      },
    ],
    [
      'cover, settings and days of theirs',
      {
        cover: rows('organisation,role,upn,from', 'northvale,coordinator,f.okoro@south.example,2026-11-16'),
        settings: rows('organisation,name,from,value', '100001,stale_after_minutes,2026-09-01,45'),
        calendar: rows('organisation,from,to,kind', 'oak-farm,2026-11-20,2026-11-20,closure'),
      },
    ],
    [
      'their pupils, new ones, and what is planned for them',
      {
        pupils: rows(head.pupils, child('p01', '100002'), child('p20', '100001')),
        placements: 'pupil_id,provision,start_date\np20,boatyard,2026-11-09\n',
        timetable: 'pupil_id,provision,weekday,arrive,valid_from\np20,boatyard,monday,09:00,2026-11-09\n',
        agreements: 'pupil_id,from,weekday,session,to\np20,2026-11-09,wednesday,pm,2026-12-18\n',
        suspensions: 'pupil_id,from,to,kind\np02,2026-11-05,2026-11-06,suspended\n',
        marks:
          'pupil_id,date,provision,arrive,recorded_at,recorded_by,status\n' +
          'p20,2026-11-09,boatyard,09:00,2026-11-09 09:05,Jo Penfold,present\n',
      },
    ],
  ];
  test.each(theirs)('%s', (_, texts) => {
    const { refusals, counts } = planned(texts);
    expect(refusals.map(sayRefusal)).toEqual([]);
    expect(counts.every(({ refused }) => refused === 0)).toBe(true);
  });

  test('and comes to what the command line would make of it', () => {
    for (const [, texts] of theirs) {
      const { steps: _, ...mine } = planned(texts);
      const { steps: __, ...everybodys } = planOf(texts, held);
      expect(mine).toEqual(everybodys);
    }
  });
});

describe('what is not theirs is refused, a line a row', () => {
  const cells: [what: string, texts: Texts, refusal: string][] = [
    [
      'another partnership',
      { partnerships: rows(head.partnerships, 'southmere,Ours now,09:00') },
      `partnerships.csv line 2: code "southmere" ${ORGANISATION}`,
    ],
    [
      'a new partnership',
      { partnerships: rows(head.partnerships, 'eastby,Eastby,10:30') },
      `partnerships.csv line 2: code "eastby" ${ORGANISATION}`,
    ],
    [
      'their own, withdrawn',
      { partnerships: 'code,remove\nnorthvale,yes\n' },
      `partnerships.csv line 2: code "northvale" ${WITHDRAWAL}`,
    ],
    [
      'another partnership’s school, taken',
      { schools: rows(head.schools, '200001,Southmere High,northvale') },
      `schools.csv line 2: urn "200001" ${ORGANISATION}`,
    ],
    [
      'a school of theirs, given away',
      { schools: rows(head.schools, '100001,Ashfield,southmere') },
      `schools.csv line 2: partnership "southmere" ${ORGANISATION}`,
    ],
    [
      'a new school for another partnership',
      { schools: rows(head.schools, '200009,New,southmere') },
      `schools.csv line 2: partnership "southmere" ${ORGANISATION}`,
    ],
    ['a school, withdrawn', { schools: 'urn,remove\n100002,yes\n' }, `schools.csv line 2: urn "100002" ${WITHDRAWAL}`],
    [
      'a provision where no pupil of theirs goes',
      { provisions: rows(head.provisions, place('boatyard')) },
      `provisions.csv line 2: code "boatyard" ${ORGANISATION}`,
    ],
    [
      'a provision, withdrawn',
      { provisions: 'code,remove\noak-farm,yes\n' },
      `provisions.csv line 2: code "oak-farm" ${WITHDRAWAL}`,
    ],
    [
      'whose staff see a shared provision',
      { provisions: `${head.provisions},site_of\n${place('oak-farm')},studio\n` },
      `provisions.csv line 2: site_of "studio" ${SITE}`,
    ],
    [
      'a role in another partnership',
      { people: rows(head.people, `${coordinator},coordinator,southmere,Nadia Farrow`) },
      `people.csv line 2: organisation "southmere" ${ORGANISATION}`,
    ],
    [
      'a role at another partnership’s school',
      { people: rows(head.people, `${coordinator},school-dsl,200001,Nadia Farrow`) },
      `people.csv line 2: organisation "200001" ${ORGANISATION}`,
    ],
    [
      'a role taken away elsewhere',
      { people: 'upn,role,organisation,remove\nf.okoro@south.example,coordinator,southmere,yes\n' },
      `people.csv line 2: organisation "southmere" ${ORGANISATION}`,
    ],
    [
      'themselves at a provision',
      { people: rows(head.people, `${coordinator},provision,oak-farm,Nadia Farrow`) },
      `people.csv line 2: upn "${coordinator}" ${OWN_ROLE}`,
    ],
    [
      'themselves as cover at a provision',
      { cover: rows('organisation,role,upn,from', `oak-farm,provision,${coordinator},2026-11-09`) },
      `cover.csv line 2: upn "${coordinator}" ${OWN_ROLE}`,
    ],
    [
      'the account of somebody who has roles elsewhere',
      {
        people: rows(
          `${head.people},object_id`,
          'f.okoro@south.example,officer,northvale,Femi Okoro,8d2f41b6-7c05-4e9a-b3d8-10f6a5c2e794',
        ),
      },
      `people.csv line 2: object_id "8d2f41b6-7c05-4e9a-b3d8-10f6a5c2e794" ${ACCOUNT}`,
    ],
    [
      'an account made somebody else’s',
      {
        people: rows(
          `${head.people},object_id`,
          `${coordinator},coordinator,northvale,Nadia Farrow,e06b3d95-a4c8-47f2-95b1-8f2e7c1d4a30`,
        ),
      },
      `people.csv line 2: object_id "e06b3d95-a4c8-47f2-95b1-8f2e7c1d4a30" ${ACCOUNT}`,
    ],
    [
      'a tenant that a person is to be looked for in',
      {
        people: rows(
          `${head.people},tenant_id`,
          'j.penfold@north.example,officer,northvale,Jo,c81d6e42-90ab-4f37-8b25-6e1f0d9a4b75',
        ),
      },
      `people.csv line 2: tenant_id "c81d6e42-90ab-4f37-8b25-6e1f0d9a4b75" ${ACCOUNT}`,
    ],
    [
      'cover in another partnership',
      { cover: rows('organisation,role,upn,from', `southmere,coordinator,${coordinator},2026-11-09`) },
      `cover.csv line 2: organisation "southmere" ${ORGANISATION}`,
    ],
    [
      'a setting of everyone’s',
      { settings: rows('organisation,name,from,value', '*,stale_after_minutes,2026-09-01,45') },
      `settings.csv line 2: organisation "*" ${EVERYONE}`,
    ],
    [
      'a setting of another partnership’s',
      { settings: rows('organisation,name,from,value', 'southmere,stale_after_minutes,2026-09-01,45') },
      `settings.csv line 2: organisation "southmere" ${ORGANISATION}`,
    ],
    [
      'everyone’s terms',
      { calendar: rows('organisation,from,to,kind', '*,2026-08-27,2026-12-18,term') },
      `calendar.csv line 2: organisation "*" ${EVERYONE}`,
    ],
    [
      'another school’s day',
      { calendar: rows('organisation,from,to,kind', '200001,2026-11-20,2026-11-20,inset') },
      `calendar.csv line 2: organisation "200001" ${ORGANISATION}`,
    ],
    [
      'another partnership’s pupil, taken',
      { pupils: rows(head.pupils, child('s01', '100001')) },
      `pupils.csv line 2: pupil_id "s01" ${PUPIL}`,
    ],
    [
      'a pupil of theirs, given away',
      { pupils: rows(head.pupils, child('p01', '200001')) },
      `pupils.csv line 2: school_urn "200001" ${ORGANISATION}`,
    ],
    [
      'a pupil sealed to others, unsealed',
      { pupils: `${head.pupils},sealed\n${child('p09', '100001')},\n` },
      `pupils.csv line 2: pupil_id "p09" ${PUPIL}`,
    ],
  ];
  test.each(cells)('%s', (_, texts, refusal) => {
    expect(refusalsOf(texts)).toEqual([refusal]);
    const { counts, steps } = planned(texts);
    expect(counts).toEqual([expect.objectContaining({ added: 0, changed: 0, refused: 1 })]);
    expect(steps()).toEqual([]);
  });

  const aboutPupils: [file: string, header: string, rest: string][] = [
    ['placements', 'pupil_id,provision,start_date', 'oak-farm,2026-11-09'],
    ['timetable', 'pupil_id,provision,weekday,arrive,valid_from', 'oak-farm,monday,09:00,2026-11-09'],
    ['agreements', 'pupil_id,from,weekday,session,to', '2026-11-09,wednesday,pm,2026-12-18'],
    ['suspensions', 'pupil_id,from,to,kind', '2026-11-05,2026-11-06,suspended'],
    [
      'marks',
      'pupil_id,date,provision,arrive,recorded_at,recorded_by,status',
      '2026-11-09,oak-farm,09:00,2026-11-09 09:05,Jo,present',
    ],
  ];
  test.each(aboutPupils)(
    'R8.1: %s of another’s pupil, of a sealed one and of nobody: the same words',
    (file, header, rest) => {
      const refused = ['s01', 'p09', 'nobody'].map((id) => refusalsOf({ [file]: rows(header, `${id},${rest}`) }));
      expect(refused).toEqual(['s01', 'p09', 'nobody'].map((id) => [`${file}.csv line 2: pupil_id "${id}" ${PUPIL}`]));
    },
  );

  test('themselves at a provision that the pack was to bring and does not', () => {
    expect(
      refusalsOf({
        provisions: `${head.provisions}\n${place('mill-house').replace(',no', ',perhaps')}\n`,
        people: rows(head.people, `${coordinator},provision,mill-house,Nadia Farrow`),
      }),
    ).toHaveLength(2);
  });

  test('the other rows of the file go in', () => {
    const { counts, refusals } = planned({
      people: rows(
        head.people,
        'j.penfold@north.example,officer,northvale,Jo Penfold',
        `${coordinator},coordinator,southmere,Nadia Farrow`,
      ),
    });
    expect(counts).toEqual([{ file: 'people.csv', added: 1, changed: 0, unchanged: 0, refused: 1 }]);
    expect(refusals).toHaveLength(1);
  });
});

test('row by row: what is added, what changes and to what, what is withdrawn', () => {
  const { steps } = planned({
    pupils: rows(head.pupils, child('p20', '100001'), 'p02,Zoë,"O\'Neill",2011-06-30,10,100002,2026-08-27'),
    placements: 'pupil_id,provision,start_date,remove\np01,oak-farm,2026-08-27,yes\n',
  });
  expect(steps().map(({ row, kind, fields }) => [row.file, row.line, kind, fields])).toEqual([
    ['pupils.csv', 2, 'added', []],
    ['pupils.csv', 3, 'changed', ['yearGroup']],
    ['placements.csv', 2, 'withdrawn', []],
  ]);
});
