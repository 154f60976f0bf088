/** The fixture calendar CAL-A, timetable T (domain rules 0.5 and 7.4), and builders of records. All invented. */
import type {
  CalendarRow,
  Mark,
  MarkStatus,
  PartnershipRecords,
  Placement,
  Provision,
  Pupil,
  School,
  TimetableRow,
} from '../../src/domain/records.ts';
import { instantAt } from '../../src/domain/time.ts';
import type { LocalDate, LocalTime, Weekday } from '../../src/domain/time.ts';

export const ASHFIELD = '100001';
export const BIRCHWOOD = '100002';
export const PARTNERSHIP = 'northvale';
/** The chain the calendar asks for. */
export const ashfieldChain = { organisation: ASHFIELD, partnership: PARTNERSHIP };

const everyone = (kind: CalendarRow['kind'], from: LocalDate, to: LocalDate = from, note?: string): CalendarRow => ({
  organisation: '*',
  from,
  to,
  kind,
  note,
});

/** The INSET days lie inside their terms: everyone's INSET shuts the schools and no provision (Q16). */
export const calA: CalendarRow[] = [
  everyone('term', '2026-08-27', '2026-10-16', 'Autumn 1'),
  everyone('term', '2026-10-26', '2026-12-18', 'Autumn 2'),
  everyone('term', '2027-01-04', '2027-02-12', 'Spring 1'),
  everyone('term', '2027-02-22', '2027-03-25', 'Spring 2'),
  everyone('term', '2027-04-12', '2027-05-28', 'Summer 1'),
  everyone('term', '2027-06-07', '2027-07-14', 'Summer 2'),
  everyone('term', '2027-08-31', '2027-10-15', 'Autumn 1'),
  everyone('term', '2027-10-25', '2027-12-17', 'Autumn 2'),
  everyone('holiday', '2026-10-19', '2026-10-23', 'Half term'),
  everyone('holiday', '2027-10-18', '2027-10-22', 'Half term'),
  everyone('inset', '2026-10-26'),
  everyone('inset', '2027-01-04'),
  everyone('inset', '2027-10-25'),
  ...[
    '2026-08-31',
    '2026-12-25',
    '2026-12-28',
    '2027-01-01',
    '2027-03-26',
    '2027-03-29',
    '2027-05-03',
    '2027-05-31',
    '2027-08-30',
  ].map((date) => everyone('bank-holiday', date)),
];

export const aSchool = (over: Partial<School> = {}): School => ({
  urn: ASHFIELD,
  name: 'Ashfield Academy',
  partnership: PARTNERSHIP,
  officePhone: '01632 960100',
  ...over,
});

/** An unregistered provision with the default hours of R3.1 and every assurance recorded. */
export const aProvision = (over: Partial<Provision> = {}): Provision => ({
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
  checksConfirmed: '2026-08-20',
  checksUntil: '2027-08-31',
  supervisionConfirmed: '2026-08-20',
  ...over,
});

export const oakFarm = aProvision();
export const base = aProvision({ code: 'base', name: 'Base', phone: '01632 960002' });
export const pru = aProvision({
  code: 'pru',
  name: 'Northvale PRU',
  phone: '01632 960003',
  registered: true,
  urn: '100900',
});

export const aPlacement = (over: Partial<Placement> = {}): Placement => ({
  provision: 'oak-farm',
  startDate: '2026-08-27',
  arrangement: 'school',
  approvedFrom: '2026-08-27',
  approvedTo: '2027-07-14',
  ...over,
});

/** A weekly row valid from the start of CAL-A, e.g. `aRow('monday', 'oak-farm', '09:00', '12:00')`. */
export const aRow = (
  weekday: Weekday,
  provision: string,
  arrive: LocalTime,
  leave: LocalTime,
  over: Partial<TimetableRow> = {},
): TimetableRow => ({ weekday, provision, arrive, leave, validFrom: '2026-08-27', ...over });

export const aPupil = (over: Partial<Pupil> = {}): Pupil => ({
  pupilId: 'p01',
  forename: 'Alfie',
  surname: 'Smith',
  otherNames: [],
  dateOfBirth: '2012-03-04',
  yearGroup: 10,
  schoolUrn: ASHFIELD,
  startDate: '2026-08-27',
  contacts: [],
  placements: [],
  timetable: [],
  agreements: [],
  suspensions: [],
  ...over,
});

/**
 * Timetable T of section 7.4: Mon Oak Farm, taxi, Base; Tue school; Wed Oak Farm and part-time; Thu Base all day; Fri PRU.
 */
export const pupilT = (over: Partial<Pupil> = {}): Pupil =>
  aPupil({
    placements: [
      aPlacement(),
      aPlacement({ provision: 'base' }),
      aPlacement({ provision: 'pru', arrangement: 'dual' }),
    ],
    timetable: [
      aRow('monday', 'oak-farm', '09:00', '12:00', { transport: 'taxi' }),
      aRow('monday', 'base', '12:45', '15:45'),
      aRow('tuesday', ASHFIELD, '09:00', '15:45'),
      aRow('wednesday', 'oak-farm', '09:00', '12:00'),
      aRow('thursday', 'base', '09:00', '15:45', { lunch: 'on site, supervised' }),
      aRow('friday', 'pru', '09:00', '15:45'),
    ],
    agreements: [{ from: '2026-09-02', to: '2026-12-18', weekday: 'wednesday', session: 'PM', agreedWith: 'mother' }],
    ...over,
  });

/** Everything held of one partnership: CAL-A, two schools, T's three provisions; pupils and marks as given. */
export const held = (over: Partial<PartnershipRecords> = {}): PartnershipRecords => ({
  partnership: { code: PARTNERSHIP, name: 'Northvale Partnership', digestAt: '10:30' },
  schools: [aSchool(), aSchool({ urn: BIRCHWOOD, name: 'Birchwood School', officePhone: '01632 960200' })],
  provisions: [oakFarm, base, pru],
  calendar: calA,
  settings: [],
  pupils: [],
  marks: [],
  absences: [],
  chases: [],
  ...over,
});

/** A mark of pupil p01 at Oak Farm's 09:00 slot on Monday 9 November 2026, recorded at a school time of that day. */
export function aMark(status: MarkStatus, recorded: LocalTime, over: Partial<Mark> = {}): Mark {
  const date = over.date ?? '2026-11-09';
  return {
    pupilId: 'p01',
    date,
    provision: 'oak-farm',
    arrive: '09:00',
    recordedAt: instantAt(date, recorded),
    recordedBy: 'office@oakfarm.example',
    status,
    ...over,
  };
}
