/** From the lists of children to pupils with everything planned for them, around a date. */
import { addDays, mondayOf, weekdays } from '../domain/time.ts';
import { ashmere } from './ashmere.ts';
import { schoolYearOf } from './calendar.ts';
import { otherPupils } from './other-pupils.ts';
import { schools } from './organisations.ts';
import { officerOf } from './people.ts';
import { between, chance, oneOf } from './seeded.ts';
import { weeks } from './weeks.ts';
import type { Agreement, Contact, Placement, Pupil, Session, Suspension, TimetableRow } from '../domain/records.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Child } from './child.ts';
import type { Stay, Week } from './weeks.ts';

/** The days on the programme; `to` only of who has left. */
interface Time {
  from: LocalDate;
  to?: LocalDate;
}

/** A few weeks of one timetable. */
interface Version extends Time {
  week: Week;
}

const children: readonly Child[] = [...ashmere, ...otherPupils];
const isRegistered = new Set(['hollowbrook', 'larch-house', 'tallis-court']);
const mothers = ['Claire', 'Nasreen', 'Joanne', 'Amara', 'Leanne', 'Agnieszka', 'Michelle', 'Farida'] as const;
const others = [
  ['Darren', 'father'],
  ['Imran', 'father'],
  ['Pat', 'grandmother'],
  ['Colin', 'grandfather'],
] as const;

const mondayIn = (today: LocalDate, inWeeks: number): LocalDate => addDays(mondayOf(today), 7 * inWeeks);
const familyOf = ({ family, id }: Child): string => family ?? id;
const partnershipOf = (urn: string): string => schools.find((school) => school.urn === urn)!.partnership;

function timeOn({ stage, id }: Child, today: LocalDate): Time {
  if (stage === 'starts-next-week') return { from: mondayIn(today, 1) };
  const from = mondayIn(today, -between(7, 30, 'joined', id));
  return stage === 'left' ? { from, to: addDays(mondayIn(today, -3), 4) } : { from };
}

/** The weeks a child has had: one, or the one before and the present one. */
function versionsOf({ week, movedFrom }: Child, time: Time, today: LocalDate): Version[] {
  if (!movedFrom) return [{ ...time, week }];
  const moved = mondayIn(today, -1);
  return [
    { from: time.from, to: addDays(moved, -1), week: movedFrom },
    { ...time, from: moved, week },
  ];
}

const rowsOf = ({ days, at, ...plan }: Stay, { from, to }: Version, home: string): TimetableRow[] =>
  days.map((weekday) => ({
    ...plan,
    provision: at === 'home' ? home : at,
    weekday,
    validFrom: from,
    ...(to !== undefined && { validTo: to }),
  }));

const timetableOf = (version: Version, home: string): TimetableRow[] =>
  weeks[version.week].flatMap((stay: Stay) => rowsOf(stay, version, home));

/** S2: only registered placements with an induction and a risk assessment; a school needs no LEBC reference. */
function placementOf({ id, placed }: Child, provision: string, { from, to }: Version, today: LocalDate): Placement {
  const lebc = { lebcRef: `LEBC-${between(2000, 9899, provision, id)}`, lebcDate: addDays(from, -10) };
  return {
    provision,
    startDate: from,
    ...(to !== undefined && { endDate: to }),
    arrangement: 'school',
    approvedFrom: from,
    approvedTo: `${schoolYearOf(today) + 1}-07-31`,
    ...(!isRegistered.has(provision) && lebc),
    inductionDate: from,
    riskAssessmentReview: addDays(today, between(10, 80, 'risk', id)),
    ...placed?.[provision],
  };
}

function placementsOf(child: Child, version: Version, today: LocalDate): Placement[] {
  const places = new Set(weeks[version.week].map(({ at }: Stay) => at));
  places.delete('home');
  return [...places].map((provision) => placementOf(child, provision, version, today));
}

function agreementsOf({ partTime }: Child, { from }: Time, today: LocalDate): Agreement[] {
  if (!partTime) return [];
  const to = addDays(mondayIn(today, partTime.ended ? -2 : 5), 4);
  return partTime.off.split(' ').map((half) => {
    const [day = '', session = ''] = half.split('-');
    const weekday = weekdays.find((name) => name.startsWith(day))!;
    const reviewOn = addDays(to, -7);
    return { from, to, weekday, session: session.toUpperCase() as Session, agreedWith: 'mother', reviewOn };
  });
}

/** Since yesterday, for four days. */
const suspensionsOf = ({ stage }: Child, today: LocalDate): Suspension[] =>
  stage === 'suspended' ? [{ from: addDays(today, -1), to: addDays(today, 2), kind: 'suspended' }] : [];

/** Of all families, Ofcom's numbers for drama from 07700 900200 on; staff have those below. */
function phonesOf(family: string): [string, string] {
  const first = 200 + 17 * children.findIndex((child) => familyOf(child) === family);
  return [`07700 900${first}`, `07700 900${first + 1}`];
}

function contactsOf(child: Child): Contact[] {
  const family = familyOf(child);
  const surname = child.surname.split('-')[0]!;
  const [phone, otherPhone] = phonesOf(family);
  const mother = { name: `${oneOf(mothers, family)} ${surname}`, relationship: 'mother', phone };
  const [name, relationship] = oneOf(others, 'second', family);
  const second = { name: `${name} ${surname}`, relationship, phone: otherPhone };
  return chance('two contacts', family) < 0.6 ? [mother, second] : [mother];
}

/** A school year's children are born from 1 September to 31 August. */
const birthday = (child: Child, today: LocalDate): LocalDate =>
  addDays(`${schoolYearOf(today) - child.year - 5}-09-01`, between(0, 364, 'born', familyOf(child)));

function pupilOf(child: Child, today: LocalDate): Pupil {
  const time = timeOn(child, today);
  const versions = versionsOf(child, time, today);
  const [rag, ...ragReasons] = child.rag;
  return {
    pupilId: child.id,
    forename: child.forename,
    surname: child.surname,
    otherNames: [],
    dateOfBirth: birthday(child, today),
    yearGroup: child.year,
    schoolUrn: child.school,
    startDate: time.from,
    ...(time.to !== undefined && { endDate: time.to }),
    rag,
    ...(ragReasons.length > 0 && { ragReasons }),
    keyWorker: officerOf[partnershipOf(child.school)],
    contacts: contactsOf(child),
    ...child.also,
    placements: versions.flatMap((version) => placementsOf(child, version, today)),
    timetable: versions.flatMap((version) => timetableOf(version, child.school)),
    agreements: agreementsOf(child, time, today),
    suspensions: suspensionsOf(child, today),
  };
}

export const pupilsOn = (today: LocalDate): Pupil[] => children.map((child) => pupilOf(child, today));
