/** What happened to one child, a heading a day, oldest first (R5.4). Shortened: a concern's own words stand with the concern. */
import type { ConcernEvent } from '../../domain/concern/events.ts';
import type { AbsenceFlag, Significant } from '../../domain/concern/chronology.ts';
import { dateOf, momentOf, timeOf, type LocalDate } from '../../domain/time.ts';
import { contactLine } from '../follow-up/contacts.ts';
import { reviewLine, stateLine } from '../follow-up/states.ts';
import { incidentWords } from '../reasons.ts';
import { dateWords } from './desk.ts';
import { entryWords } from './entries.ts';
import { byWords, inShort, wordFor, type ConcernTold, type Fact } from './told.ts';

export interface ChronologyTold {
  events: readonly Significant[];
  /** Of each concern, what its entries need. */
  told(id: string): Pick<ConcernTold, 'concern' | 'nameOf' | 'people'>;
}

const LINE = 300;
const onOneLine = (text: string): string => inShort(text.replaceAll(/\s+/g, ' ').trim(), LINE);

function firstLine(event: ConcernEvent): string | undefined {
  if (event.kind === 'drafted') return 'A draft was made from an absence.';
  if (event.kind !== 'opened') return undefined;
  const { by, urgency, words } = event.report;
  return `Raised by ${byWords(by)}${urgency === 'urgent' ? ', as urgent' : ''}: ${onOneLine(words.what)}`;
}

function concernLine({ id, event }: Extract<Significant, { kind: 'concern' }>, { told }: ChronologyTold): string {
  const first = firstLine(event);
  if (first !== undefined) return `Concern ${id}. ${first}`;
  const said = entryWords(event, told(id));
  const by = 'by' in event ? byWords(event.by) : '';
  return `Concern ${id}. ${by}: ${said?.line ?? ''} ${onOneLine(said?.words ?? '')}`.trimEnd();
}

const flagWords: Record<AbsenceFlag, string> = {
  missing: 'Recorded as missing:',
  'for-the-dsl': 'An absence came to the DSL.',
  'red-unexplained': 'A child marked red is away, and no reason is on record.',
};

function absenceLine({ flag, absence }: Extract<Significant, { kind: 'absence' }>): string {
  const more: Record<AbsenceFlag, string> = {
    missing: `${onOneLine(wordFor(incidentWords, absence.missing?.why ?? ''))}.`,
    'for-the-dsl': reviewLine(absence),
    'red-unexplained': `${stateLine(absence, [])}.`,
  };
  return `${flagWords[flag]} ${more[flag]}`;
}

function lineOf(one: Significant, told: ChronologyTold): string {
  // A contact's line begins with its time.
  if (one.kind === 'contact') return contactLine(one.contact, momentOf(one.at));
  return `${timeOf(one.at)} ${one.kind === 'concern' ? concernLine(one, told) : absenceLine(one)}`;
}

/** A day's lines each by themselves, so that a long day goes on to the next part. */
function ofDay([date, events]: [LocalDate, Significant[]], told: ChronologyTold): Fact[] {
  return events.map((one, n) => ({ heading: n === 0 ? dateWords(date) : '', lines: [lineOf(one, told)] }));
}

export const sayChronology = (told: ChronologyTold): Fact[] =>
  [...Map.groupBy(told.events, ({ at }) => dateOf(at))].flatMap((day) => ofDay(day, told));

export const chronologyTexts = {
  title: (name: string): string => `Chronology: ${name}`,
  headline: (count: number): string => {
    if (count === 0) return 'Nothing on record that you may see.';
    return count === 1 ? 'One entry' : `${count} entries, oldest first`;
  },
  concerns:
    'Concerns about this child that you may see, with decisions, actions, referrals and outcomes. Long words are shortened; the concern itself has all of them.',
  absences: (days: number): string =>
    `Contacts and flagged absences: those of the last ${days} days, and any absence open now. Older ones stay on record and are not shown here.`,
  noAbsences: 'Contacts and absences are for the school and the partnership, and not shown to you here.',
  byGlass:
    'You have broken the glass. Your reason is recorded with each concern below that is not yours anyhow, and its DSLs are told.',
  byGlassNone: 'You have broken the glass, and there is no concern about this child to be shown to you.',
  summary: 'A chronology',
  about: 'One pupil',
  offer: {
    title: 'One pupil’s chronology',
    lines: ['It opens for you alone, and nothing of it is left in this chat.'],
    open: 'Show the chronology',
  },
  choose: 'Which pupil do you mean?',
  confirm: 'Did you mean this pupil?',
  more: 'There are more. Say the year too, for example “Y10”.',
} as const;

export const glassTexts = {
  button: 'Break the glass',
  line: '“Break the glass” shows concerns that are not usually yours, when a child’s safety cannot wait. You give a reason, and the DSLs are told who and why.',
  title: 'Break the glass',
  about: 'A child in your care',
  most: 500,
  note: 'Use this when a child’s safety cannot wait for their DSL. Your name and your reason are recorded, and the DSLs of each concern shown are told.',
  reason: 'Why you need to see it now',
  submit: 'Break the glass',
  tooShort: (least: number): string => `Please say why in a sentence, of at least ${least} characters.`,
  tooLong: (most: number): string =>
    `Please say why in fewer words, of at most ${most} characters. Nothing has been recorded yet.`,
} as const;
