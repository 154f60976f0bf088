/** `register <provision> [am | pm] [sentence]`: today's register there, to mark and submit. */
import { choiceCard } from '../cards/choice.ts';
import { claimsOf } from '../domain/register/claims.ts';
import type { Provision, Session } from '../domain/records.ts';
import { registerTexts } from '../texts/register.ts';
import { say, type Answer, type Asking, type Command } from './command.ts';
import { askOthers, confirm } from './register/confirm.ts';
import { mayTakeRegisters, placeIn, placesToday } from './register/places.ts';
import { show, submit, tap } from './register/presses.ts';
import { draftOf, readRegister } from './register/reading.ts';
import { read, say as saySentence, settle } from './register/saying.ts';
import { noRegister, wholeRegister } from './register/show.ts';
import type { RegisterParts } from './register/submit.ts';
import { refuse } from './show-digest.ts';

/** As many as a card has buttons for. */
const PLACES_LISTED = 6;

const looked = (decision: 'choice' | 'not-found') => ({ query: 'register', decision });

function whichPlace(places: readonly Provision[], rest: string): Answer {
  const unlisted = places.slice(PLACES_LISTED).map(({ name }) => name);
  const card = choiceCard({
    question: registerTexts.whichProvision,
    button: registerTexts.open,
    verb: 'register',
    candidates: places
      .slice(0, PLACES_LISTED)
      .map(({ code, name, postcode }) => ({ name, about: postcode, fields: { provision: code, rest } })),
    more: unlisted.length > 0 ? registerTexts.more(unlisted) : '',
  });
  return { ...say(card, registerTexts.summary), looked: looked('choice') };
}

const sessions: Readonly<Record<string, Session>> = { am: 'AM', morning: 'AM', pm: 'PM', afternoon: 'PM' };

/** `am`, `pm` or neither, and a sentence or none. */
function saidOf(rest: string): { session?: Session; sentence: string } {
  const [, word = '', sentence = ''] = /^(?:(am|pm|morning|afternoon)\b)?[\s,:;–-]*(.*)$/is.exec(rest.trim()) ?? [];
  const session = sessions[word.toLowerCase()];
  return { ...(session && { session }), sentence };
}

async function open(parts: RegisterParts, asking: Asking, provision: string, rest: string): Promise<Answer> {
  const { now } = asking;
  const { session, sentence } = saidOf(rest);
  const found = await readRegister(parts, asking, { provision, date: now.date, ...(session && { session }) });
  if (found.kind === 'refused') return noRegister(found, provision);
  const { register } = found;
  if (register.roll.length === 0) return refuse(registerTexts.nobodyDueIn(register.place, register.at.session));
  if (sentence !== '') return saySentence(parts, asking, register, sentence);
  const draft = await parts.store.drafts.change(draftOf(register.at, asking), now.instant, (held) => ({
    ...held,
    openedAt: now.instant,
  }));
  return wholeRegister({ ...register, draft }, asking);
}

/** `register pm`, `register all in`: whoever has one place need not name it. */
async function withoutPlace(parts: RegisterParts, asking: Asking, text: string): Promise<Answer> {
  const { session, sentence } = saidOf(text);
  const isOfPlace = sentence === '' ? session !== undefined : readsAsRegister(sentence);
  const [only, ...others] = isOfPlace ? await placesToday(parts, asking) : [];
  return only && others.length === 0
    ? open(parts, asking, only.code, text)
    : { ...refuse(registerTexts.notFound), looked: looked('not-found') };
}

async function ask(parts: RegisterParts, asking: Asking, text: string): Promise<Answer> {
  if (text.trim() === '') {
    const places = await placesToday(parts, asking);
    const [only] = places;
    if (!only) return refuse(registerTexts.noneToday);
    return places.length === 1 ? open(parts, asking, only.code, '') : whichPlace(places, '');
  }
  const named = placeIn(asking, text);
  if (named.kind === 'none') return withoutPlace(parts, asking, text);
  return named.kind === 'one' ? open(parts, asking, named.place.code, named.rest) : whichPlace(named.places, '');
}

/** “All in except Ben”, said to nobody in particular, is about the register that this person opened last today. */
async function saidFreely(parts: RegisterParts, asking: Asking, text: string): Promise<Answer> {
  const draft = await parts.store.drafts.latest(asking.now.date, asking.person.upn);
  if (!draft) return refuse(registerTexts.noRegister);
  const found = await readRegister(parts, asking, draft.of);
  return found.kind === 'refused'
    ? noRegister(found, draft.of.provision)
    : saySentence(parts, asking, found.register, text);
}

const isQuestion = /^(?:is|are|was|were|has|have|did|do|does|who|where|when|what|which|why|how|can|could|will)\b/i;

/** Something plain is said of everybody named: of a question, or of chat, that is not so. */
function readsAsRegister(text: string): boolean {
  if (isQuestion.test(text)) return false;
  const { claims, everyoneHere, muddled } = claimsOf(text);
  return (claims.length > 0 || everyoneHere) && muddled.length === 0 && claims.every(({ entry }) => entry);
}

export function registerCommand(parts: RegisterParts): Command {
  return {
    name: 'register',
    example: 'register Oak Farm',
    means: 'today’s register there, to mark and submit; also “register Oak Farm: all in except Ben”',
    words: ['register'],
    parse: (rest) => ({ text: rest }),
    unasked: (text) => (readsAsRegister(text) ? { sentence: text } : undefined),
    may: mayTakeRegisters,
    answered: 'private',
    run: (asking, { text, sentence }) =>
      sentence === undefined ? ask(parts, asking, text ?? '') : saidFreely(parts, asking, sentence),
    presses: {
      register: (asking, fields) =>
        fields['provision'] === undefined
          ? show(parts, asking, fields)
          : open(parts, asking, fields['provision'], fields['rest'] ?? ''),
      tap: (asking, fields) => tap(parts, asking, fields),
      'register-submit': (asking, fields) => submit(parts, asking, fields),
      'register-others': (asking, fields) => askOthers(parts, asking, fields),
      'register-read': (asking, fields) => read(parts, asking, fields),
      'register-settle': (asking, fields) => settle(parts, asking, fields),
      'register-confirm': (asking, fields) => confirm(parts, asking, fields),
    },
  };
}
