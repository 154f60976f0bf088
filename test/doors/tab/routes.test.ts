/** Every question of the page asked by every role: who is answered, who is refused by role, and who finds nothing there. */
import { jest } from '@jest/globals';
import { demoUsers } from '../../../src/demo/playground.ts';
import { keys, signed } from '../../support/authority.ts';
import { startTabTeams, type TabTeams } from '../../support/tab-teams.ts';
import { guid } from '../../support/teams-world.ts';

jest.setTimeout(30_000);

const { coordinator, schoolDsl, officer, farmStaff, attendanceLead } = demoUsers;

/** One person for each role, of the first partnership, its first school and Fallow Hill Farm; and some from elsewhere. */
const people = {
  coordinator: coordinator.userPrincipleName,
  deputy: 'c.whitlow@swanmere-valley.example',
  officer: officer.userPrincipleName,
  chair: 'h.brant@swanmere-valley.example',
  'key-link elsewhere': 's.pell@thringbrook.example',
  'school-dsl': schoolDsl.userPrincipleName,
  'deputy at the school': 'o.grieve@ashmere-vale.example',
  head: 'd.lisle@ashmere-vale.example',
  'attendance-lead': attendanceLead.userPrincipleName,
  'governor-chair': 'm.stanier@ashmere-vale.example',
  provision: farmStaff.userPrincipleName,
  'provision-dsl': 'g.astley@fallow-hill.example',
  'provision-manager': 'l.bartle@first-rung.example',
  'provision-owner': 'h.astley@fallow-hill.example',
  'coordinator elsewhere': 'f.okoro@wrenhill-ip.example',
} as const;
type Who = keyof typeof people;

const everyone = Object.keys(people) as Who[];
const staff: readonly Who[] = ['coordinator', 'deputy', 'officer'];
const ofSchool: readonly Who[] = ['school-dsl', 'deputy at the school', 'head', 'attendance-lead'];
const atFarm: readonly Who[] = ['provision', 'provision-dsl'];
const strangers: readonly Who[] = ['chair', 'governor-chair', 'provision-manager', 'provision-owner'];
/** Roles that have such a page, of other organisations. */
const otherSchool: Who = 'key-link elsewhere';
const otherStaff: Who = 'coordinator elsewhere';

interface Route {
  method: string;
  path: string;
  body?: unknown;
  /** Who is answered, or told what is wrong with the asking itself. */
  answered: readonly Who[];
  /** Who has such questions, and finds nothing here. */
  nothing: readonly Who[];
}

const SCHOOL = '999001';
const pack = { files: { 'cover.csv': 'organisation,role,upn,from\n' } };
const readers = [...staff, ...ofSchool];
const elsewhere = [otherSchool, otherStaff];

const routes: readonly Route[] = [
  { method: 'GET', path: 'me', answered: everyone, nothing: [] },
  { method: 'GET', path: 'today?partnership=SVP', answered: staff, nothing: [otherStaff] },
  { method: 'GET', path: 'live?partnership=WHP', answered: [otherStaff], nothing: [...readers, otherSchool] },
  { method: 'GET', path: 'follow-up/nobody/1', answered: [], nothing: [...readers, ...elsewhere] },
  ...['', '/pupils', '/codes'].map((part) => ({
    method: 'GET',
    path: `school/${SCHOOL}${part}`,
    answered: readers,
    nothing: elsewhere,
  })),
  { method: 'GET', path: 'register', answered: [...staff, ...atFarm, otherStaff], nothing: [] },
  // Shared by both partnerships: each is answered of its own pupils. What is wrong with the asking is said to these alone.
  ...[
    { method: 'GET', path: 'register/fallow-hill' },
    { method: 'PUT', path: 'register/fallow-hill/draft', body: {} },
    { method: 'POST', path: 'register/fallow-hill/submit', body: {} },
  ].map((route) => Object.assign({ answered: [...staff, ...atFarm, otherStaff], nothing: [] }, route)),
  { method: 'POST', path: `school/${SCHOOL}/acknowledge`, body: {}, answered: readers, nothing: elsewhere },
  {
    method: 'POST',
    path: 'pupils/find',
    body: { name: 'Nobody Whatsoever' },
    answered: [...readers, ...atFarm, ...elsewhere],
    nothing: [],
  },
  { method: 'GET', path: 'pupil/nobody', answered: [], nothing: [...readers, ...atFarm, ...elsewhere] },
  ...['import/look', 'import/apply'].map((path) => ({
    method: 'POST',
    path,
    body: pack,
    answered: ['coordinator', 'deputy', otherStaff] as const,
    nothing: [],
  })),
];

let tab: TabTeams;
beforeAll(async () => {
  tab = await startTabTeams();
});
afterAll(() => tab.stop());

async function ask({ method, path, body }: Route, token: string): Promise<number> {
  const gone = new AbortController();
  const answer = await fetch(`${tab.url}/tab/api/${path}`, {
    method,
    signal: gone.signal,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  gone.abort();
  return answer.status;
}

const expected = ({ answered, nothing }: Route, who: Who): string => {
  if (answered.includes(who)) return 'answered';
  return nothing.includes(who) ? 'nothing there' : 'refused';
};
const heard = (status: number): string => {
  if (status === 404) return 'nothing there';
  return status === 403 ? 'refused' : status < 500 && status !== 401 ? 'answered' : String(status);
};

describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_name, route) => {
  test('by every role', async () => {
    const statuses = await Promise.all(everyone.map((who) => ask(route, tab.tokenOf(people[who]))));
    const came = Object.fromEntries(everyone.map((who, n) => [who, heard(statuses[n]!)]));
    expect(came).toEqual(Object.fromEntries(everyone.map((who) => [who, expected(route, who)])));
  });

  test('by nobody whom the pack knows, and by nobody at all', async () => {
    const unknown = signed({ ...tab.claimsOf(people.coordinator), oid: guid('nobody') }, keys.teams);
    expect(await Promise.all([ask(route, unknown), ask(route, 'x')])).toEqual([403, 401]);
  });
});

test('whoever has no page of pupils has no page but their own name', () => {
  const asked = new Set(
    routes.filter(({ answered, nothing }) => strangers.some((who) => [...answered, ...nothing].includes(who))),
  );
  expect([...asked].map(({ path }) => path)).toEqual(['me']);
});
