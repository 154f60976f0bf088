/** `digest [school] [day]`: a school's digest as those who may read it see it. */
import { choiceCard } from '../cards/choice.ts';
import { digestSchools, readsDigestOf } from '../domain/access.ts';
import { normaliseName } from '../domain/names.ts';
import { pastDay } from '../domain/phrases.ts';
import { longDate } from '../domain/time.ts';
import { texts } from '../texts/turn.ts';
import { say, type Answer, type Asking, type Command } from './command.ts';
import { acknowledge, chosen, names } from './digest-buttons.ts';
import { mayReadSomeDigest } from './rights.ts';
import { nameOfSchool, refuse, refusedLook, showDigest, type DigestParts } from './show-digest.ts';

/** As many as a card has buttons for. */
const SCHOOLS_LISTED = 6;

function whichSchool(asking: Asking, schools: readonly string[], day: string): Answer {
  const candidates = schools.slice(0, SCHOOLS_LISTED).map((urn) => ({
    name: nameOfSchool(asking, urn),
    about: `URN ${urn}`,
    fields: { urn, day },
  }));
  const card = choiceCard({
    question: 'Which school’s digest?',
    button: 'Show',
    verb: 'digest',
    candidates,
    more: schools.length > SCHOOLS_LISTED ? 'There are more. Say the school too, for example “digest Ashmere”.' : '',
  });
  return say(card, 'Keylink asks which school');
}

/** How many of the first words are those a school's name begins with; its URN counts as one. */
function wordsOfSchool(asking: Asking, words: readonly string[], urn: string): number {
  if (words[0] === urn) return 1;
  const name = normaliseName(nameOfSchool(asking, urn)).split(' ');
  const said = words.map((word) => normaliseName(word));
  const length = said.findIndex((word, n) => word !== name[n]);
  return length === -1 ? said.length : length;
}

/** A school named before or after the day: `digest ashmere friday`, `digest friday ashmere`. */
function schoolIn(asking: Asking, text: string, schools: readonly string[]): { urn: string; rest: string } | undefined {
  const words = text.split(' ').filter((word) => word !== '');
  for (const from of words.keys()) {
    const counts = schools.map((urn) => ({ urn, count: wordsOfSchool(asking, words.slice(from), urn) }));
    const most = Math.max(...counts.map(({ count }) => count));
    const best = counts.filter(({ count }) => count === most);
    const [only] = best;
    if (most > 0 && only && best.length === 1) {
      return { urn: only.urn, rest: [...words.slice(0, from), ...words.slice(from + most)].join(' ') };
    }
  }
  return undefined;
}

const whichDay = (said: string): string =>
  `I did not understand the day${said}. Try “digest”, “digest friday” or “digest 9 November”.`;
const otherSchool = 'This channel is for the digests of another school. Ask me in your own chat.';

async function digest(parts: DigestParts, asking: Asking, text: string): Promise<Answer> {
  const { scope, directory, now, origin } = asking;
  const schools = digestSchools(scope, directory);
  const link = origin.channelId === undefined ? undefined : await parts.store.channels.linkOfChannel(origin.channelId);
  const here = link?.urn;
  const named = schoolIn(asking, text, schools);
  const day = named ? named.rest : text;
  if (here && named && named.urn !== here) return refuse(otherSchool);
  const date = day === '' ? now.date : pastDay(day, now);
  // R8.1: what was typed may be a name, and is not said again where others read.
  if (date === undefined) return refuse(whichDay(origin.kind === 'personal' ? ` “${text}”` : ''));
  if (date > now.date) return refuse(`${longDate(date)} is still to come, so there is no digest of it yet.`);
  const urn = here ?? named?.urn ?? (schools.length === 1 ? schools[0] : undefined);
  if (urn === undefined) return whichSchool(asking, schools, date);
  if (!readsDigestOf(scope, urn, directory)) return { ...refuse(texts.noRole), looked: refusedLook(urn) };
  // In the school's own channel it is shown as the channel's digest is; everywhere else the reader is alone with it.
  return showDigest(parts, asking, {
    urn,
    date,
    view: here && !link?.names ? 'channel' : 'names',
    forAll: here !== undefined,
  });
}

export function digestCommand(parts: DigestParts): Command {
  return {
    name: 'digest',
    example: 'digest friday',
    means: 'a school’s digest, today’s or of a past day',
    words: ['digest'],
    parse: (rest) => ({ text: rest }),
    may: mayReadSomeDigest,
    answered: async ({ origin }) =>
      origin.channelId !== undefined && (await parts.store.channels.linkOfChannel(origin.channelId))
        ? 'channel'
        : 'private',
    run: (asking, fields) => digest(parts, asking, fields['text'] ?? ''),
    presses: {
      names: (asking, fields) => names(parts, asking, fields),
      acknowledge: (asking, fields) => acknowledge(parts, asking, fields),
      digest: (asking, fields) => chosen(parts, asking, fields),
    },
  };
}
