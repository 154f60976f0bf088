/** What is said of a drill: each message of it says that it is one. */
import { tookMinutes, type Drill, type DrillOutcome, type Rehearsing } from '../../domain/concern/drill.ts';
import { longDate, dateOf, timeOf, type Instant } from '../../domain/time.ts';

const minutesWords = (minutes: number): string => {
  if (minutes === 0) return 'within a minute';
  return minutes === 1 ? 'after 1 minute' : `after ${minutes} minutes`;
};
const people = (count: number): string => (count === 1 ? 'one person' : `${count} people`);
const within = (minutes: number): string => (minutes === 1 ? '1 minute' : `${minutes} minutes`);
const at = (instant: Instant): string => `${longDate(dateOf(instant))}, ${timeOf(instant)}`;

export const drillTexts = {
  title: 'DRILL, not a real concern: please answer',
  summary: 'DRILL, not a real concern: please answer',
  button: 'I have it',
  lines: ({ by, startedAt, minutes }: Drill): string[] => [
    'Pretend Pupil, an invented child, is the subject of this pretend concern. Nothing has happened, and nothing is to be done but this:',
    `press “${drillTexts.button}”, as you would acknowledge a real one.`,
    `Begun by ${by.name} at ${timeOf(startedAt)}. You have ${within(minutes)}.`,
  ],
  thanksTitle: 'DRILL, not a real concern: thank you',
  thanks: (one: Rehearsing, drill: Drill): string =>
    `You answered ${minutesWords(tookMinutes(one, drill))}, at ${timeOf(one.ackAt ?? drill.startedAt)}. There is nothing else to do.`,
  late: 'The drill was over by then; your answer stands in its report as late.',
  notYours: 'This drill does not wait for you.',

  reportTitle: 'Drill report',
  runningTitle: 'A drill is running',
  noneTitle: 'Drill',
  none: 'There has been no drill yet.',
  about: ({ by, startedAt, endedAt, minutes }: Drill): string =>
    `Begun by ${by.name} on ${at(startedAt)}; ${
      endedAt === undefined
        ? `it ends when all have answered, or after ${within(minutes)}`
        : `over at ${timeOf(endedAt)}`
    }.`,
  answered: (count: number): string => `of ${people(count)} answered in time`,
  extremes: (fastest: string, slowest: string): string => `Fastest: ${fastest}. Slowest: ${slowest}.`,
  took: (one: Rehearsing, drill: Drill): string => `${one.name}, ${minutesWords(tookMinutes(one, drill))}`,
  what: (count: number, minutes: number): string =>
    `A drill sends ${people(count)}, every DSL and deputy of the partnership, of its schools and of the provisions its pupils go to, a message in their own chat, marked as a drill, about a pretend pupil. They have ${within(minutes)} to answer it.`,
  keeps:
    'Nothing of it is kept with real concerns, and no pupil’s record is touched. The report is sent to you when it is over.',
  begin: 'Start a drill',
  look: 'See who has answered',
  begun: (count: number): string => `${people(count)} ${count === 1 ? 'is' : 'are'} being told now.`,
  foot: 'A drill, not a real concern.',
  nobodyLeads: 'A drill is for the coordinator or a deputy of the partnership to start.',
} as const;

export const outcomeHeadings: Record<DrillOutcome, string> = {
  unreachable: 'Could not be reached',
  'not-told': 'Not told in time',
  silent: 'Not answered in time',
  late: 'Answered late',
  answered: 'Answered',
  waiting: 'Not answered yet',
};

/** The rehearsed ladder (5.3): who would have been told next. */
const nextWords = ({ isFirst }: Rehearsing): string =>
  isFirst
    ? 'In a real concern their deputy, or else the next DSL, would have been told.'
    : 'In a real concern the next DSL would have been told.';

export function outcomeLines(one: Rehearsing, outcome: DrillOutcome, drill: Drill): string[] {
  const told = one.sentAt === undefined ? [] : [`Told at ${timeOf(one.sentAt)}.`];
  switch (outcome) {
    case 'answered':
      return [...told, `Answered ${minutesWords(tookMinutes(one, drill))}.`];
    case 'late':
      return [...told, `Answered ${minutesWords(tookMinutes(one, drill))}, when it was over.`, nextWords(one)];
    case 'unreachable':
      return ['Teams does not let Keylink write to them: they install it, or write “help” to it once.', nextWords(one)];
    case 'not-told':
      return ['Teams had not taken the message when the time was up.', nextWords(one)];
    case 'silent':
      return [...told, nextWords(one)];
    default:
      return told;
  }
}
