/** A question about one pupil: who is meant, by name or by a choice made, and what is said when that is not certain. */
import { choiceCard } from '../cards/choice.ts';
import { noticeCard } from '../cards/notice.ts';
import { splitNameAndPhrase, type TimePhrase } from '../domain/phrases.ts';
import type { LocalDate, Moment } from '../domain/time.ts';
import type { Records } from '../store/records.ts';
import type { Verb } from '../teams/verbs.ts';
import { texts } from '../texts/turn.ts';
import { say, type Answer, type Asking, type Fields } from './command.ts';
import { aboutPupil, matchEither, nameOf, pupilsInScope, type Found } from './find-pupil.ts';

/** A time that was understood; the others are asked back here. */
export type Understood = Exclude<TimePhrase, { kind: 'not-understood' }>;
export type Answered = (found: Found, phrase: Understood) => Promise<Answer>;

/** How many pupils of one name are offered. */
export const LISTED = 5;

/** What is asked where a name does not settle who is meant. */
export const whichPupil = (candidates: number) => ({
  question: candidates === 1 ? 'Did you mean this pupil?' : 'Which pupil do you mean?',
  more: candidates > LISTED ? 'There are more. Say the year too, for example “Y10”.' : '',
});

/** The day whose marks a question needs; a week or a time that is not understood needs today's. */
const dayOf = (phrase: TimePhrase, now: Moment): LocalDate =>
  phrase.kind === 'at' || phrase.kind === 'day' ? phrase.date : now.date;

/** R8.1: one line for "there is no such pupil" and for "not yours", so that it tells nothing of a child out of scope. */
export const notFound = (query: string): Answer => ({
  ...say(noticeCard({ lines: [texts.uniform] }), 'Keylink answered'),
  looked: { query, decision: 'not-found' },
});

/** `second`: the name was found by the second reading of the words, so the time is the second reading's too. */
const choose = (
  query: string,
  candidates: readonly Found[],
  { asked, second }: { asked: string; second: boolean },
): Answer => choosing({ query, verb: 'choose', candidates }, { asked, ...(second ? { reading: 'second' } : {}) });

/** The pupils of one name, by what tells them apart; `fields` go with whichever is chosen. */
export function choosing(
  { query, verb, candidates }: { query: string; verb: Verb; candidates: readonly Found[] },
  carried: Record<string, string>,
): Answer {
  const one = candidates.length === 1;
  const listed = candidates.slice(0, LISTED);
  const card = choiceCard({
    ...whichPupil(candidates.length),
    button: one ? 'Yes' : 'This one',
    verb,
    candidates: listed.map((found) => ({
      name: nameOf(found),
      about: aboutPupil(found),
      fields: { command: query, pupil: found.pupilId, ...carried },
    })),
  });
  const fields = listed.map(({ pupilId }) => pupilId);
  return { ...say(card, 'Keylink asks which pupil'), looked: { query, decision: 'choice', fields } };
}

const whichTime = (text: string): Answer =>
  say(
    noticeCard({
      lines: [`I did not understand the time “${text}”. Try “at 14:00”, “tomorrow” or “on Thursday at 2pm”.`],
    }),
    'Keylink did not understand',
  );

/** That a pupil of this name is in scope has been told even where the time was not understood: a look-up like any other. */
const answerAbout = async (found: Found, phrase: TimePhrase, query: string, answer: Answered): Promise<Answer> =>
  phrase.kind === 'not-understood'
    ? { ...whichTime(phrase.text), looked: { query, decision: 'answered', pupilId: found.pupilId, fields: [] } }
    : answer(found, phrase);

/** Answers about the pupil a text names. `query` is the command's name, for the audit and for the buttons. */
export async function askByName(
  records: Records,
  asking: Asking,
  { query, text }: { query: string; text: string },
  answer: Answered,
): Promise<Answer> {
  const { now } = asking;
  const { name, phrase, otherwise } = splitNameAndPhrase(text, now);
  const readings = [
    { name, otherwise: phrase },
    ...(otherwise ? [{ name: otherwise.name, otherwise: otherwise.phrase }] : []),
  ];
  const inScope = await pupilsInScope(records, asking, dayOf(phrase, now));
  const { match, reading } = matchEither(readings, inScope);
  const second = reading !== phrase;
  if (match.kind === 'none') return notFound(query);
  if (match.kind === 'several') return choose(query, match.candidates, { asked: text, second });
  if (match.kind === 'confirm') return choose(query, [match.pupil], { asked: text, second });
  const sameDay = dayOf(reading, now) === dayOf(phrase, now);
  return sameDay
    ? answerAbout(match.pupil, reading, query, answer)
    : askById(records, asking, query, match.pupil.pupilId, reading, answer);
}

async function askById(
  records: Records,
  asking: Asking,
  query: string,
  pupilId: string,
  phrase: TimePhrase,
  answer: Answered,
): Promise<Answer> {
  const inScope = await pupilsInScope(records, asking, dayOf(phrase, asking.now));
  const found = inScope.find((one) => one.pupilId === pupilId);
  return found ? answerAbout(found, phrase, query, answer) : notFound(query);
}

/** Answers about a pupil chosen on a card: rights are looked at again, whoever presses it and however old it is. */
export function askChosen(
  records: Records,
  asking: Asking,
  { query, fields }: { query: string; fields: Fields },
  answer: Answered,
): Promise<Answer> {
  const { phrase, otherwise } = splitNameAndPhrase(fields['asked'] ?? '', asking.now);
  const reading = fields['reading'] === 'second' && otherwise ? otherwise.phrase : phrase;
  return askById(records, asking, query, fields['pupil'] ?? '', reading, answer);
}
