import { createPeople, personKey, type PersonRow } from '../../../src/store/people.ts';
import type { Table } from '../../../src/store/table.ts';
import { tableNamed } from './storage.ts';

let table: Table;
beforeEach(async () => {
  table = await tableNamed('peoplerows');
  for (const row of await table.range('all')) await table.remove('all', row.key);
});

const NOW = Date.UTC(2026, 10, 9, 9);
const asha: PersonRow = {
  upn: "asha.o'neill@ashfield.example",
  role: 'key-link',
  organisation: '100001',
  name: 'Asha',
};
const accountOf = (objectId: string) => ({ upn: asha.upn, tenantId: 't1', objectId, at: NOW });
const rowOf = (person: PersonRow) => ({ key: personKey(person), value: person });

describe('first contact', () => {
  test('a sign-in name is bound to one account for good', async () => {
    const people = createPeople(table);
    expect(await people.bind(accountOf('o1'))).toBe('written');
    expect(await people.bind(accountOf('o2'))).toBe('conflict');
    expect((await people.fresh()).bound).toEqual([accountOf('o1')]);
  });

  test('of 16 accounts at once, on two instances, one is bound', async () => {
    const instances = [createPeople(table), createPeople(table)];
    const all = Array.from({ length: 16 }, (_, n) => instances[n % 2]!.bind(accountOf(`o${n}`)));
    const written = await Promise.all(all);
    expect(written.filter((one) => one === 'written')).toHaveLength(1);
    const [bound] = (await createPeople(table).fresh()).bound;
    expect(bound?.objectId).toBe(`o${written.indexOf('written')}`);
  });
});

describe('the roster', () => {
  test('one request answers for 5 s, and then it is read again', async () => {
    const people = createPeople(table);
    expect((await people.roster(NOW)).people).toEqual([]);
    await createPeople(table).write([rowOf(asha)]);
    expect((await people.roster(NOW + 4_999)).people).toEqual([]);
    expect((await people.roster(NOW + 5_000)).people).toEqual([asha]);
  });

  test('a clock set back does not keep an old roster', async () => {
    const people = createPeople(table);
    await people.roster(NOW);
    await createPeople(table).write([rowOf(asha)]);
    expect((await people.roster(NOW - 3_600_000)).people).toEqual([asha]);
  });

  test('what this instance writes counts at once', async () => {
    const people = createPeople(table);
    await people.roster(NOW);
    await people.write([rowOf(asha)]);
    expect((await people.roster(NOW)).people).toEqual([asha]);
    await people.remove(personKey(asha));
    expect((await people.roster(NOW)).people).toEqual([]);
  });

  test('a failed read is not remembered', async () => {
    let isAway = true;
    const range: Table['range'] = (...of) => (isAway ? Promise.reject(new Error('away')) : table.range(...of));
    const people = createPeople({ ...table, range });
    await expect(people.roster(NOW)).rejects.toThrow('away');
    isAway = false;
    expect((await people.roster(NOW)).people).toEqual([]);
  });
});
