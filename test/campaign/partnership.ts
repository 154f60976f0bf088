/** One invented partnership as a data pack: schools with 5 to 20 pupils, each pupil known by initials nobody else there has. */
import type { Person } from '../support/teams-world.ts';
import type { Texts } from '../support/pack.ts';
import type { Chance } from './chance.ts';

export const CODE = 'northvale';
const FROM = '2026-09-01';
const TO = '2026-12-18';
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const provisions = ['oak-farm', 'base', 'kiln-lane'];
const towns = ['Ash', 'Birch', 'Cedar', 'Elm', 'Fern', 'Hazel', 'Ivy', 'Larch', 'Maple', 'Rowan'];
const places = ['field', 'ford', 'ham', 'wick'];
const kinds = ['Academy', 'High School', 'College', 'Grange', 'Park School'];
/** Each has a name of its own. */
const MOST_SCHOOLS = towns.length * places.length * kinds.length;
const forenames = ['Alfie', 'Bella', 'Callum', 'Daisy', 'Ethan'];
const surnames = ['Marsh', 'Nolan', 'Osborne', 'Price'];

export interface InventedSchool {
  urn: string;
  name: string;
  /** As the channel shows them, in no order. */
  initials: string[];
}

export interface Invented {
  schools: InventedSchool[];
  texts: Texts;
}

/** `coordinator` may be written to in person; nobody else has an account. */
export function inventPartnership(count: number, chance: Chance, coordinator: Person, mostPupils = 20): Invented {
  if (count > MOST_SCHOOLS) throw new Error(`at most ${MOST_SCHOOLS} schools can be invented`);
  const schools = Array.from({ length: count }, (_, n) => inventSchool(n, chance, mostPupils));
  const pupils = schools.flatMap(({ urn, initials }) => initials.map((both) => ({ id: `${urn}-${both}`, urn, both })));
  const placed = pupils.map((pupil) => ({ ...pupil, provision: chance.oneOf(provisions) }));
  const file = (head: string, rows: readonly string[]): string => `${[head, ...rows].join('\n')}\n`;
  const { tenantId, aadObjectId, userPrincipalName, name } = coordinator;
  const texts: Texts = {
    partnerships: file('code,name,digest_at,tenant_id', [`${CODE},Northvale Partnership,10:30,${tenantId}`]),
    schools: file(
      'urn,name,partnership',
      schools.map((school) => `${school.urn},${school.name},${CODE}`),
    ),
    provisions: file(
      'code,name,address,postcode,phone,registered',
      provisions.map((code, n) => `${code},${code},${n} Mill Lane,NV1 1AA,01632 96000${n},no`),
    ),
    people: file('upn,role,organisation,name,tenant_id,object_id', [
      `${userPrincipalName},coordinator,${CODE},${name},${tenantId},${aadObjectId}`,
    ]),
    pupils: file(
      'pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date',
      pupils.map(({ id, urn, both }) => `${id},${nameOf(both)},2012-03-04,10,${urn},${FROM}`),
    ),
    placements: file(
      'pupil_id,provision,start_date',
      placed.map(({ id, provision }) => `${id},${provision},${FROM}`),
    ),
    timetable: file(
      'pupil_id,provision,weekday,arrive,leave,valid_from',
      placed.flatMap(({ id, provision }) => weekdays.map((day) => `${id},${provision},${day},09:00,12:00,${FROM}`)),
    ),
    calendar: file('organisation,from,to,kind', [`*,${FROM},${TO},term`]),
  };
  return { schools, texts };
}

function inventSchool(n: number, chance: Chance, mostPupils: number): InventedSchool {
  const all = forenames.flatMap((forename) => surnames.map((surname) => `${forename[0]}${surname[0]}`));
  const [town, place] = [towns[n % towns.length], places[Math.floor(n / towns.length) % places.length]];
  const name = `${town}${place} ${kinds[Math.floor(n / towns.length / places.length)]}`;
  return { urn: String(140_001 + n), name, initials: all.slice(0, chance.between(5, mostPupils)) };
}

const nameOf = (initials: string): string =>
  [forenames, surnames].map((list, n) => list.find((one) => one[0] === initials[n])).join(',');
