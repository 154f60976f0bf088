/** One absence as its owner reads it on a phone: the state first, then what to do, what is known, what has been tried. */
import { isOpen, type Absence } from '../domain/absence/absence.ts';
import { wantedOf } from '../domain/absence/questions.ts';
import { ragOf } from '../domain/absence/rag.ts';
import { toDoOf } from '../domain/follow-up/next-step.ts';
import { contactsToTry } from '../domain/follow-up/whom.ts';
import type { PartnershipRecords, Pupil } from '../domain/records.ts';
import { longDate, timeOf, type Moment } from '../domain/time.ts';
import type { Planned, Whereabouts } from '../domain/whereabouts.ts';
import { clockWords } from './follow-up/clock.ts';
import { contactLine } from './follow-up/contacts.ts';
import { codeLines, safeLine, wantedWords } from './follow-up/questions.ts';
import { reviewLine, stateLine, toDoLine } from './follow-up/states.ts';
import { sayWhereabouts } from './whereabouts.ts';

export interface FollowUpTold {
  absence: Absence;
  held: PartnershipRecords;
  pupil: Pupil;
  where: Whereabouts;
  now: Moment;
  /** Whether this reader may know the child's colour. */
  tellsRag: boolean;
}

/** What is on record, wherever the child may be now. */
type Recorded = Omit<FollowUpTold, 'where'>;

type Fact = [label: string, lines: string[]];
export interface FollowUpSaid {
  headline: string;
  tone: 'attention' | 'warning' | 'accent' | 'good' | 'emphasis';
  /** What must be seen before anything else. */
  alarms: string[];
  facts: Fact[];
  foot: string;
}

export const EMERGENCY = 'Call 999 if you believe the child is in immediate danger.';
const POLICE =
  'When a child goes missing from a provision, the partnership normally calls the police and then tells the school.';
/** What fits a card beside everything else; how many more there are is said. */
const CONTACTS_SHOWN = 8;

export function placesNamed(held: PartnershipRecords): (code: string) => string {
  const provisions = new Map(held.provisions.map(({ code, name }) => [code, name]));
  const schools = new Map(held.schools.map(({ urn, name }) => [urn, name]));
  return (code) => provisions.get(code) ?? schools.get(code) ?? code;
}

/** Where the child was missed on the day the absence is at. */
export function placesMissed({ absence, held }: Pick<FollowUpTold, 'absence' | 'held'>): string[] {
  const missed = absence.slots.filter(({ date, attended }) => date === absence.date && !attended);
  return [...new Set(missed.map(({ provision }) => placesNamed(held)(provision)))];
}

function toneOf({ absence, held, pupil, now }: Recorded): FollowUpSaid['tone'] {
  if (!isOpen(absence)) return 'good';
  const { deadline, step } = toDoOf({ absence, held, pupil });
  if (absence.state === 'missing' || absence.state === 'visited-not-seen') return 'attention';
  if (absence.state === 'update-overdue') return 'attention';
  if (deadline !== undefined && deadline <= now.instant) return 'attention';
  return step === 'dsl-closes' ? 'accent' : 'warning';
}

const ragWords = { red: 'Red', amber: 'Amber', green: 'Green' };
const gapWords = {
  'rag-not-recorded': 'no colour is recorded, so taken as red',
  'rag-below-criteria': 'recorded lower than the criteria say',
};

function asked({ absence, held, pupil, tellsRag }: Recorded): string[] {
  const { rag, gap } = ragOf(pupil);
  const colour = tellsRag ? `${ragWords[rag]}${gap ? ` (${gapWords[gap]})` : ''}. ` : '';
  const day = absence.uncounted ? 'Not counted as a day of absence.' : `Day ${absence.day} of absence.`;
  return [`${colour}${day} ${wantedWords[wantedOf(absence, { held, pupil })]}`];
}

function known({ absence, where, pupil, held, now }: FollowUpTold): string[] {
  const school = held.schools.find(({ urn }) => urn === pupil.schoolUrn)?.name ?? '';
  const { confirmed } = sayWhereabouts(where, { displayName: '', school, year: pupil.yearGroup });
  const since = absence.firstDate === now.date ? '' : `First missed on ${longDate(absence.firstDate)}.`;
  const isOfToday = absence.lastSeen === undefined || absence.lastSeen === now.date;
  const seen = isOfToday ? '' : `Last seen or spoken to: ${longDate(absence.lastSeen ?? now.date)}.`;
  return [confirmed, since, seen];
}

const transportOf = ({ place, transport }: Planned): string =>
  transport ? `Transport planned with ${place.name}: ${transport}.` : '';

/** R4.11: the place that waits for the child next, and how they were to travel. */
function expected({ where }: FollowUpTold): string[] {
  const { next, planned, now } = where;
  const when = next && next.date !== now.date ? `${longDate(next.date)}, ` : '';
  const place = next ? `${next.place.name}, ${when}${next.start}–${next.end}.` : '';
  const transports = [...planned, ...(next ? [next] : [])].map(transportOf);
  return [place, ...new Set(transports)];
}

function tried({ absence, now }: Recorded): string[] {
  const { contacts, notifiedAt, visit } = absence;
  const newest = contacts.toSorted((a, b) => b.at - a.at);
  const more = newest.length - CONTACTS_SHOWN;
  return [
    ...newest.slice(0, CONTACTS_SHOWN).map((contact) => contactLine(contact, now)),
    more > 0 ? `…and ${more} earlier, on record.` : '',
    visit
      ? `${clockWords(visit.at, now)} ${visit.by}: ${visit.wanted ? 'to be visited' : 'no visit'}. ${visit.why}`
      : '',
    notifiedAt === undefined ? '' : `${clockWords(notifiedAt, now)} Those who follow it up were told.`,
  ];
}

const numbered = (who: string, phone: string | undefined): string => `${who}: ${phone ?? 'no number held'}`;

function toRing({ absence, held, pupil }: FollowUpTold): string[] {
  const family = contactsToTry(pupil).map(({ name, relationship, phone }) =>
    numbered(relationship ? `${name} (${relationship})` : name, phone),
  );
  const school = held.schools.find(({ urn }) => urn === pupil.schoolUrn);
  const codes = new Set(absence.slots.map(({ provision }) => provision));
  const places = held.provisions.filter(({ code }) => codes.has(code)).map(({ name, phone }) => numbered(name, phone));
  return [...family, ...(school ? [numbered(`${school.name}, office`, school.officePhone)] : []), ...places];
}

const next = ({ absence, held, pupil, now }: Recorded): Fact => [
  'Next',
  [toDoLine(toDoOf({ absence, held, pupil }), now), reviewLine(absence)],
];

/** The two questions, and what has been tried. */
const onRecord = (told: Recorded): Fact[] => [
  ['Is the child safe?', [safeLine(told.absence, told.now), ...(isOpen(told.absence) ? asked(told) : [])]],
  ['What is the code?', codeLines(told.absence, placesNamed(told.held), told.now)],
  ['What has been tried', tried(told)],
];

const filled = (facts: readonly Fact[]): Fact[] =>
  facts
    .map(([label, lines]): Fact => [label, lines.filter((line) => line !== '')])
    .filter(([, lines]) => lines.length > 0);

/** A missing child's card has what helps to find them first (R4.11). */
function factsOf(told: FollowUpTold): Fact[] {
  const { absence } = told;
  const isMissing = absence.state === 'missing' && isOpen(absence);
  const finding: Fact[] = [
    ['Expected next', expected(told)],
    ['Whom to ring', toRing(told)],
  ];
  const whatIsKnown: Fact = ['What is known', known(told)];
  return [
    ...(isMissing
      ? [whatIsKnown, ...finding, next(told), ['Please note', [POLICE]] satisfies Fact]
      : [next(told), whatIsKnown]),
    ...onRecord(told),
    ...(isMissing || !isOpen(absence) ? [] : finding),
  ];
}

export function sayFollowUp(told: FollowUpTold): FollowUpSaid {
  const { absence, pupil, now } = told;
  const isMissing = absence.state === 'missing' && isOpen(absence);
  return {
    headline: stateLine(absence, placesMissed(told)),
    tone: toneOf(told),
    alarms: [
      ...(isMissing ? [EMERGENCY] : []),
      ...(pupil.doNotContact === undefined ? [] : [`Do not contact: ${pupil.doNotContact}`]),
    ],
    facts: filled(factsOf(told)),
    foot: `As it stood at ${timeOf(now.instant)}.`,
  };
}

const fromTo = ({ firstDate, date }: Absence): string =>
  firstDate === date ? longDate(date) : `${longDate(firstDate)} to ${longDate(date)}`;

/** An absence among a pupil's others, beside where the child is now. */
export const sayRecord = (told: Recorded) => ({
  days: fromTo(told.absence),
  headline: stateLine(told.absence, placesMissed(told)),
  tone: toneOf(told),
  facts: filled([...(isOpen(told.absence) ? [next(told)] : []), ...onRecord(told)]),
});

export const followUpCardTexts = {
  continued: 'This absence went on. The newer card below has how it stands.',
  over: 'This absence is closed, or no longer yours to follow up. Nothing more is to be done here.',
} as const;
