/** What Keylink holds: the customer's records as plain values, named as the data pack names them (contract, section 3). */
import type { Absence } from './absence/absence.ts';
import type { Chase } from './chase/chase.ts';
import type { Instant, LocalDate, LocalTime, Weekday } from './time.ts';

export const roles = [
  'coordinator',
  'deputy',
  'officer',
  'chair',
  'key-link',
  'school-dsl',
  'head',
  'attendance-lead',
  'governor-chair',
  'provision',
  'provision-dsl',
  'provision-manager',
  'provision-owner',
] as const;
export type Role = (typeof roles)[number];

export interface Partnership {
  code: string;
  name: string;
  digestAt: LocalTime;
  /** With it, the digest goes as soon as all registers are in from `digestAt`, and at this time regardless. */
  digestBy?: LocalTime;
  tenantId?: string;
  hostSchool?: string;
  ladoContact?: string;
  outOfHoursContact?: string;
  laDutyContact?: string;
}

export interface School {
  urn: string;
  name: string;
  partnership: string;
  tenantId?: string;
  officePhone?: string;
}

/** A confirmation somebody recorded: the date it was given, or a bare yes or no. Absent means nobody has recorded it. */
export type Confirmation = LocalDate | boolean;

export interface Provision {
  code: string;
  name: string;
  address: string;
  postcode: string;
  phone: string;
  contact?: string;
  dsl?: string;
  registered: boolean;
  urn?: string;
  amStart: LocalTime;
  amEnd: LocalTime;
  pmStart: LocalTime;
  pmEnd: LocalTime;
  registerMinutes: number;
  siteOf?: string;
  checksConfirmed?: Confirmation;
  checksUntil?: LocalDate;
  supervisionConfirmed?: Confirmation;
}

export const arrangements = ['school', 'la', 'dual'] as const;
type Arrangement = (typeof arrangements)[number];

export interface Placement {
  provision: string;
  startDate: LocalDate;
  endDate?: LocalDate;
  arrangement: Arrangement;
  laBasis?: string;
  approvedFrom?: LocalDate;
  approvedTo?: LocalDate;
  course?: string;
  qualification?: string;
  lebcRef?: string;
  lebcDate?: LocalDate;
  inductionDate?: LocalDate;
  riskAssessmentReview?: LocalDate;
}

/** One weekly row. `provision` is a provision's code, or the pupil's own school's URN for the home site. */
export interface TimetableRow {
  provision: string;
  weekday: Weekday;
  arrive: LocalTime;
  leave?: LocalTime;
  validFrom: LocalDate;
  validTo?: LocalDate;
  activity?: string;
  lunch?: string;
  transport?: string;
}

export type Session = 'AM' | 'PM';

export interface Agreement {
  from: LocalDate;
  to?: LocalDate;
  weekday: Weekday;
  session: Session;
  agreedWith?: string;
  reviewOn?: LocalDate;
}

export interface Suspension {
  from: LocalDate;
  to?: LocalDate;
  kind: 'suspended' | 'excluded';
}

export interface Contact {
  name: string;
  relationship?: string;
  phone?: string;
}

/** A pupil with everything planned for them, in one value because every question about a pupil needs all of it. */
export interface Pupil {
  pupilId: string;
  forename: string;
  surname: string;
  preferredForename?: string;
  preferredSurname?: string;
  otherNames: string[];
  dateOfBirth: LocalDate;
  yearGroup: number;
  schoolUrn: string;
  startDate: LocalDate;
  endDate?: LocalDate;
  rag?: 'red' | 'amber' | 'green';
  ragReasons?: string[];
  ehcp?: boolean;
  lookedAfter?: boolean;
  keyWorker?: string;
  contacts: Contact[];
  doNotContact?: string;
  /** Sign-in names of those who may see the pupil at all (R8.3); empty is nobody, absent is not sealed. */
  sealed?: string[];
  placements: Placement[];
  timetable: TimetableRow[];
  agreements: Agreement[];
  suspensions: Suspension[];
}

export const calendarKinds = ['term', 'holiday', 'inset', 'bank-holiday', 'closure'] as const;
export type CalendarKind = (typeof calendarKinds)[number];

export interface CalendarRow {
  /** A partnership's code, a school's URN, a provision's code, or `*` for everyone. */
  organisation: string;
  from: LocalDate;
  to: LocalDate;
  kind: CalendarKind;
  session?: Session;
  note?: string;
}

export interface Setting {
  organisation: string;
  name: string;
  from: LocalDate;
  to?: LocalDate;
  value: string;
}

export const markStatuses = ['present', 'late', 'absent', 'left'] as const;
export type MarkStatus = (typeof markStatuses)[number];

/** One thing somebody reported about one slot. Never changed: a correction is a later mark for the same slot (R3.6). */
export interface ReportedMark {
  pupilId: string;
  date: LocalDate;
  provision: string;
  /** The start of the slot it speaks of; of no slot where the mark is kept as evidence alone. */
  arrive: LocalTime;
  recordedAt: Instant;
  recordedBy: string;
  status: MarkStatus;
  arrivedAt?: LocalTime;
  leftAt?: LocalTime;
  code?: string;
  reason?: string;
}

export interface Mark extends ReportedMark {
  /** Sign-in name and position of who recorded it (R3.6); not of an imported mark. */
  upn?: string;
  position?: string;
  /** Of a correction: the entry that stood before, in short, and why it was changed (R3.6). */
  amends?: { was: string; why: string };
}

export interface RoleHolding {
  role: Role;
  /** A partnership's code, a school's URN or a provision's code. */
  organisation: string;
  name: string;
  phone?: string;
  position?: string;
  startDate?: LocalDate;
  endDate?: LocalDate;
}

export interface Cover {
  organisation: string;
  role: Role;
  upn: string;
  from: LocalDate;
  to?: LocalDate;
}

/** Everything held of one partnership that the rules may need; `marks` only from the day asked for. */
export interface PartnershipRecords {
  partnership: Partnership;
  schools: School[];
  provisions: Provision[];
  calendar: CalendarRow[];
  settings: Setting[];
  pupils: Pupil[];
  marks: Mark[];
  /** Those open now, and those closed whose last day is the day asked for. */
  absences: Absence[];
  /** The registers of the day that did not come by themselves. */
  chases: Chase[];
}
