/** The list of what is followed up, and of the registers that are asked for. */
import type { Chase, ChaseStep } from '../domain/chase/chase.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import type { Moment } from '../domain/time.ts';
import { clockWords } from './follow-up/clock.ts';

export const followUpsTexts = {
  number: (count: number): string => (count === 1 ? 'absence not yet closed' : 'absences not yet closed'),
  none: 'No absence that is yours to see waits for anything. What is not marked yet is not on this list: ask for “digest” to see the registers.',
  registers: 'Registers asked for',
} as const;

const stepWords: Record<ChaseStep, string> = {
  ask: 'asked for',
  'ask-again': 'asked for again',
  ring: 'to be rung for',
};

/** A register that has not come: what has been done, and what comes next. */
export function chaseLines(chase: Chase, held: PartnershipRecords, now: Moment): { who: string; lines: string[] } {
  const { provision, closesAt, fired, due } = chase;
  const place = held.provisions.find(({ code }) => code === provision);
  // What was late was asked for in one.
  const said = fired.filter(
    ({ step, at }) => !(step === 'ask' && fired.some((one) => one.step === 'ask-again' && one.at === at)),
  );
  const done = said.map(({ step, at }) => `${stepWords[step]} ${clockWords(at, now)}`).join(', ');
  const [next] = due;
  const isToRing = fired.some(({ step }) => step === 'ring');
  return {
    who: place?.name ?? provision,
    lines: [
      `Register closed ${closesAt}${done === '' ? '' : `; ${done}`}.`,
      isToRing ? `Please ring ${place?.phone ?? 'the provision'}.` : '',
      next ? `Next: ${stepWords[next.step]} at ${clockWords(next.at, now)}.` : '',
    ].filter((line) => line !== ''),
  };
}
