/** The short words for what the digest's rules decide. Cards put them together; the rules never see them. */
import type { AbsenceCategory } from '../domain/codes.ts';
import type { AssuranceGap } from '../domain/assurance.ts';
import type { Covering } from '../domain/cover.ts';
import type { DigestGroup } from '../domain/digest-group.ts';
import type { RowIncident } from '../domain/digest-row.ts';
import type { DecisionReason, NoCodeReason, ProposalFlag } from '../domain/proposal.ts';
import type { ChannelCode, NamesCode } from '../domain/shown-code.ts';

/** Styles of a container, by the names Adaptive Cards gives them. */
type Accent = 'attention' | 'warning' | 'good' | 'accent' | 'emphasis';

export const groupWords: Record<DigestGroup, { heading: string; accent: Accent }> = {
  'missing-or-contradictory': { heading: 'Missing or contradictory', accent: 'attention' },
  unexplained: { heading: 'Not here, reason not known', accent: 'attention' },
  'not-returned': { heading: 'Register not returned', accent: 'warning' },
  'provision-closed': { heading: 'Provision closed – school to decide', accent: 'warning' },
  'absent-with-reason': { heading: 'Not here, reason known', accent: 'accent' },
  'left-with-reason': { heading: 'Left early, reason known', accent: 'accent' },
  late: { heading: 'Arrived late', accent: 'good' },
  present: { heading: 'Marked present', accent: 'good' },
  'due-later': { heading: 'Due later, or register still open', accent: 'emphasis' },
  'due-in-school': { heading: 'Due in school', accent: 'emphasis' },
  'not-expected': { heading: 'Not expected today', accent: 'emphasis' },
};

export const incidentWords: Record<RowIncident, string> = {
  'left-without-reason': 'left early, and nobody has said why',
  'did-not-arrive-next': 'did not arrive at the next place',
  contradiction: 'marked present at two places at once',
  'not-located': 'nobody can say where the child is',
};

export const categoryWords: Record<AbsenceCategory, string> = {
  ill: 'ill',
  appointment: 'appointment',
  holiday: 'holiday',
  religious: 'religious observance',
  exclusion: 'suspended or excluded',
  restricted: 'unable to attend (restricted)',
  'part-time': 'part-time timetable',
  travel: 'travel',
  interview: 'interview',
  study: 'study leave',
  leave: 'leave granted',
  'not-accepted': 'reason not accepted',
  other: 'reason given',
  unexplained: 'reason not known',
};

export const decisionWords: Record<DecisionReason, string> = {
  'nothing-timetabled': 'nothing timetabled and no agreement covers it',
  'agreement-missing': 'no part-time agreement covers it',
  'agreement-expired': 'the part-time agreement has ended',
  'suspension-day-six': 'sixth day of a suspension or later, no provision arranged',
  'exclusion-to-decide': 'sent home or refused entry: not a code by itself',
  'approval-not-in-date': 'the school’s approval is not in date',
  'checks-refused': 'the provision has not confirmed its checks',
  'checks-lapsed': 'the provision’s checks are out of date',
  'supervision-refused': 'the provision has not confirmed supervision',
  'provision-closed': 'the provision is closed',
  'arrival-not-recorded': 'left early, arrival not recorded',
  'reason-not-coded': 'a reason is given, no code decided',
  'compulsory-age': 'X is not for pupils of compulsory school age',
  'not-the-schools-site': 'Y4 is for the school’s own site',
};

export const noCodeWords: Record<NoCodeReason, string> = {
  'not-due-yet': 'not due yet',
  'register-open': 'register still open',
  'not-returned': 'register not returned',
  'no-home-mark': 'we hold no mark',
  'no-session': 'no session',
};

export const flagWords: Record<ProposalFlag, string> = {
  'assurance-not-recorded': 'assurance not recorded',
  'home-school-decides': 'home school decides',
  'decided-code-set-aside': 'another code was given and does not fit',
  'home-school-closed': 'home school closed, Y4 may apply',
  'not-a-school': 'recorded as dual, not a school',
  'la-basis-missing': 'local authority basis not recorded',
};

export const gapWords: Record<AssuranceGap, string> = {
  approval: 'approval',
  checks: 'safeguarding checks',
  supervision: 'supervision',
};

/** On what a proposal rests. */
export const coveringWords: Record<Covering, string> = {
  closed: 'home school closed',
  prospective: 'not yet on roll',
  excluded: 'suspended, no provision arranged',
  dual: 'registered there too',
  la: 'arranged by the local authority',
  school: 'arranged for the school',
  'part-time': 'part-time agreement',
  uncovered: 'nothing timetabled',
  home: 'due in school',
};

const phrases = { none: 'none', 'decision-needed': 'decision needed', 'reason-held': 'reason held' } as const;
const restricted = categoryWords.restricted;

/** A code as shown to either kind of reader; the symbols stand for themselves. */
export function codeWords(code: ChannelCode | NamesCode): string {
  if (code === 'restricted') return restricted;
  return code === 'none' || code === 'decision-needed' || code === 'reason-held' ? phrases[code] : code;
}
