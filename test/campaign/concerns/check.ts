/** What must hold of concerns whatever happened. Each line it gives is something that must not be. */
import type { Party } from '../../../src/domain/concern/concern.ts';
import { isOpen, sameParty } from '../../../src/domain/concern/concern.ts';
import { wordFields } from '../../../src/domain/concern/events.ts';
import { prove } from '../../../src/store/chain.ts';
import { concernNoticeWords } from '../../../src/texts/concern/notices.ts';
import { receiptTexts } from '../../../src/texts/concern/receipt.ts';
import { CODE } from '../partnership.ts';
import type { Stage } from '../stage.ts';
import { LADO, type ConcernPartnership } from './partnership.ts';
import type { Raised } from './raise.ts';
import { reportsIn, type ConcernRecord, type Notice, type Stored } from './record.ts';
import type { Report } from './reports.ts';
import type { Troubled } from './troubles.ts';

export interface Played {
  stage: Stage;
  there: ConcernPartnership;
  raised: readonly Raised[];
  record: ConcernRecord;
  notices: readonly Notice[];
  troubles: Pick<Troubled, 'kills' | 'outages'>;
}

const openedOf = ({ entries }: Stored) => entries.flatMap(({ event }) => (event.kind === 'opened' ? [event] : []));

/** The report that a record is of, by its words. */
function reportOf(stored: Stored, raised: readonly Raised[]): Report | undefined {
  const [n] = reportsIn(JSON.stringify(openedOf(stored)));
  return raised.find(({ report }) => report.n === n)?.report;
}

/** The words are there as they were typed: in what opened it, or, sent once more with others in them, in what was added. */
function holdsWords(stored: Stored, words: Report['words']): boolean {
  const opened = openedOf(stored)[0]?.report.words;
  const added = stored.entries.flatMap(({ event }) =>
    event.kind === 'added' && event.from === 'reporter' ? [event.text] : [],
  );
  const isAsTyped = wordFields.every((field) => opened?.[field] === words[field]);
  const holds = (text: string): boolean =>
    wordFields.some((field) => opened?.[field] === text) || added.some((one) => one.includes(text));
  return isAsTyped || (added.length > 0 && wordFields.every((field) => holds(words[field])));
}

/** A number that somebody was shown: one record, with their words. */
function receiptsWithout({ raised, record }: Played): string[] {
  const byId = Map.groupBy(record.concerns, ({ concern }) => concern.id);
  return raised.flatMap(({ report, told }) =>
    told.flatMap(({ kind, id = '', isAgain }) => {
      if (kind !== 'receipt') return [];
      const [stored, ...more] = byId.get(id) ?? [];
      if (!stored) return [`report ${report.n}: receipt ${id}, and no record`];
      if (more.length > 0) return [`report ${report.n}: ${more.length + 1} records of number ${id}`];
      if (openedOf(stored).length !== 1) return [`report ${report.n}: it does not begin once`];
      const isKept = holdsWords(stored, isAgain ? report.wordsLater : report.words);
      return isKept ? [] : [`report ${report.n}: its record ${id} does not hold the words`];
    }),
  );
}

/** One record for one form, whatever the person was told. */
function recordedTwice({ raised, record }: Played): string[] {
  const of = Map.groupBy(record.concerns, (stored) => reportOf(stored, raised)?.n);
  const strays = (of.get(undefined) ?? []).map(({ concern }) => `${concern.id}: a record of nobody’s report`);
  const twice = [...of].filter(([n, all]) => n !== undefined && all.length > 1);
  const additions = record.concerns.filter(({ entries }) => {
    const added = entries.flatMap(({ event }) => (event.kind === 'added' ? [event.text] : []));
    return new Set(added).size !== added.length;
  });
  return [
    ...strays,
    ...twice.map(([n, all]) => `report ${n}: ${all.length} records`),
    ...additions.map(({ concern }) => `${concern.id}: the same words added twice`),
  ];
}

const oidOf = ({ members }: ConcernPartnership, upn: string): string | undefined =>
  members.find((one) => one.upn === upn)?.person.aadObjectId;

/** Everybody who was to be told for a party, by any step. */
const toldFor = ({ entries }: Stored, party: Party): string[] =>
  entries.flatMap(({ event }) =>
    event.kind === 'told' ? event.parties.filter((one) => sameParty(one, party)).flatMap(({ told }) => told) : [],
  );

/** Neither acknowledged nor told to anybody in whose chat it stands: whoever was told first, or whoever came next. */
function unheard({ record, notices, there }: Pick<Played, 'record' | 'notices' | 'there'>): [Stored, Party][] {
  const reached = new Set(notices.map(({ concern, oid }) => `${concern} ${oid}`));
  return record.concerns.flatMap((stored) =>
    stored.concern.parties
      .filter(({ ack }) => !ack)
      .filter(
        (party) => !toldFor(stored, party).some((upn) => reached.has(`${stored.concern.id} ${oidOf(there, upn)}`)),
      )
      .map((party): [Stored, Party] => [stored, party]),
  );
}

/** Where there was somebody to tell. */
export const stillUnheard = (of: Parameters<typeof unheard>[0]): [Stored, Party][] =>
  unheard(of).filter(([stored, party]) => toldFor(stored, party).length > 0);

/** Nobody could be told: then whoever runs it is told that. */
function silences(played: Played): string[] {
  const logged = played.stage.instances.some(({ log }) => log.some(({ event }) => event === 'concern.untold'));
  const silent = logged ? stillUnheard(played) : unheard(played);
  return silent.map(
    ([{ concern }, { seat, organisation }]) => `${concern.id}: ${seat} of ${organisation} never heard of it`,
  );
}

/** Nobody at all has it: then none of those who may hear of it could be written to, as far as Keylink had found out. */
async function needlessSilences({ record, raised, notices, stage }: Played): Promise<string[]> {
  const reached = new Set(notices.map(({ concern }) => concern));
  const out = (await stage.store.reach.all()).filter(({ ok }) => !ok).map(({ upn }) => upn);
  return record.concerns.flatMap((stored) => {
    const { id, parties, unreachable } = stored.concern;
    if (reached.has(id) || parties.some(({ ack }) => ack)) return [];
    const never = new Set([...unreachable, ...out]);
    const others = [...(reportOf(stored, raised)?.mayHear ?? [])].filter((upn) => !never.has(upn));
    return others.map((upn) => `${id}: nobody has it, and ${upn} was never tried`);
  });
}

const LATE_MS = 15 * 60_000;

function stoppedClocks({ record, stage }: Played): string[] {
  const now = stage.now();
  return record.concerns.flatMap(({ concern }) =>
    concern.parties
      .filter((party) => isOpen(concern) && !party.ack && party.dueAt + LATE_MS < now)
      .map(({ seat }) => `${concern.id}: the clock of ${seat} stands still`),
  );
}

/** By R5.5 and 5.4 as the campaign has them itself: whom words were meant for, and in whose chat notices stand. */
function outsiders({ notices, record, raised, there }: Played): string[] {
  const reports = new Map(record.concerns.map((stored) => [stored.concern.id, reportOf(stored, raised)]));
  const upnOf = new Map(there.members.map(({ person, upn }) => [person.aadObjectId, upn]));
  const sent = notices
    .filter(({ concern, oid }) => !reports.get(concern)?.mayHear.has(upnOf.get(oid) ?? ''))
    .map(({ concern, oid, title }) => `${concern}: ${upnOf.get(oid) ?? 'a channel'} was sent “${title}”`);
  const meant = record.words
    .filter(({ concernId, upn, news }) => {
      const report = reports.get(concernId);
      return news === 'reporter-unheard' ? report?.by.upn !== upn : !report?.mayHear.has(upn);
    })
    .map(({ concernId, upn, news }) => `${concernId}: ${upn} was to be told “${news}”`);
  return [...sent, ...meant];
}

/** R5.6 d: who is told that nobody has been told is given a number to ring; anything else than that or a receipt helps nobody. */
function unclearAnswers({ raised, record }: Played): string[] {
  const alone = new Set(
    record.concerns.filter(({ concern }) => concern.parties.length === 0).map(({ concern }) => concern.id),
  );
  return raised.flatMap(({ report, told }) =>
    told
      .filter(({ kind, id = '', words }) =>
        alone.has(id) ? !(words.includes(receiptTexts.untold) && words.includes(LADO)) : kind === 'something-else',
      )
      .map(({ words }) => `report ${report.n} was answered “${words.slice(0, 120)}”`),
  );
}

/** How long after a message stood in a chat its row may not have said so. */
const UNSETTLED_MS = 1_500;

function isDoubtful({ post, call }: Notice, { kills, outages }: Played['troubles']): boolean {
  const isUnanswered = typeof call?.answered !== 'number' || call.answered >= 300;
  const [from, until] = [call?.at ?? post.at, post.at + UNSETTLED_MS];
  const died = kills.some(({ at }) => at >= from && at <= until);
  return isUnanswered || died || outages.some((still) => still.from <= until && still.to >= from);
}

export interface Doubled {
  /** Said once more where nobody could know that it had been said. */
  doubtful: number;
  wrong: string[];
}

export function doubled({ notices, record, troubles, there }: Played): Doubled {
  const titleOf = ({ news }: { news: keyof typeof concernNoticeWords }): string => concernNoticeWords[news].title;
  const owed = Map.groupBy(record.words, (one) => `${one.concernId} ${oidOf(there, one.upn)} ${titleOf(one)}`);
  const sent = Map.groupBy(notices, ({ concern, oid, title }) => `${concern} ${oid} ${title}`);
  const more = [...sent].map(([key, all]) => {
    const extra = all.length - (owed.get(key)?.length ?? 0);
    return { key, extra, doubts: all.filter((one) => isDoubtful(one, troubles)).length };
  });
  return {
    doubtful: more.reduce((sum, { extra }) => sum + Math.max(0, extra), 0),
    wrong: more.filter(({ extra, doubts }) => extra > doubts).map(({ key, extra }) => `${key}: ${extra} too many`),
  };
}

async function brokenChain({ stage }: Played): Promise<string[]> {
  const { rows, end } = await stage.store.concerns.chain(CODE);
  const proof = prove(rows, end);
  return proof.kind === 'whole' ? [] : [`the chain is broken at ${proof.key}: ${proof.why}`];
}

export async function checkConcerns(played: Played): Promise<string[]> {
  return [
    ...receiptsWithout(played),
    ...recordedTwice(played),
    ...silences(played),
    ...(await needlessSilences(played)),
    ...stoppedClocks(played),
    ...outsiders(played),
    ...unclearAnswers(played),
    ...doubled(played).wrong,
    ...(await brokenChain(played)),
  ];
}
