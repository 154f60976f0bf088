/** Which provision is meant, among those whose register this person may take: another's existence is not told. */
import { normaliseName } from '../../domain/names.ts';
import { pupilDay } from '../../domain/pupil-day.ts';
import type { PartnershipRecords, Provision } from '../../domain/records.ts';
import type { Asking, Parts } from '../command.ts';

const isPartnershipStaff = ({ scope }: Asking): boolean => scope.partnerships.length > 0;

/** Contract, "register": that provision's staff; partnership staff at any, for their own pupils there. */
export const mayTakeRegisters = (asking: Asking): boolean =>
  isPartnershipStaff(asking) || asking.scope.provisions.length > 0;

const placesOf = (asking: Asking): Provision[] =>
  asking.directory.provisionList.filter(
    ({ code }) => isPartnershipStaff(asking) || asking.scope.provisions.includes(code),
  );

/** Those offered to who names none: their own, and where pupils of their partnership are due today. */
export function placesIn(asking: Asking, held: readonly PartnershipRecords[]): Provision[] {
  const { scope, now } = asking;
  const due = held
    .filter(({ partnership }) => scope.partnerships.includes(partnership.code))
    .flatMap((of) =>
      of.pupils
        .filter(({ sealed }) => sealed === undefined || sealed.includes(scope.upn))
        .flatMap((pupil) => pupilDay(pupil, now.date, of, now).standings.map(({ slot }) => slot.provision)),
    );
  const offered = new Set([...scope.provisions, ...due]);
  return placesOf(asking)
    .filter(({ code }) => offered.has(code))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

export async function placesToday({ store }: Parts, asking: Asking): Promise<Provision[]> {
  const { scope, now } = asking;
  const read = await Promise.all(scope.partnerships.map((code) => store.records.day(code, now.date)));
  return placesIn(
    asking,
    read.filter((held) => held !== undefined),
  );
}

const wordsIn = (text: string): string[] => text.split(' ').filter((word) => word !== '');
/** “The” is left out by everybody. */
const nameWords = (name: string): string[] => normaliseName(name).replace(/^the /, '').split(' ');

export type PlaceNamed =
  | { kind: 'one'; place: Provision; rest: string }
  | { kind: 'several'; places: Provision[] }
  | { kind: 'none' };

function wholly(said: string, mine: readonly Provision[]): PlaceNamed {
  const wanted = nameWords(said).join(' ');
  if (wanted === '') return { kind: 'none' };
  const exact = mine.find(({ code, name }) => code === said.toLowerCase() || nameWords(name).join(' ') === wanted);
  const begun = exact ? [exact] : mine.filter(({ name }) => nameWords(name).join(' ').startsWith(wanted));
  const [place] = begun;
  if (place && begun.length === 1) return { kind: 'one', place, rest: '' };
  return begun.length === 0 ? { kind: 'none' } : { kind: 'several', places: begun };
}

/** How many of the first words are those a provision's name begins with; its code counts as one. */
function wordsNaming({ code, name }: Provision, words: readonly string[]): number {
  if (words[0]?.toLowerCase() === code) return 1;
  const own = nameWords(name);
  const said = words.map((word) => normaliseName(word));
  const skipped = said[0] === 'the' ? 1 : 0;
  const length = said.slice(skipped).findIndex((word, n) => word !== own[n]);
  const count = length === -1 ? said.length - skipped : length;
  return count === 0 ? 0 : count + skipped;
}

/** The place at the beginning of what was said, and the rest: `oak farm all in except Ben`, `oak farm: Tom in`. */
export function placeIn(asking: Asking, text: string): PlaceNamed {
  const mine = placesOf(asking);
  const colon = text.indexOf(':');
  const before = colon === -1 ? text : text.slice(0, colon);
  const [, bare = before, session = ''] = /^(.*?)\s*\b(am|pm|morning|afternoon)?$/i.exec(before.trim()) ?? [];
  const whole = wholly(bare.trim(), mine);
  if (whole.kind !== 'none') {
    const rest = `${session} ${colon === -1 ? '' : text.slice(colon + 1)}`.trim();
    return whole.kind === 'one' ? { ...whole, rest } : whole;
  }
  const words = wordsIn(text.replace(':', ' '));
  const counts = mine.map((place) => ({ place, count: wordsNaming(place, words) }));
  const most = Math.max(0, ...counts.map(({ count }) => count));
  const best = most === 0 ? [] : counts.filter(({ count }) => count === most).map(({ place }) => place);
  const [place] = best;
  if (!place) return { kind: 'none' };
  return best.length === 1
    ? { kind: 'one', place, rest: words.slice(most).join(' ') }
    : { kind: 'several', places: best };
}
