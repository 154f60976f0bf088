import { sayCounts, sayRefusal } from '../../src/texts/import.ts';
import { after, goodPack, importing, nothingHeld, planOf } from '../support/pack.ts';
import type { Texts } from '../support/pack.ts';

const pupilAfter = (...packs: Texts[]) =>
  importing(goodPack, ...packs).pupils.find(({ pupilId }) => pupilId === 'p01')!;

test('a pack into an empty store: every row is added, nothing is said', () => {
  const plan = planOf(goodPack);
  expect([plan.refusals, plan.warnings]).toEqual([[], []]);
  expect(sayCounts(plan.counts)).toEqual([
    'partnerships.csv: 1 added, 0 changed, 0 unchanged, 0 refused',
    'schools.csv: 2 added, 0 changed, 0 unchanged, 0 refused',
    'provisions.csv: 2 added, 0 changed, 0 unchanged, 0 refused',
    'people.csv: 1 added, 0 changed, 0 unchanged, 0 refused',
    'cover.csv: 1 added, 0 changed, 0 unchanged, 0 refused',
    'settings.csv: 1 added, 0 changed, 0 unchanged, 0 refused',
    'pupils.csv: 2 added, 0 changed, 0 unchanged, 0 refused',
    'placements.csv: 1 added, 0 changed, 0 unchanged, 0 refused',
    'timetable.csv: 2 added, 0 changed, 0 unchanged, 0 refused',
    'agreements.csv: 1 added, 0 changed, 0 unchanged, 0 refused',
    'suspensions.csv: 1 added, 0 changed, 0 unchanged, 0 refused',
    'calendar.csv: 1 added, 0 changed, 0 unchanged, 0 refused',
    'marks.csv: 2 added, 0 changed, 0 unchanged, 0 refused',
  ]);
});

test('the records of a pack, as the rules read them', () => {
  expect(pupilAfter()).toEqual({
    pupilId: 'p01',
    forename: 'Alfie',
    surname: 'Smith',
    otherNames: [],
    dateOfBirth: '2012-03-04',
    yearGroup: 10,
    schoolUrn: '100001',
    startDate: '2026-08-27',
    contacts: [],
    placements: [{ provision: 'oak-farm', startDate: '2026-08-27', arrangement: 'school' }],
    timetable: [
      { provision: '100001', weekday: 'tuesday', arrive: '09:00', leave: '15:45', validFrom: '2026-08-27' },
      { provision: 'oak-farm', weekday: 'monday', arrive: '09:00', leave: '12:00', validFrom: '2026-08-27' },
    ],
    agreements: [{ from: '2026-09-02', to: '2026-12-18', weekday: 'wednesday', session: 'PM' }],
    suspensions: [],
  });
  const { provisions, people } = importing(goodPack);
  expect(provisions[0]).toEqual({
    code: 'oak-farm',
    name: 'Oak Farm',
    address: '1 Mill Lane, Northvale',
    postcode: 'NV1 1AA',
    phone: '01632 960001',
    registered: false,
    amStart: '09:00',
    amEnd: '12:00',
    pmStart: '12:45',
    pmEnd: '15:45',
    registerMinutes: 30,
  });
  expect(people).toEqual([
    { upn: 'a.shah@ashfield.example', role: 'school-dsl', organisation: '100001', name: 'Asha Shah' },
  ]);
});

test('the same pack twice: everything is unchanged', () => {
  const plan = planOf(goodPack, importing(goodPack));
  expect(plan.counts.map(({ added, changed, refused }) => [added, changed, refused])).toEqual(
    goodPackFiles().map(() => [0, 0, 0]),
  );
  expect(plan.pupils).toEqual({ put: [], remove: [] });
  expect(plan.marks).toEqual([]);
});
const goodPackFiles = (): string[] => Object.keys(goodPack);

describe('a later pack updates what it names and leaves the rest', () => {
  test('an absent column keeps', () => {
    const pupil = pupilAfter(
      { pupils: 'pupil_id,rag,key_worker\np01,red,Bo Cole\n' },
      { pupils: 'pupil_id,rag\np01,amber\n' },
    );
    expect(pupil).toMatchObject({ rag: 'amber', keyWorker: 'Bo Cole', forename: 'Alfie' });
  });
  test('an empty cell clears', () => {
    const pupil = pupilAfter(
      { pupils: 'pupil_id,rag,other_names\np01,red,Al;Alf\n' },
      { pupils: 'pupil_id,rag,other_names\np01,,\n' },
    );
    expect(pupil.otherNames).toEqual([]);
    expect(pupil).not.toHaveProperty('rag');
  });
  test('an empty cell of a column with a default goes back to the default', () => {
    const held = importing(
      goodPack,
      { provisions: 'code,register_minutes,am_end\noak-farm,20,11:30\n' },
      { provisions: 'code,register_minutes\noak-farm,\n' },
    );
    expect(held.provisions[0]).toMatchObject({ registerMinutes: 30, amEnd: '11:30' });
  });
  test('a nested file alone changes its pupil and nobody else', () => {
    const plan = planOf(
      {
        timetable:
          'pupil_id,provision,weekday,arrive,valid_from,transport\np01,oak-farm,monday,09:00,2026-08-27,taxi\n',
      },
      importing(goodPack),
    );
    expect(plan.pupils.put.map(({ pupilId }) => pupilId)).toEqual(['p01']);
    expect(plan.pupils.put[0]!.timetable).toContainEqual({
      provision: 'oak-farm',
      weekday: 'monday',
      arrive: '09:00',
      leave: '12:00',
      validFrom: '2026-08-27',
      transport: 'taxi',
    });
    expect(sayCounts(plan.counts)).toEqual(['timetable.csv: 0 added, 1 changed, 0 unchanged, 0 refused']);
  });
  test('a new row needs every required column', () => {
    const plan = planOf({ pupils: 'pupil_id,forename\np09,Ann\n' }, importing(goodPack));
    expect(plan.refusals.map(sayRefusal)).toEqual([
      'pupils.csv line 2: is new and has no surname; add surname; only a row that was imported before may leave it out',
    ]);
  });
});

describe('contacts', () => {
  const head =
    'pupil_id,contact_1,contact_1_relationship,contact_1_phone,contact_2,contact_2_relationship,contact_2_phone\n';
  test.each([
    [
      'two of them',
      'p01,Jo Smith,mother,01632 960111,Al Smith,,',
      [{ name: 'Jo Smith', relationship: 'mother', phone: '01632 960111' }, { name: 'Al Smith' }],
    ],
    [
      'without a name the relationship stands for it',
      'p01,,mother,01632 960111,,,',
      [{ name: 'mother', relationship: 'mother', phone: '01632 960111' }],
    ],
    ['a bare number is kept', 'p01,,,01632 960111,,,', [{ name: 'Contact', phone: '01632 960111' }]],
    ['only the second, which stays the second', 'p01,,,,Al Smith,,', [{ name: '–' }, { name: 'Al Smith' }]],
    ['none', 'p01,,,,,,', []],
  ])('%s, and twice changes nothing', (_name, row, contacts) => {
    const held = importing(goodPack, { pupils: head + row });
    expect(held.pupils.find(({ pupilId }) => pupilId === 'p01')!.contacts).toEqual(contacts);
    expect(planOf({ pupils: head + row }, held).pupils.put).toEqual([]);
  });
  test('a pack that knows the second contact alone changes nothing when repeated', () => {
    const pack = { pupils: 'pupil_id,contact_2\np01,Al Smith\n' };
    const held = importing(goodPack, pack);
    expect(planOf(pack, held).pupils.put).toEqual([]);
  });
});

describe('`remove` withdraws', () => {
  test('a pupil with everything planned for them; a second time nothing is there to withdraw', () => {
    const pack = {
      pupils: 'pupil_id,remove\np01,yes\n',
      placements: 'pupil_id,provision,start_date,remove\np01,oak-farm,2026-08-27,yes\n',
    };
    const held = importing(goodPack);
    const plan = planOf(pack, held);
    expect(plan.pupils).toEqual({ put: [], remove: [held.pupils[0]] });
    const again = planOf(pack, after(held, plan));
    expect(again.counts.map(({ changed, unchanged, refused }) => [changed, unchanged, refused])).toEqual([
      [0, 1, 0],
      [0, 1, 0],
    ]);
  });
  test('a nested row, and the pupil stays', () => {
    expect(
      pupilAfter({
        timetable: 'pupil_id,provision,weekday,arrive,valid_from,remove\np01,100001,tuesday,09:00,2026-08-27,yes\n',
      }).timetable,
    ).toHaveLength(1);
  });
  test('`no` withdraws nothing', () => {
    expect(planOf({ pupils: 'pupil_id,remove\np01,no\n' }, importing(goodPack)).counts).toMatchObject([
      { unchanged: 1 },
    ]);
  });
  test('an organisation that rows still name has to stay', () => {
    const pack = {
      partnerships: 'code,remove\nnorthvale,yes\n',
      schools: 'urn,remove\n100001,yes\n100002,yes\n',
      provisions: 'code,remove\noak-farm,yes\npru,yes\n',
      pupils: 'pupil_id,remove\np02,yes\n',
    };
    const plan = planOf(pack, importing(goodPack));
    expect(plan.refusals.map(sayRefusal)).toEqual([
      'partnerships.csv line 2: code "northvale" is still named by 1 row of schools.csv, 1 row of settings.csv; end or withdraw those first',
      'schools.csv line 2: urn "100001" is still named by 1 row of pupils.csv, 1 row of timetable.csv, 1 row of people.csv, 1 row of cover.csv; end or withdraw those first',
      'provisions.csv line 2: code "oak-farm" is still named by 1 row of placements.csv, 1 row of timetable.csv; end or withdraw those first',
    ]);
    expect([plan.schools.remove.map(({ urn }) => urn), plan.provisions.remove.map(({ code }) => code)]).toEqual([
      ['100002'],
      ['pru'],
    ]);
  });
  test('rows that name what the pack withdraws are refused', () => {
    const pack = {
      pupils: 'pupil_id,remove\np01,yes\n',
      suspensions: 'pupil_id,from,to,kind\np01,2026-11-02,2026-11-02,suspended\n',
    };
    expect(planOf(pack, importing(goodPack)).refusals.map(sayRefusal)).toEqual([
      'suspensions.csv line 2: pupil_id "p01" is withdrawn on pupils.csv line 2; withdraw this row too, or keep that one',
    ]);
  });
});

test('a plan changes nothing that is held', () => {
  const held = importing(goodPack);
  const before = structuredClone(held);
  planOf({ ...goodPack, pupils: 'pupil_id,rag,remove\np01,red,\np02,,yes\n' }, held);
  expect(held).toEqual(before);
  expect(planOf(goodPack, nothingHeld).pupils.put).toHaveLength(2);
});
