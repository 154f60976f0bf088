/** The code checker's findings in words: what to look at again, and why. */
import { categoryWords } from './reasons.ts';
import { shortDate } from '../domain/time.ts';
import type { Finding, Suspicion } from '../domain/figures/code-checker.ts';

const suspicionWords: Record<Suspicion, string> = {
  withdrawn: 'withdrawn in August 2024',
  'bare-family': 'needs its number since August 2024',
  'no-code': 'not a code',
  'other-half': 'belongs to the other half of the day',
  'no-placement': 'no placement behind it',
  'nobody-saw-them': 'nobody reported the pupil there',
  'no-la-basis': 'the local authority’s legal basis is not recorded',
  'not-dual': 'no dual registration recorded',
  'not-a-school': 'the other place is not a registered school',
  'no-agreement': 'no part-time agreement covers it',
  'agreement-ended': 'the part-time agreement had ended',
  'no-suspension': 'no suspension or exclusion recorded',
  'sixth-day': 'sixth school day or later: provision must be in place',
  'compulsory-age': 'not for pupils of compulsory school age',
  'no-reason-given': 'no cause recorded with it',
  'not-the-schools-site': 'is for the school’s own site',
  'school-open': 'the school’s calendar has a session',
  'no-time-after-close': 'no time of arrival after the register closed',
  'n-overdue': 'overdue: should be O, which the school alone enters',
  'illness-evidence': 'more than five days of illness: evidence may be asked for, where needed',
  'assurance-not-recorded': 'approval, checks or supervision not recorded',
  'set-aside': 'another code was given and does not fit',
};

/** Restricted even here (R9.3). */
const codeShown = (code: string): string => (code.toUpperCase() === 'Y5' ? categoryWords.restricted : code);
const whenOf = ({ date, session }: Finding): string => `${shortDate(date)} ${session}`;

function groupWords(same: readonly Finding[]): string {
  const [first, ...rest] = same;
  const last = rest.at(-1);
  const when = last ? `${whenOf(first!)} to ${whenOf(last)}, ${same.length} sessions` : whenOf(first!);
  return `${codeShown(first!.code)}: ${suspicionWords[first!.why]} (${when}).`;
}

const LISTED = 8;

/** One line for each code and reason; the oldest first, so many at most, and how many there are besides. */
export function findingLines(findings: readonly Finding[]): string[] {
  const groups = [...Map.groupBy(findings, ({ code, why }) => `${codeShown(code)} ${why}`).values()];
  const more = groups.length - LISTED;
  return [...groups.slice(0, LISTED).map(groupWords), ...(more > 0 ? [`And ${more} more kinds.`] : [])];
}
