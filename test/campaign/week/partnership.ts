/** One invented partnership for a school week: every pupil by a surname of their own, so that a name anywhere is found. */
import type { PartnershipRecords, Role } from '../../../src/domain/records.ts';
import type { By } from '../../../src/domain/absence/absence.ts';
import { importing, type Texts } from '../../support/pack.ts';
import type { Chance } from '../chance.ts';

export const CODE = 'northvale';
const FROM = '2028-09-01';
const TO = '2028-12-15';
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const forenames = ['Alfie', 'Bella', 'Callum', 'Daisy', 'Ethan', 'Freya', 'George', 'Hana', 'Isaac', 'Jade'];
const first = 'Quen Tarr Bel Mor Wex Dun Hol Pem Ros Thur Cav Lin Nor Ash Gal'.split(' ');
const last = 'nell owby stan combe dery gate wick more field sley bourne ridge ham'.split(' ');
const more = ['ton', 'ley', 'by', 'den', 'ford', 'worth', 'hurst', 'mere'];
const places = ['Oak', 'Kiln', 'Mill', 'Brook', 'Forge', 'Beech', 'Quarry', 'Harbour', 'Orchard', 'Lodge'];

export interface WeekSize {
  schools: number;
  provisions: number;
  pupils: number;
}

export interface WeekPartnership {
  texts: Texts;
  held: PartnershipRecords;
  /** Everybody with a role, by the role and the organisation. */
  whoIs(role: Role, organisation: string): By;
  surnames: string[];
}

interface RolePerson extends By {
  role: Role;
  organisation: string;
  /** Without one they cannot be written to. */
  objectId?: string;
}

const file = (head: string, rows: readonly string[]): string => `${[head, ...rows].join('\n')}\n`;

/** Names that no other word of a card or a log holds. */
const surnamesFor = (count: number): string[] =>
  first
    .flatMap((a) => last.flatMap((b) => ['', ...more].map((c) => `${a}${b}${c}`)))
    .toSorted((a, b) => a.length - b.length || a.localeCompare(b))
    .slice(0, count);

const urnOf = (n: number): string => String(150_001 + n);
const codeOf = (n: number): string => `place-${String(n + 1).padStart(2, '0')}`;

function roleRows({ schools, provisions }: WeekSize): [Role, string, string][] {
  const urns = Array.from({ length: schools }, (_, n) => urnOf(n));
  const at = (role: Role, name: string, of: readonly string[]): [Role, string, string][] =>
    of.map((place, n) => [role, place, `${name} ${n + 1}`]);
  const codes = Array.from({ length: provisions }, (_, n) => codeOf(n));
  return [
    ['coordinator', CODE, 'Cory Lane'],
    ['deputy', CODE, 'Dee Stone'],
    ['officer', CODE, 'Olu Penrose'],
    ...at('key-link', 'Kim Link', urns),
    ...at('attendance-lead', 'Lee Lead', urns),
    // The last school has nobody who is its DSL: the duty goes to whoever comes next.
    ...at('school-dsl', 'Del Safe', urns.slice(0, -1)),
    ...at('provision', 'Sam Tutor', codes),
  ];
}

const upnOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@northvale.example`;

/** `accountOf` gives the object id of a person's account in the stand-in for Teams. */
function peopleFor(size: WeekSize, accountOf: (upn: string, name: string) => string): RolePerson[] {
  return roleRows(size).map(([role, organisation, name]) => {
    const upn = upnOf(name);
    // One place is staffed by somebody whom Teams does not know: its registers are rung for at once.
    const account = organisation === codeOf(1) ? {} : { objectId: accountOf(upn, name) };
    return Object.assign(account, { role, organisation, name, upn, position: role });
  });
}

interface Slots {
  provision: string;
  arrive: string;
  leave: string;
}

/** A morning, an afternoon, a whole day, or a morning at one place and the afternoon at another. */
function slotsFor(chance: Chance, codes: readonly string[]): Slots[] {
  const [a, b] = [chance.oneOf(codes), chance.oneOf(codes)];
  const drawn = chance.next();
  if (drawn < 0.45) return [{ provision: a, arrive: '09:00', leave: '12:00' }];
  if (drawn < 0.6) return [{ provision: a, arrive: '12:45', leave: '15:45' }];
  if (drawn < 0.8) return [{ provision: a, arrive: '09:00', leave: '15:45' }];
  return [
    { provision: a, arrive: '09:00', leave: '12:00' },
    { provision: b, arrive: '12:45', leave: '15:45' },
  ];
}

interface Invented {
  id: string;
  forename: string;
  surname: string;
  urn: string;
  rag: string;
  days: string[];
  slots: Slots[];
}

/** One in ten is red, one in twenty has no colour recorded, which counts as red. */
function ragOf(chance: Chance): string {
  const drawn = chance.next();
  if (drawn < 0.1) return 'red';
  if (drawn < 0.15) return '';
  return drawn < 0.4 ? 'amber' : 'green';
}

function pupilsFor({ schools, provisions, pupils }: WeekSize, chance: Chance): Invented[] {
  const codes = Array.from({ length: provisions }, (_, n) => codeOf(n));
  return surnamesFor(pupils).map((surname, n) => ({
    id: `P-${String(n + 1).padStart(3, '0')}`,
    forename: forenames[n % forenames.length]!,
    surname,
    urn: urnOf(n % schools),
    rag: ragOf(chance),
    days: chance.next() < 0.8 ? weekdays : ['tuesday', 'thursday'],
    slots: slotsFor(chance, codes),
  }));
}

function textsFor(size: WeekSize, tenantId: string, people: readonly RolePerson[], pupils: readonly Invented[]): Texts {
  const { schools, provisions } = size;
  return {
    partnerships: file('code,name,digest_at,tenant_id', [`${CODE},Northvale Partnership,10:30,${tenantId}`]),
    schools: file(
      'urn,name,partnership',
      Array.from({ length: schools }, (_, n) => `${urnOf(n)},School ${n + 1} Academy,${CODE}`),
    ),
    provisions: file(
      'code,name,address,postcode,phone,registered',
      Array.from(
        { length: provisions },
        (_, n) =>
          `${codeOf(n)},${places[n % places.length]} House ${n + 1},${n + 1} Mill Lane,NV1 1AA,01632 9601${String(n).padStart(2, '0')},no`,
      ),
    ),
    people: file(
      'upn,role,organisation,name,tenant_id,object_id,position',
      people.map((one) =>
        [one.upn, one.role, one.organisation, one.name, tenantId, one.objectId ?? '', one.position].join(','),
      ),
    ),
    pupils: file(
      'pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date,rag,contact_1,contact_1_relationship,contact_1_phone',
      pupils.map(
        ({ id, forename, surname, urn, rag }) =>
          `${id},${forename},${surname},2014-03-04,10,${urn},${FROM},${rag},Parent of ${id},mother,07700 900123`,
      ),
    ),
    placements: file(
      'pupil_id,provision,start_date',
      pupils.flatMap(({ id, slots }) =>
        [...new Set(slots.map(({ provision }) => provision))].map((provision) => `${id},${provision},${FROM}`),
      ),
    ),
    timetable: file(
      'pupil_id,provision,weekday,arrive,leave,valid_from',
      pupils.flatMap(({ id, days, slots }) =>
        days.flatMap((day) =>
          slots.map((slot) => `${id},${slot.provision},${day},${slot.arrive},${slot.leave},${FROM}`),
        ),
      ),
    ),
    // What the digests say of an absence is tested elsewhere; edited all day long they would be most of the work.
    settings: file('organisation,name,from,value', [`${CODE},digest_lives_until,${FROM},10:45`]),
    calendar: file('organisation,from,to,kind', [`*,${FROM},${TO},term`]),
  };
}

export function inventWeekPartnership(
  size: WeekSize,
  chance: Chance,
  tenantId: string,
  accountOf: (upn: string, name: string) => string,
): WeekPartnership {
  const people = peopleFor(size, accountOf);
  const pupils = pupilsFor(size, chance);
  const texts = textsFor(size, tenantId, people, pupils);
  const held = importing(texts);
  return {
    texts,
    held: {
      partnership: held.partnerships[0]!,
      schools: [...held.schools],
      provisions: [...held.provisions],
      calendar: [...held.calendar],
      settings: [...held.settings],
      pupils: [...held.pupils],
      marks: [],
      absences: [],
      chases: [],
    },
    surnames: pupils.map(({ surname }) => surname),
    whoIs(role, organisation) {
      const found = people.find((one) => one.role === role && one.organisation === organisation) ?? people[0]!;
      return { upn: found.upn, name: found.name, position: found.position };
    },
  };
}
