/** `mark <name> <present | late 9:20 | absent | left 11:05 | CODE> [am | pm] [reason]`: one mark, confirmed before it is written. */
import { isDate, type LocalDate } from '../domain/time.ts';
import { markTexts } from '../texts/register.ts';
import { refusalWords } from '../texts/register-refusals.ts';
import { texts } from '../texts/turn.ts';
import { atLeast } from './at-least.ts';
import type { Answer, Asking, Command, Fields } from './command.ts';
import { matchEither, pupilsInScope, type Found } from './find-pupil.ts';
import {
  alreadySaid,
  cannotStand,
  confirmMark,
  judgedNow,
  markRecorded,
  overtakenNote,
  slotOnButton,
  whichSlot,
  type MarkPlace,
} from './mark/ask.ts';
import { slotFor, slotsToMark } from './mark/slot.ts';
import { beginsWithStatus, readMark, type MarkSaid } from './mark/words.ts';
import { choosing, notFound } from './pupil-question.ts';
import { recordMarks } from '../record/marks.ts';
import { tellOther } from './register/contested.ts';
import { mayTakeRegisters } from './register/places.ts';
import type { RegisterParts } from './register/submit.ts';
import { refuse } from './show-digest.ts';

/** It must fit on the button that confirms it. */
const MOST_CHARACTERS = 400;
const samePlace = (code: string): string => code;

/** The card that asks, or why there is nothing to ask. */
function proposeMark(place: MarkPlace, asking: Asking): Answer {
  const marking = judgedNow(place, asking);
  if (marking.kind === 'same') return alreadySaid(place, marking);
  if (marking.kind === 'refused' && marking.refusal.why !== 'why-needed') return cannotStand(place, marking);
  return confirmMark(place, marking);
}

function markOf(found: Found, said: MarkSaid, date: LocalDate, asked: string, asking: Asking): Answer {
  const which = slotFor(found, said, date, asking);
  const place = { found, said, date, asked };
  if (which.kind === 'one') return proposeMark({ ...place, standing: which.standing }, asking);
  if (which.kind === 'several') return whichSlot(place, which.standings);
  const words = which.dayOver ? refusalWords({ why: 'day-over' }, samePlace) : markTexts.noSlot;
  return { ...refuse(words), looked: { query: 'mark', decision: 'refused', pupilId: found.pupilId } };
}

async function ask({ store }: RegisterParts, asking: Asking, asked: string): Promise<Answer> {
  const { now } = asking;
  const [first, ...others] = asked.length > MOST_CHARACTERS ? [] : readMark(asked, now);
  if (!first) return refuse(asked.length > MOST_CHARACTERS ? markTexts.tooLong : markTexts.usage);
  const date = first.date ?? now.date;
  // Before anybody is looked up: of a day to come nothing is recorded about anybody.
  if (date > now.date) return refuse(refusalWords({ why: 'day-ahead' }, samePlace));
  const inScope = await pupilsInScope(store.records, asking, date);
  const readings = [first, ...others.filter((one) => one.date === first.date)];
  const { match, reading } = matchEither(
    readings.map((said) => ({ name: said.name, otherwise: said })),
    inScope,
  );
  if (match.kind === 'none') return notFound('mark');
  if (match.kind === 'one') return markOf(match.pupil, reading, date, asked, asking);
  const candidates = match.kind === 'several' ? match.candidates : [match.pupil];
  return choosing({ query: 'mark', verb: 'mark', candidates }, { asked, date, reading: reading.reading });
}

/** What a button is about, read again: the pupil must still be in scope, and the slot still theirs to mark. */
async function placeOn({ store }: RegisterParts, asking: Asking, fields: Fields): Promise<MarkPlace | Answer> {
  const { asked = '', date = '', pupil = '' } = fields;
  if (!mayTakeRegisters(asking)) return { ...refuse(texts.noRole), looked: { query: 'mark', decision: 'refused' } };
  const readings = readMark(asked, asking.now);
  const found = isDate(date)
    ? (await pupilsInScope(store.records, asking, date)).find((one) => one.pupilId === pupil)
    : undefined;
  if (!found) return notFound('mark');
  const said = readings[Number(fields['reading'] ?? '0')] ?? readings[0];
  if (!said) return refuse(texts.oldButton);
  if (fields['slot'] === undefined) return markOf(found, said, date, asked, asking);
  const standing = slotsToMark(found, date, asking).mine.find((one) => slotOnButton(one) === fields['slot']);
  if (!standing) return markOf(found, said, date, asked, asking);
  return { found, said, date, standing, asked };
}

async function chosen(parts: RegisterParts, asking: Asking, fields: Fields): Promise<Answer> {
  const place = await placeOn(parts, asking, fields);
  return 'found' in place ? proposeMark(place, asking) : place;
}

async function confirm(parts: RegisterParts, asking: Asking, fields: Fields): Promise<Answer> {
  const place = await placeOn(parts, asking, fields);
  if (!('found' in place)) return place;
  const { found, date, standing, said } = place;
  const why = fields['why']?.trim();
  const [recorded] = await recordMarks(parts, asking, date, [
    {
      partnership: found.held.partnership.code,
      pupilId: found.pupilId,
      provision: standing.slot.provision,
      start: standing.slot.start,
      entry: { ...said.entry, ...(why ? { why } : {}) },
      seen: fields['seen'] ?? '',
    },
  ]);
  const outcome = recorded!.outcome;
  if (outcome.kind === 'mark') return markRecorded(place, outcome);
  if (outcome.kind === 'same') return alreadySaid(place, outcome);
  if (outcome.kind === 'refused' && outcome.refusal.why !== 'why-needed') return cannotStand(place, outcome);
  const note =
    outcome.kind === 'overtaken'
      ? overtakenNote(outcome)
      : { text: refusalWords(outcome.refusal, samePlace), style: 'attention' as const };
  if (outcome.kind === 'overtaken') {
    const { pupil, held } = found;
    await tellOther(parts.outbox, asking, { partnership: held.partnership.code, pupil, standing });
  }
  return confirmMark(place, judgedNow(place, asking), [note]);
}

export function markCommand(parts: RegisterParts): Command {
  return {
    name: 'mark',
    example: 'mark Joe Bloggs late 9:20',
    means: 'one pupil’s mark, confirmed before it is written; also “absent”, “left 11:05”, “present pm”',
    words: ['mark'],
    // “Mark in, Tom not here” is about a boy called Mark.
    parse: (rest) => (rest === '' || beginsWithStatus(rest) ? undefined : { text: rest }),
    may: mayTakeRegisters,
    answered: 'private',
    run: (asking, fields) => atLeast(ask(parts, asking, fields['text'] ?? '')),
    presses: {
      mark: (asking, fields) => atLeast(chosen(parts, asking, fields)),
      'mark-confirm': (asking, fields) => confirm(parts, asking, fields),
    },
  };
}
