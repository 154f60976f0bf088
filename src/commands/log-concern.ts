/** `log concern`: the form about a concern, privately; in a channel or group the button that opens it, and nothing else. */
import { randomUUID } from 'node:crypto';
import { concernDoorCard } from '../cards/concern-door.ts';
import { urgencies } from '../domain/concern/concern.ts';
import { fileConcern } from '../record/concern/file.ts';
import type { Directory } from '../store/directory.ts';
import {
  adultAnswers,
  doorTexts,
  formProblems,
  nothingRecorded,
  notRecorded,
  tooLong,
  YOUR_DSL,
} from '../texts/concern/form.ts';
import { candidatesFor, isPlaceOfAdult, isPlaceWanted } from './concern-report/choices.ts';
import { filedFrom, isWritten, wordsIn } from './concern-report/entry.ts';
import { againPage, beginAgainPage, firstPage, lastPage, STAFF, staffPage } from './concern-report/pages.ts';
import { receiptAnswer } from './concern-report/receipt.ts';
import { reportingOf, type Reporting } from './concern-report/reporting.ts';
import { isTooLong, refuseTooLong } from './concern-report/size.ts';
import {
  say,
  type Answer,
  type Asking,
  type Command,
  type Fields,
  type Looked,
  type Message,
  type Parts,
} from './command.ts';

type LogParts = Pick<Parts, 'store' | 'log'> & { directory(): Promise<Directory> };

async function begin(parts: LogParts, asking: Asking, fields: Fields): Promise<Answer> {
  const reporting = await reportingOf(parts, asking);
  const { about = '', pupilName = about } = fields;
  return { messages: [firstPage({ ...fields, pupilName }, reporting)] };
}

/** R8.1: that a name was looked up is written down, and neither the name nor whom it found. */
function lookedUp({ pupilName = '' }: Fields, { inScope }: Reporting): Pick<Answer, 'looked'> {
  if (pupilName.trim() === '') return {};
  const isFound = candidatesFor(pupilName, inScope).listed.length > 0;
  const looked: Looked = { query: 'concern: which pupil', decision: isFound ? 'choice' : 'not-found' };
  return { looked };
}

const isAnswered = ({ adult, urgency }: Fields): boolean =>
  adultAnswers.some((one) => one === adult) && urgencies.some((one) => one === urgency);

/** The token is made with the page that is sent: whoever goes back and begins again writes another concern. */
async function who(parts: LogParts, asking: Asking, fields: Fields): Promise<Answer> {
  const reporting = await reportingOf(parts, asking);
  if (!isAnswered(fields)) return { messages: [firstPage(fields, reporting, formProblems.first)] };
  const looked = lookedUp(fields, reporting);
  const isStaffAsked = fields['stage'] === STAFF;
  if (fields['adult'] === 'yes' && !isStaffAsked)
    return { messages: [staffPage(fields, asking, reporting)], ...looked };
  if (isStaffAsked && !isPlaceOfAdult(fields, asking.directory))
    return { messages: [staffPage(fields, asking, reporting, formProblems.staff)], ...looked };
  if (isStaffAsked && isPlaceWanted(fields, reporting, asking.directory))
    return { messages: [staffPage(fields, asking, reporting, formProblems.place)], ...looked };
  return { messages: [lastPage({ ...fields, token: randomUUID() }, asking, reporting)], ...looked };
}

/**
 * Stored first, then told. The record itself says who raised it: a row of the audit beside it, in clear, would only be one
 * more that can fail.
 */
async function file(parts: LogParts, asking: Asking, fields: Fields): Promise<Answer> {
  refuseTooLong(fields);
  const reporting = await reportingOf(parts, asking);
  if (!isWritten(wordsIn(fields))) return { messages: [lastPage(fields, asking, reporting, formProblems.empty)] };
  // Of staff it was asked on the page before, and is not on this one.
  if (fields['adult'] !== 'yes' && isPlaceWanted(fields, reporting, asking.directory))
    return { messages: [lastPage(fields, asking, reporting, formProblems.place)], toast: formProblems.place };
  const filed = await fileConcern(parts, asking.now, filedFrom(fields, asking, reporting));
  return receiptAnswer(parts, asking, filed);
}

/** The form says whom to ring; of an adult, nobody whom it may be about. What was typed was no form yet. */
function failed(fields: Fields): string {
  const { ring, ringAdult, adult, token } = fields;
  const number = adult === 'yes' || adult === 'unsure' ? ringAdult : ring;
  if (number === undefined && token === undefined) return nothingRecorded;
  return (isTooLong(fields) ? tooLong : notRecorded)(number ?? YOUR_DSL);
}

/** A dialog keeps what was entered: all of it on the last page, and before that the answers that lead there. */
function again(fields: Fields): Message | undefined {
  const { token, ring } = fields;
  if (token !== undefined) return againPage(fields, failed(fields));
  return ring === undefined ? undefined : beginAgainPage(fields, failed(fields));
}

const NAME_CHARACTERS = 100;
/** "log concern about Tom Smith", "log concern Tom Smith". */
const nameIn = (rest: string): Fields => {
  const about = rest.replace(/^(?:about|for|regarding|re|on)\b[\s:]*/i, '').slice(0, NAME_CHARACTERS);
  return about === '' ? {} : { about };
};

export function logConcernCommand(parts: LogParts): Command {
  return {
    name: 'log concern',
    example: 'log concern about Joe Bloggs',
    means: 'record a safeguarding concern for the DSL, in a form that only you see',
    words: [
      'log concern',
      'log a concern',
      'report concern',
      'report a concern',
      'raise concern',
      'raise a concern',
      'record concern',
      'record a concern',
      'safeguarding concern',
    ],
    parse: nameIn,
    may: () => true,
    // A button pressed there is answered in the presser's own chat, and typed words by the door alone.
    answered: async () => 'channel',
    withinMs: 10_000,
    failed,
    again,
    run: async (asking, fields) =>
      asking.origin.kind === 'personal' ? begin(parts, asking, fields) : say(concernDoorCard(), doorTexts.title),
    presses: {
      'concern-begin': (asking, fields) => begin(parts, asking, fields),
      'concern-who': (asking, fields) => who(parts, asking, fields),
      'concern-file': (asking, fields) => file(parts, asking, fields),
    },
  };
}
