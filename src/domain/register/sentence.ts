/**
 * A register said in a sentence: “Tom and Aisha in, Ben not here, Cara late 9:20”, “All in except Ben”. It only proposes:
 * what comes out is shown with full names and confirmed before it counts, and a name that is not certain is asked.
 */
import { matchName, normaliseName } from '../names.ts';
import { claimsOf } from './claims.ts';
import type { Pupil } from '../records.ts';
import type { Claim } from './claims.ts';
import type { Entry } from './entry.ts';
import type { RollEntry } from './roll.ts';

/** Longer is no sentence; a message of any size is refused before it is looked at. */
const MOST_CHARACTERS = 2000;
/** Nobody says a register of forty in one breath: names are lost on the way. */
const MOST_NAMES = 39;

interface Said {
  pupilId: string;
  entry: Entry;
}

/** `who`: several may be meant, or one who has to be confirmed; `what`: nothing clear was said, or two different things. */
export type Unclear =
  | { words: string; why: 'who'; candidates: string[]; entry: Entry }
  | { words: string; why: 'what'; candidates: string[] };

/** `waits`: as long as somebody named is not known, everybody else is not known either. */
type EveryoneElse = { kind: 'present'; pupilIds: string[] } | { kind: 'waits' };

export type SentenceReading =
  | { kind: 'understood'; entries: Said[]; everyoneElse?: EveryoneElse; unclear: Unclear[]; unknown: string[] }
  | { kind: 'refused'; why: 'empty' }
  | { kind: 'refused'; why: 'too-long' | 'too-many-names'; most: number };

/** A claim with the pupils it may be about: one alone is certain enough to be shown for confirmation. */
interface About {
  claim: Claim;
  certain?: string;
  candidates: string[];
}

const isForenameOf = (words: string, { forename, preferredForename }: Pupil): boolean =>
  [forename, preferredForename ?? forename].some((name) => normaliseName(name) === normaliseName(words));

/** A forename is enough where it can mean nobody else on the register. */
function whoIs(claim: Claim, pupils: readonly Pupil[], chosen: Readonly<Record<string, string>>): About {
  const answer = chosen[claim.words];
  if (answer !== undefined && pupils.some(({ pupilId }) => pupilId === answer))
    return { claim, certain: answer, candidates: [answer] };
  const match = matchName(claim.words, pupils);
  if (match.kind === 'none') return { claim, candidates: [] };
  if (match.kind === 'several') return { claim, candidates: match.candidates.map(({ pupilId }) => pupilId) };
  const { pupilId } = match.pupil;
  const isCertain = match.kind === 'one' || isForenameOf(claim.words, match.pupil);
  return { claim, candidates: [pupilId], ...(isCertain && { certain: pupilId }) };
}

/** All that was said of one pupil: an exception gives way to a plain word, two different plain words to a question. */
function saidOf(pupilId: string, abouts: readonly About[]): Said | Unclear {
  const plainly = abouts.filter(({ claim }) => !claim.implied);
  const entries = (plainly.length > 0 ? plainly : abouts).map(({ claim }) => claim.entry);
  const [entry] = entries;
  const agree = new Set(entries.map((each) => JSON.stringify(each))).size === 1;
  if (entry && agree) return { pupilId, entry };
  return { words: abouts[0]!.claim.words, why: 'what', candidates: [pupilId] };
}

const unclearWho = ({ claim: { words, entry }, candidates }: About): Unclear =>
  entry ? { words, why: 'who', candidates, entry } : { words, why: 'what', candidates };

const unmarked: ReadonlySet<RollEntry['state']> = new Set(['not-started', 'open', 'not-returned']);

function everyoneElse(roll: readonly RollEntry[], entries: readonly Said[], settled: boolean): EveryoneElse {
  if (!settled) return { kind: 'waits' };
  const named = new Set(entries.map(({ pupilId }) => pupilId));
  const others = roll.filter(({ pupil, state }) => unmarked.has(state) && !named.has(pupil.pupilId));
  return { kind: 'present', pupilIds: [...new Set(others.map(({ pupil }) => pupil.pupilId))] };
}

/**
 * `roll`: the only pupils who can be meant. `chosen`: answers to what an earlier reading of the same text asked, from
 * `Unclear.words` to a pupil's id.
 */
export function readSentence(
  text: string,
  roll: readonly RollEntry[],
  chosen: Readonly<Record<string, string>> = {},
): SentenceReading {
  if (text.length > MOST_CHARACTERS) return { kind: 'refused', why: 'too-long', most: MOST_CHARACTERS };
  const { claims, everyoneHere, muddled } = claimsOf(text);
  if (claims.length > MOST_NAMES) return { kind: 'refused', why: 'too-many-names', most: MOST_NAMES };
  if (claims.length + muddled.length === 0 && !everyoneHere) return { kind: 'refused', why: 'empty' };

  const pupils = [...new Map(roll.map(({ pupil }) => [pupil.pupilId, pupil])).values()];
  const abouts = claims.map((claim) => whoIs(claim, pupils, chosen));
  const ofCertain = Map.groupBy(abouts, ({ certain }) => certain);
  const uncertain = ofCertain.get(undefined) ?? [];
  ofCertain.delete(undefined);
  const said = [...ofCertain].map(([pupilId, about]) => saidOf(pupilId!, about));
  const entries = said.filter((one) => 'pupilId' in one);
  const unclear: Unclear[] = [
    ...said.filter((one) => 'words' in one),
    ...uncertain.filter(({ candidates }) => candidates.length > 0).map(unclearWho),
    ...muddled.map((words): Unclear => ({ words, why: 'what', candidates: [] })),
  ];
  const unknown = uncertain.filter(({ candidates }) => candidates.length === 0).map(({ claim }) => claim.words);
  const settled = unclear.length + unknown.length === 0;
  const rest = everyoneHere ? { everyoneElse: everyoneElse(roll, entries, settled) } : {};
  return { kind: 'understood', entries, ...rest, unclear, unknown };
}
