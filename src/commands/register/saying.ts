/** A register said in a sentence: what is not certain is asked, one thing at a time, and nothing counts before it is confirmed. */
import { choiceCard } from '../../cards/choice.ts';
import { noticeCard } from '../../cards/notice.ts';
import type { Note } from '../../cards/register.ts';
import { displayName } from '../../domain/names.ts';
import type { Sentence } from '../../store/drafts.ts';
import { registerTexts } from '../../texts/register.ts';
import { texts } from '../../texts/turn.ts';
import type { Answer, Asking, Fields } from '../command.ts';
import { refuse } from '../show-digest.ts';
import { confirming, shownInPlace } from './confirm.ts';
import { aboutEntry } from './line.ts';
import { keepInputs } from './presses.ts';
import { settled, tapsIn, type Left, type Settled } from './proposal.ts';
import { draftOf, entryWith, keyOf, packAt, wordsKey, type Register } from './reading.ts';
import { again, lookedAt, pressedRegister } from './show.ts';
import type { RegisterParts } from './submit.ts';

/** As many as a card has buttons for, beside the one that leaves the name out. */
const CANDIDATES = 5;

type Who = Extract<Settled, { kind: 'who' }>['unclear'];

/** 8.3: up to five by full name, school and year. What was typed is on no button: it may be anything. */
function askWho(register: Register, { words, candidates }: Who, about: (pupilId: string) => string): Answer {
  const fields = { at: packAt(register.at), words: wordsKey(words) };
  const listed = candidates.slice(0, CANDIDATES).flatMap((pupilId) => {
    const entry = register.roll.find(({ pupil }) => pupil.pupilId === pupilId);
    return entry
      ? [{ name: displayName(entry.pupil), about: about(pupilId), fields: { ...fields, pupil: keyOf(entry) } }]
      : [];
  });
  const nobody = {
    name: registerTexts.nobodyOfThese,
    about: registerTexts.leftOutThen,
    fields: { ...fields, out: 'yes' },
  };
  const card = choiceCard({
    question: registerTexts.whichPupil(words),
    button: registerTexts.thisOne,
    verb: 'register-settle',
    candidates: [...listed, nobody],
    more: candidates.length > CANDIDATES ? registerTexts.moreOfThatName : '',
  });
  return shownInPlace({ summary: registerTexts.summary, card });
}

function askAgain(register: Register, unclear: readonly string[], unknown: readonly string[]): Answer {
  const at = packAt(register.at);
  const lines = [
    ...(unknown.length > 0 ? [registerTexts.unknown(unknown)] : []),
    ...(unclear.length > 0 ? [registerTexts.unclear(unclear)] : []),
    registerTexts.nothingYet,
  ];
  const card = noticeCard({
    title: registerTexts.title(register.place),
    lines,
    buttons: [
      { title: registerTexts.leaveOut, verb: 'register-settle', fields: { at, out: 'all' } },
      { title: registerTexts.back, verb: 'register', fields: { at } },
    ],
  });
  return shownInPlace({ summary: registerTexts.summary, card });
}

const notesOn = ({ words, waits }: Left): Note[] => [
  ...(words.length > 0 ? [{ text: registerTexts.leftOut(words), style: 'warning' as const }] : []),
  ...(waits ? [{ text: registerTexts.nobodyElseIn, style: 'warning' as const }] : []),
];

const refusals = (reading: Extract<Settled, { kind: 'refused' }>): string => {
  if (reading.why === 'empty') return registerTexts.empty;
  return reading.why === 'too-long' ? registerTexts.tooLong(reading.most) : registerTexts.tooManyNames(reading.most);
};

/** What comes next in settling the sentence that stands in the draft. */
function next(parts: RegisterParts, asking: Asking, register: Register): Answer {
  const sentence = register.draft?.sentence;
  if (!sentence) return again(parts, asking, register);
  const reading = settled(register, sentence, asking);
  const aboutOf = (pupilId: string): string => {
    const entry = register.roll.find(({ pupil }) => pupil.pupilId === pupilId)!;
    return aboutEntry(register, entry);
  };
  if (reading.kind === 'refused') return refuse(refusals(reading));
  if (reading.kind === 'who') {
    const { candidates } = reading.unclear;
    const listed = register.roll.filter(({ pupil }) => candidates.includes(pupil.pupilId));
    return { ...askWho(register, reading.unclear, aboutOf), looked: lookedAt(register, listed, 'choice') };
  }
  if (reading.kind === 'unsure')
    return { ...askAgain(register, reading.unclear, reading.unknown), looked: lookedAt(register, [], 'choice') };
  return tapsIn(reading.proposal).length > 0
    ? confirming(register, 'sentence', reading.proposal, notesOn(reading.left))
    : again(parts, asking, register, { notes: [{ text: registerTexts.nobodyLeft, style: 'emphasis' }] });
}

/** A sentence begins anew: what was settled of another one says nothing of this. */
export async function say(parts: RegisterParts, asking: Asking, register: Register, text: string): Promise<Answer> {
  const sentence: Sentence = { text, chosen: {}, without: [] };
  const reading = settled(register, sentence, asking);
  if (reading.kind === 'refused') return refuse(refusals(reading));
  const draft = await parts.store.drafts.change(draftOf(register.at, asking), asking.now.instant, (held) => ({
    ...held,
    openedAt: asking.now.instant,
    sentence,
  }));
  return next(parts, asking, { ...register, draft });
}

/** The text box of the card. */
export async function read(parts: RegisterParts, asking: Asking, fields: Fields): Promise<Answer> {
  const pressed = await pressedRegister(parts, asking, fields);
  if ('refused' in pressed) return pressed.refused;
  const register = await keepInputs(parts, asking, pressed.register, fields);
  const text = (fields['sentence'] ?? '').trim();
  return text === ''
    ? again(parts, asking, register, { notes: [{ text: registerTexts.empty, style: 'emphasis' }] })
    : say(parts, asking, register, text);
}

function settledWith(sentence: Sentence, register: Register, asking: Asking, fields: Fields): Sentence | undefined {
  const reading = settled(register, sentence, asking);
  if (reading.kind === 'unsure' && fields['out'] === 'all') {
    return { ...sentence, without: [...sentence.without, ...reading.unclear, ...reading.unknown] };
  }
  if (reading.kind !== 'who' || wordsKey(reading.unclear.words) !== fields['words']) return undefined;
  const { words, candidates } = reading.unclear;
  if (fields['out'] !== undefined) return { ...sentence, without: [...sentence.without, words] };
  const chosen = entryWith(register, fields['pupil'] ?? '')?.pupil.pupilId;
  if (chosen === undefined || !candidates.includes(chosen)) return undefined;
  return { ...sentence, chosen: { ...sentence.chosen, [words]: chosen } };
}

/** An answer to what was asked. One to something that is no longer asked changes nothing, and the question is put again. */
export async function settle(parts: RegisterParts, asking: Asking, fields: Fields): Promise<Answer> {
  const pressed = await pressedRegister(parts, asking, fields);
  if ('refused' in pressed) return pressed.refused;
  const { register } = pressed;
  if (!register.draft?.sentence) return refuse(texts.oldButton);
  const draft = await parts.store.drafts.change(draftOf(register.at, asking), asking.now.instant, (held) => {
    const sentence = held.sentence && settledWith(held.sentence, register, asking, fields);
    return sentence && { ...held, sentence };
  });
  return next(parts, asking, { ...register, draft });
}
