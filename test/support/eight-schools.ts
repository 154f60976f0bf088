/** A partnership of eight schools with its people and its channels, for what is counted and measured. */
import type { LocalDate } from '../../src/domain/time.ts';
import { file } from '../../src/store/filing.ts';
import type { Store } from '../../src/store/open.ts';
import type { Connector } from './connector.ts';
import { nothingHeld, planOf, type Texts } from './pack.ts';
import { guid, type Person, type World } from './teams-world.ts';

export const TODAY: LocalDate = '2026-11-09';
const tenantId = guid('counted tenant');
export const urns = Array.from({ length: 8 }, (_, n) => String(100_001 + n));
const schoolWeek = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const csv = (header: string, rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;

const pupilRow = (id: string, forename: string, n: number, start: string, end = ''): string =>
  `${id},${forename}${n},Smith,2012-03-04,10,${urns[n % urns.length]},${start},${end}`;

/** A data pack: eight schools, ten provisions, forty pupils, and with `leavers` and `years` what piles up beside them. */
function eightSchools(leavers: number, years: number): Texts {
  const active = Array.from({ length: 40 }, (_, n) => `p${n}`);
  const left = Array.from({ length: leavers }, (_, n) => pupilRow(`old${n}`, 'Leonora', n, '2021-09-01', '2024-07-19'));
  const autumns = Array.from({ length: years }, (_, n) => 2026 - n);
  const terms = autumns.flatMap((y) => [`*,${y}-09-01,${y}-12-18,term`, `*,${y + 1}-01-04,${y + 1}-07-21,term`]);
  const insets = autumns.flatMap((y) =>
    urns.flatMap((urn) => [1, 2, 3, 4, 5].map((day) => `${urn},${y}-09-0${day},${y}-09-0${day},inset`)),
  );
  return {
    partnerships: `code,name,digest_at,tenant_id\nnorthvale,Northvale Partnership,10:30,${tenantId}\n`,
    schools: csv(
      'urn,name,partnership',
      urns.map((urn) => `${urn},School ${urn},northvale`),
    ),
    provisions: csv(
      'code,name,address,postcode,phone,registered',
      Array.from({ length: 10 }, (_, n) => `ap${n},Provision ${n},${n} Mill Lane,NV1 1AA,01632 960001,no`),
    ),
    people: csv('upn,role,organisation,name,object_id', [
      `link@school.example,key-link,100001,Asha Shah,${guid('key link')}`,
      `coordinator@northvale.example,coordinator,northvale,Priya Marlow,${guid('coordinator')}`,
    ]),
    calendar: csv('organisation,from,to,kind', [...terms, ...insets]),
    pupils: csv('pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date,end_date', [
      ...active.map((id, n) => pupilRow(id, 'Alfie', n, '2020-09-01')),
      ...left,
    ]),
    placements: csv(
      'pupil_id,provision,start_date',
      active.map((id, n) => `${id},ap${n % 10},2020-09-01`),
    ),
    timetable: csv(
      'pupil_id,provision,weekday,arrive,leave,valid_from',
      active.flatMap((id, n) => schoolWeek.map((day) => `${id},ap${n % 10},${day},09:00,12:00,2020-09-01`)),
    ),
    marks: csv(
      'pupil_id,date,provision,arrive,recorded_at,recorded_by,status',
      active.map((id, n) => `${id},${TODAY},ap${n % 10},09:00,${TODAY} 09:05,office@ap.example,present`),
    ),
  };
}

/** Into a store that is empty: the partnership as an import leaves it. */
export const fillStore = (store: Store, leavers = 0, years = 1): Promise<void> =>
  file(store, { held: nothingHeld, placesOf: new Map() }, planOf(eightSchools(leavers, years)), () => undefined);

/** Those who ask: their accounts are in the pack, so that nobody is met for the first time. */
export const people = (teams: World): Record<'key-link' | 'coordinator', Person> => ({
  'key-link': teams.person({ name: 'Asha Shah', tenantId, aadObjectId: guid('key link') }),
  coordinator: teams.person({ name: 'Priya Marlow', tenantId, aadObjectId: guid('coordinator') }),
});

/** Gives each school a channel. */
export async function linkSchools(store: Store, teams: Connector): Promise<void> {
  const { serviceUrl, bot } = teams;
  for (const urn of urns) {
    const { team, conversationId } = teams.channel({ name: 'Attendance', team: teams.team({ name: urn, tenantId }) });
    const at = { channelId: conversationId, teamId: team.id, tenantId, serviceUrl, botId: bot.id };
    await store.channels.link({ urn, ...at, names: false, linkedBy: 'link@school.example', at: 0 });
  }
}
