/** `follow-ups`: the absences not yet closed that somebody may see, with their clocks; for partnership staff the registers too. */
import { followUpsCards } from '../cards/follow-ups.ts';
import { isOpen } from '../domain/absence/absence.ts';
import type { Chase } from '../domain/chase/chase.ts';
import { dayRegisters } from '../domain/day-registers.ts';
import { byUrgency, type Followed } from '../domain/follow-up/next-step.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import type { Moment } from '../domain/time.ts';
import { absencePresses } from './absence.ts';
import type { Answer, Asking, Command, Parts } from './command.ts';
import { pupilsInScope, type Found } from './find-pupil.ts';

const openOf = ({ pupil, held }: Found): Followed[] =>
  held.absences
    .filter((absence) => absence.pupilId === pupil.pupilId && isOpen(absence))
    .map((absence) => ({ absence, held, pupil }));

/** R8.3: one that waits for sealed pupils alone is out for those named. */
function isOutFor(viewer: string, held: PartnershipRecords, now: Moment): (chase: Chase) => boolean {
  const out = dayRegisters(held, now, viewer).filter(({ unmarked }) => unmarked > 0);
  return (chase) => out.some((one) => one.provision === chase.provision && one.closesAt === chase.closesAt);
}

/** Of the partnerships that the asker works for: a register is asked of the provision by its partnership's staff. */
const chasedIn = (inScope: readonly Found[], { scope, now }: Asking) =>
  [...new Set(inScope.map(({ held }) => held))]
    .filter(({ partnership }) => scope.partnerships.includes(partnership.code))
    .flatMap((held) =>
      held.chases
        .filter((chase) => chase.returnedAt === undefined && chase.date === now.date)
        .filter(isOutFor(scope.upn, held, now))
        .map((chase) => ({ chase, held })),
    );

async function followUps({ store }: Parts, asking: Asking): Promise<Answer> {
  const { now } = asking;
  const inScope = await pupilsInScope(store.records, asking, now.date);
  const open = byUrgency(inScope.filter(({ sight }) => sight === 'all').flatMap(openOf), now.instant);
  const cards = followUpsCards({ open, chased: chasedIn(inScope, asking), now });
  return {
    messages: cards.map((card) => ({ card, summary: 'What is followed up' })),
    looked: { query: 'follow-ups', decision: 'answered', fields: open.map(({ pupil }) => pupil.pupilId) },
  };
}

export function followUpsCommand(parts: Parts): Command {
  return {
    name: 'follow-ups',
    example: 'follow-ups',
    means: 'today’s absences not yet closed, with what is to be done and until when',
    words: ['follow-ups', 'follow ups', 'followups', 'follow up'],
    parse: (rest) => (/^(?:today|now)?$/i.test(rest) ? {} : undefined),
    may: ({ scope }) => scope.partnerships.length + scope.schools.length > 0,
    answered: 'private',
    run: (asking) => followUps(parts, asking),
    presses: absencePresses(parts),
  };
}
