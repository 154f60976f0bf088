/** What is done about a child not accounted for, in the digest's words. They claim no call that nobody has recorded. */
import type { AbsenceState } from '../domain/absence/absence.ts';
import type { CalledFor, Followed, FollowUp, Phase } from '../domain/follow-up.ts';
import { timeOf } from '../domain/time.ts';
import { clockWords, ownerWords } from './follow-up/clock.ts';
import { askedWords } from './register-asked.ts';

/** `names` readers have a role for the school; in a channel anybody reads (issue, item 10). */
export type View = 'channel' | 'names';
export interface Line {
  text: string;
  tone: 'plain' | 'subtle' | 'attention';
}
export const line = (text: string, tone: Line['tone'] = 'plain'): Line => ({ text, tone });

const phaseWords: Record<Phase, string> = {
  'finding-the-child': 'to establish where the child is',
  'finding-the-reason': 'to find the reason',
  settling: 'to be settled',
};

/** For those with a role: what has come of it so far. No more than that of a reason (R9.3). */
const stateWords: Record<AbsenceState, string> = {
  unexplained: 'nobody has been told of it yet',
  'enquirer-notified': 'those who find out have been told',
  'update-overdue': 'no update came in time',
  'contacts-tried': 'emergency contacts tried',
  'visit-required': 'to be visited',
  'visited-seen': 'seen on a visit',
  'visited-not-seen': 'not seen on a visit',
  missing: phaseWords['finding-the-child'],
  'reason-given': 'somebody has answered',
  continuing: 'goes on from day to day',
  'n-overdue': 'no reason within five school days',
  resolved: 'both questions answered, for the DSL to close',
  'closed-seen': 'closed',
  corrected: 'closed',
};

function dueWords({ due, on }: Followed): string {
  if (!due) return '';
  const what = due.what === 'update' ? 'update' : 'next step';
  return `; ${what} due ${clockWords(due.at, { date: on })}${due.overdue ? ', overdue' : ''}`;
}

const questionWords = (isAnswered: boolean): string => (isAnswered ? 'answered' : 'open');

function followedLines(followed: Followed, view: View): Line[] {
  const { phase, state, since, on, due, owner, contacts, isSafe, isCoded } = followed;
  const so = view === 'channel' ? phaseWords[phase] : stateWords[state];
  const isUrgent = phase === 'finding-the-child' || due?.overdue === true;
  const said = `Followed up since ${clockWords(since, { date: on })}: ${so}${dueWords(followed)}`;
  const first = line(said, isUrgent ? 'attention' : 'plain');
  if (view === 'channel') return [first];
  const next = `Next: ${ownerWords(owner)}; contacts tried: ${contacts}`;
  return [first, line(`${next}; is the child safe: ${questionWords(isSafe)}; the code: ${questionWords(isCoded)}`)];
}

function withThePartnership(followUp: CalledFor): Line {
  const since = `With the partnership since ${timeOf(followUp.since)}`;
  if (followUp.kind === 'finding-the-child') return line(`${since}: to establish where the child is`, 'attention');
  if (followUp.kind === 'asking-for-the-register') return line(`${since}: to get the register`);
  const due = `update due ${timeOf(followUp.updateDue)}`;
  return followUp.overdueMinutes === undefined
    ? line(`${since}: to find the reason; ${due}`)
    : line(`${since}: to find the reason; ${due}, overdue`, 'attention');
}

/** A channel is told the state, since when, and the deadline; whose step it is and what was tried, those with a role. */
export function followUpLines(followUp: FollowUp, view: View): Line[] {
  switch (followUp.kind) {
    case 'followed':
      return followedLines(followUp, view);
    case 'closed': {
      const { at, on, mistake } = followUp;
      return [line(`Follow-up closed ${clockWords(at, { date: on })}${mistake ? ', marked by mistake' : ''}`)];
    }
    case 'register-asked':
      return [line(askedWords(followUp))];
    default:
      return [withThePartnership(followUp)];
  }
}
