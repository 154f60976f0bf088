/** The colour of a child (4.4): how soon somebody must see them. The criteria stand whatever is written or scored (R4.13). */
import type { Pupil } from '../records.ts';

export type Rag = NonNullable<Pupil['rag']>;
export type RagGap = 'rag-not-recorded' | 'rag-below-criteria';

/** Table 1 of the policy; county lines are criminal exploitation (R4.5). */
const criteria: readonly (readonly [Rag, RegExp])[] = [
  ['red', /\behcp?\b|education,? health and care plan/i],
  ['red', /\b(lac|cic|looked[- ]after|in care)\b/i],
  ['red', /\b(cse|cce)\b|county[- ]lines|exploitation/i],
  ['red', /social[- ]worker/i],
  ['red', /\b(cp|child protection)\b/i],
  ['red', /\bs(ection)? ?47\b/i],
  ['red', /suicid/i],
  ['amber', /\babsen(ce|tee)/i],
  ['amber', /\bagency\b|\bagencies\b/i],
  ['amber', /family concern/i],
  ['amber', /\b(ewo|ast)\b|education welfare/i],
  ['amber', /\bpolice\b/i],
];

const severity: readonly Rag[] = ['green', 'amber', 'red'];
const higher = (a: Rag, b: Rag): Rag => (severity.indexOf(a) >= severity.indexOf(b) ? a : b);

/** Highest wins; none of them is green. */
export function criteriaRag({
  ragReasons = [],
  ehcp,
  lookedAfter,
}: Pick<Pupil, 'ragReasons' | 'ehcp' | 'lookedAfter'>): Rag {
  if (ehcp || lookedAfter) return 'red';
  const met = criteria.filter(([, pattern]) => ragReasons.some((reason) => pattern.test(reason)));
  return met.map(([rag]) => rag).reduce<Rag>(higher, 'green');
}

/**
 * The colour to act on. Nobody having written one is not green: taken as red, and listed as a gap. One below the criteria would
 * need an external professional and a risk assessment (4.4), of which nothing is held: the criteria count.
 */
export function ragOf(pupil: Pupil): { rag: Rag; gap?: RagGap } {
  if (!pupil.rag) return { rag: 'red', gap: 'rag-not-recorded' };
  const rag = higher(pupil.rag, criteriaRag(pupil));
  return rag === pupil.rag ? { rag } : { rag, gap: 'rag-below-criteria' };
}
