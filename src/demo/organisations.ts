/** The two partnerships, their schools and the places their pupils go to. All invented. */
import { addDays } from '../domain/time.ts';
import { demoSchool, demoTenants } from './playground.ts';
import type { Partnership, Provision, School } from '../domain/records.ts';
import type { LocalDate } from '../domain/time.ts';

export const partnerships: readonly Partnership[] = [
  {
    code: 'SVP',
    name: 'Swanmere Valley Inclusion Partnership',
    digestAt: '10:30',
    tenantId: demoTenants.swanmere,
    hostSchool: 'Thringbrook College',
    ladoContact: 'County LADO desk, 01632 960190',
    outOfHoursContact: "Children's duty team out of hours, 01632 960191",
    laDutyContact: "Children's duty desk, 01632 960192",
  },
  {
    code: 'WHP',
    name: 'Wrenhill Inclusion Partnership',
    digestAt: '10:30',
    digestBy: '11:30',
    tenantId: demoTenants.wrenhill,
    hostSchool: 'Wrenhill Upper School',
    ladoContact: 'County LADO desk, 01632 960190',
    outOfHoursContact: "Children's duty team out of hours, 01632 960191",
    laDutyContact: "Children's duty desk, 01632 960192",
  },
];

const school = (urn: string, name: string, partnership: string, officePhone: string): School => ({
  urn,
  name,
  partnership,
  tenantId: partnership === 'SVP' ? demoTenants.swanmere : demoTenants.wrenhill,
  officePhone,
});

export const schools: readonly School[] = [
  school(demoSchool.urn, demoSchool.name, 'SVP', '01632 960101'),
  school('999002', 'Thringbrook College', 'SVP', '01632 960102'),
  school('999003', 'Barrowick High School', 'SVP', '01632 960103'),
  school('999004', "St Merewenna's Catholic Voluntary Academy", 'SVP', '01632 960104'),
  school('999005', 'Oadfield Community College', 'SVP', '01632 960105'),
  school('999006', 'Wrenhill Upper School', 'WHP', '01632 960106'),
  school('999007', 'Langmere Park School', 'WHP', '01632 960107'),
  school('999008', 'Cotesby Grange School', 'WHP', '01632 960108'),
];

type Described = Pick<Provision, 'code' | 'name' | 'address' | 'postcode' | 'phone' | 'contact' | 'dsl'>;

/** The hours of R3.1; a register stays open half an hour. */
const hours = { amStart: '09:00', amEnd: '12:00', pmStart: '12:45', pmEnd: '15:45', registerMinutes: 30 };

/** What was confirmed in writing, and until when: in date, run out twelve days ago (M7), or never recorded. */
const assurance = {
  'in date': (today: LocalDate) => ({
    checksConfirmed: addDays(today, -96),
    checksUntil: addDays(today, 269),
    supervisionConfirmed: addDays(today, -96),
  }),
  lapsed: (today: LocalDate) => ({
    checksConfirmed: addDays(today, -377),
    checksUntil: addDays(today, -12),
    supervisionConfirmed: addDays(today, -377),
  }),
  'not recorded': () => ({}),
};

type Place = Described & Partial<Provision> & { assured: keyof typeof assurance };

const places: readonly Place[] = [
  {
    code: 'fallow-hill',
    name: 'Fallow Hill Farm',
    address: 'Fallow Lane, Upper Swanmere',
    postcode: 'LE99 9AB',
    phone: '01632 960201',
    contact: 'Tess Marlow',
    dsl: 'Gwen Astley',
    assured: 'in date',
  },
  {
    code: 'spanner-works',
    name: 'The Spanner Works',
    address: 'Unit 4, Foundry Yard, Thringbrook',
    postcode: 'LE99 9AD',
    phone: '01632 960202',
    contact: 'Dale Hutchin',
    dsl: 'Dale Hutchin',
    pmEnd: '15:30',
    registerMinutes: 15,
    assured: 'in date',
  },
  {
    code: 'spanner-yard',
    name: 'The Spanner Works, Canal Yard',
    address: 'Canal Yard, Wharf Street, Thringbrook',
    postcode: 'LE99 9AE',
    phone: '01632 960203',
    contact: 'Ravi Sund',
    dsl: 'Dale Hutchin',
    pmEnd: '15:30',
    registerMinutes: 15,
    siteOf: 'spanner-works',
    assured: 'in date',
  },
  {
    code: 'the-base',
    name: 'The Base',
    address: 'Old Library, Market Place, Barrowick',
    postcode: 'LE99 9AF',
    phone: '01632 960204',
    contact: 'Kerry Dunmore',
    dsl: 'Nadia Farrow',
    pmEnd: '15:00',
    registerMinutes: 20,
    assured: 'in date',
  },
  {
    code: 'kiln-lane',
    name: 'Kiln Lane Studio',
    address: '12 Kiln Lane, Oadfield',
    postcode: 'LE99 9AG',
    phone: '01632 960205',
    contact: 'Imogen Vare',
    amStart: '09:30',
    amEnd: '12:00',
    pmStart: '12:30',
    pmEnd: '14:45',
    assured: 'not recorded',
  },
  {
    code: 'greenlock',
    name: 'Greenlock Boat Project',
    address: 'Greenlock Basin, Cotesby',
    postcode: 'LE99 9AH',
    phone: '01632 960206',
    contact: 'Pete Rannoch',
    dsl: 'Moira Kell',
    assured: 'lapsed',
  },
  {
    code: 'first-rung',
    name: 'First Rung Construction',
    address: '3 Quarry Road, Langmere',
    postcode: 'LE99 9AJ',
    phone: '01632 960207',
    contact: 'Sonny Bartle',
    dsl: 'Lena Bartle',
    amStart: '09:30',
    amEnd: '12:15',
    pmStart: '13:00',
    pmEnd: '15:30',
    registerMinutes: 20,
    assured: 'in date',
  },
  {
    code: 'hollowbrook',
    name: 'Hollowbrook Pupil Referral Unit',
    address: 'Hollow Road, Barrowick',
    postcode: 'LE99 9AL',
    phone: '01632 960208',
    contact: 'Hollowbrook office',
    dsl: 'Ines Corrigan',
    registered: true,
    urn: '999050',
    amStart: '08:50',
    amEnd: '11:50',
    pmStart: '12:30',
    pmEnd: '14:50',
    assured: 'in date',
  },
  {
    code: 'larch-house',
    name: 'Larch House School',
    address: 'Larch Avenue, Wrenhill',
    postcode: 'LE99 9AN',
    phone: '01632 960209',
    contact: 'Larch House office',
    dsl: 'Joel Adair',
    registered: true,
    urn: '999051',
    assured: 'in date',
  },
  {
    code: 'tallis-court',
    name: 'Tallis Court Academy',
    address: 'Tallis Court, Swanmere',
    postcode: 'LE99 9AP',
    phone: '01632 960210',
    contact: 'Tallis Court office',
    dsl: 'Bryony Sall',
    registered: true,
    urn: '999052',
    pmEnd: '15:10',
    assured: 'in date',
  },
];

const provisionOn = ({ assured, ...place }: Place, today: LocalDate): Provision => ({
  registered: false,
  ...hours,
  ...place,
  ...assurance[assured](today),
});
export const provisionsOn = (today: LocalDate): Provision[] => places.map((place) => provisionOn(place, today));
