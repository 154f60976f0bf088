/** What must hold at the end of a week, whatever the seed. Each line it gives is something that must not be. */
import { isOpen, type Absence, type AbsentSlot } from '../../../src/domain/absence/absence.ts';
import { isDslFor } from '../../../src/domain/absence/owners.ts';
import { hasCode, isCoded, isSafe } from '../../../src/domain/absence/questions.ts';
import { cardsBehind } from '../../../src/domain/follow-up-card.ts';
import { linkColumns } from '../../../src/store/chain.ts';
import { isMark } from '../../../src/store/keys.ts';
import { proveRecord } from '../../../src/store/proof.ts';
import type { Mark } from '../../../src/domain/records.ts';
import { followUpTexts } from '../../../src/texts/posts.ts';
import { wantedWords } from '../../../src/texts/follow-up/questions.ts';
import { wordsOf } from '../../support/card-words.ts';
import type { Json } from '../../support/connector-rest.ts';
import type { Outcome } from '../outcome.ts';
import { displayName } from '../../../src/domain/names.ts';
import type { Act } from './acts.ts';
import { followUpsOf } from './doors.ts';
import { isRed } from './fates.ts';
import { CODE } from './partnership.ts';
import { readWeek, ruled, type WeekRecord } from './record.ts';
import { slotKey } from './script.ts';
import type { WeekStage } from './stage.ts';

interface Played {
  stage: WeekStage;
  record: WeekRecord;
  /** Where the product listens. */
  port: number;
  /** Every line that was logged. */
  log: readonly string[];
}

export const lastDayOf = ({ plan }: WeekStage): string => plan.after.at(-1) ?? plan.days.at(-1)!;

const nameOf = ({ pupilId, firstDate, state }: Absence): string => `${pupilId} of ${firstDate}, ${state}`;
const slotOf = (mark: Mark): string => slotKey({ ...mark, start: mark.arrive });
const slotsOf = ({ pupilId, slots }: Absence): string[] => slots.map((slot) => slotKey({ pupilId, ...slot }));

/** Each thing said at a register, and each row of a file, is a mark of that minute. */
function saidAndLost({ record, stage }: Played): string[] {
  const about = (pupilId: string, at: number): string =>
    `${pupilId} ${new Date(Math.floor(at / 60_000) * 60_000).toISOString()}`;
  const kept = new Set(record.marks.map(({ pupilId, recordedAt }) => about(pupilId, recordedAt)));
  const said = stage.script.steps.flatMap(({ at, acts }) =>
    acts.flatMap(pupilsIn).map((pupilId) => about(pupilId, at)),
  );
  return said.filter((one) => !kept.has(one)).map((one) => `${one}: said, and no mark says so`);
}

function pupilsIn(act: Act): string[] {
  if (act.kind === 'register') return act.said.map(({ pupilId }) => pupilId);
  if (act.kind === 'mark') return [act.said.pupilId];
  const rows = act.kind === 'pack' ? act.files['marks.csv']?.trim().split('\n').slice(1) : undefined;
  return (rows ?? []).map((row) => row.split(',')[0]!);
}

/** Every "not here", corrected ones too. */
function absentWithoutAbsence({ record }: Played): string[] {
  const followed = new Set(record.absences.flatMap(slotsOf));
  const lost = record.marks.filter((mark) => mark.status === 'absent' && !followed.has(slotOf(mark)));
  return [...new Set(lost.map((mark) => `${slotOf(mark)}: marked absent, and no absence has it`))];
}

/** R4.6: on the first day already somebody has a card that asks for a red child to be seen. */
function redNotAsked({ record, stage }: Played): string[] {
  const red = new Set(stage.there.held.pupils.filter(isRed).map(({ pupilId }) => pupilId));
  const asked = new Set(stage.teams.posts.flatMap(({ history, activity }) => [...history, activity]).flatMap(askedIn));
  return record.absences
    .filter(
      ({ pupilId, openedAt, uncounted }) => red.has(pupilId) && !uncounted && !asked.has(`${pupilId} ${openedAt}`),
    )
    .map((one) => `${nameOf(one)}: red, and no card asked for the child to be seen`);
}

/** The absence a card is of, where it asks for a child to be seen. */
function askedIn(activity: Json): string[] {
  if (!wordsOf(activity).includes(wantedWords['face-to-face'])) return [];
  return [`${fieldIn(activity, 'pupil')} ${fieldIn(activity, 'opened')}`];
}

const byMarks = new Set(['marked-present', 'mark-corrected']);

/** R4.3, R4.6: closed with both answers; red with somebody having seen the child. */
function closedWithoutEvidence({ record, stage }: Played): string[] {
  const red = new Set(stage.there.held.pupils.filter(isRed).map(({ pupilId }) => pupilId));
  return record.absences
    .filter((one) => !isOpen(one))
    .flatMap((one) => {
      const wrong = [
        !isSafe(one) && 'closed, and nobody says that the child is safe',
        !isCoded(one) && 'closed without a code',
        one.needsDsl && one.state === 'resolved' && 'closed by no DSL',
        red.has(one.pupilId) && !isSeen(one) && 'red, and closed though nobody saw the child',
      ];
      return wrong.filter((line) => line !== false).map((line) => `${nameOf(one)}: ${line}`);
    });
}

const isSeen = ({ safe, uncounted }: Absence): boolean =>
  uncounted === 'excused' || byMarks.has(safe?.how ?? '') || safe?.mode === 'in-person' || safe?.mode === 'video';

/** Open, and somebody has it: each of them a card that shows how it stands. */
function openOnNobodysList({ record }: Played): string[] {
  const open = record.absences.filter(isOpen);
  const alone = open.filter(({ watchers }) => watchers.length === 0).map((one) => `${nameOf(one)}: on nobody’s list`);
  const behind = cardsBehind(record.absences, record.cards).map(
    ({ pupilId, upn, date }) => `${pupilId}: the card of ${upn} for ${date} does not show how it stands`,
  );
  const unreachable = record.cards
    .filter(({ state }) => state === 'unreachable')
    .map(({ upn }) => `${upn}: unreachable`);
  return [...alone, ...behind, ...new Set(unreachable)];
}

/** One card a day of the absence in each chat; a kill may leave a second, and then it is listed. */
function twoCards({ record, stage }: Played): string[] {
  const key = (upn: string, pupil = '', opened = ''): string => `${upn} ${pupil} ${opened}`;
  const sent = [...stage.people].flatMap(([upn, who]) =>
    stage.teams
      .personalPosts(who.aadObjectId)
      .map(({ history, activity }) => history[0] ?? activity)
      .filter((first) => first['summary'] === followUpTexts.summary)
      .map((first) => key(upn, fieldIn(first, 'pupil'), fieldIn(first, 'opened'))),
  );
  const rows = Map.groupBy(record.cards, ({ upn, pupilId, openedAt }) => key(upn, pupilId, String(openedAt)));
  return [...Map.groupBy(sent, (one) => one)].flatMap(([one, { length }]) => {
    const listed = (rows.get(one) ?? []).reduce((sum, { doubts }) => sum + 1 + doubts.length, 0);
    return length > listed ? [`${one}: ${length} cards, and ${listed} are listed`] : [];
  });
}

const fieldIn = (activity: Json, name: string): string | undefined =>
  new RegExp(`"${name}":"([^"]+)"`).exec(JSON.stringify(activity))?.[1];

/** Each of them says `follow-ups`, and between them they see every absence that is open. */
async function notInFollowUps({ record, stage, port }: Played): Promise<string[]> {
  const open = record.absences.filter(isOpen);
  const listed = new Map<string, string>();
  for (const upn of new Set(open.flatMap(({ watchers }) => watchers)))
    listed.set(upn, await followUpsOf(stage, port, upn));
  const nameFor = new Map(stage.there.held.pupils.map((pupil) => [pupil.pupilId, displayName(pupil)]));
  return open
    .filter(({ pupilId, watchers }) => !watchers.some((upn) => listed.get(upn)?.includes(nameFor.get(pupilId)!)))
    .map((one) => `${nameOf(one)}: in nobody’s follow-ups`);
}

const stepOf = (firedKey: string): string => firedKey.split('@')[0]!;
const timesFired = ({ fired }: Absence, step: string): number => fired.filter((key) => stepOf(key) === step).length;

/** In the chain each firing is one event; `fired` holds no key twice. */
function firedTwice({ record }: Played): string[] {
  const steps = [...new Set(record.absences.flatMap(({ fired }) => fired.map(stepOf)))];
  return record.absences.flatMap((one) => {
    const told = record.events
      .filter(({ pupilId, openedAt }) => pupilId === one.pupilId && openedAt === one.openedAt)
      .flatMap((event) => ruled(event)?.told ?? []);
    const twice = steps.filter((step) => told.filter(({ what }) => what === step).length > timesFired(one, step));
    const again = one.fired.filter((key, n) => one.fired.indexOf(key) !== n);
    return [...twice, ...again].map((step) => `${nameOf(one)}: ${step} fired twice`);
  });
}

function chasedTwice({ record }: Played): string[] {
  return record.chases.flatMap(({ provision, date, fired }) => {
    const kinds = fired.map(({ step }) => step);
    return new Set(kinds).size === kinds.length ? [] : [`${provision} ${date}: chased twice alike`];
  });
}

/** A register not returned is neither present nor absent (R1.3, trap 7). */
function silentInAbsence({ record, stage }: Played): string[] {
  const marked = new Set(record.marks.map(slotOf));
  const wronglyMarked = [...stage.script.silent]
    .filter((key) => marked.has(key))
    .map((key) => `${key}: marked by nobody`);
  const taken = record.absences.flatMap(slotsOf).filter((key) => !marked.has(key));
  return [...wronglyMarked, ...taken.map((key) => `${key}: in an absence, and no mark says so`)];
}

/** Five school days without a reason or a code, and nobody was told (R3.9). */
function neverOverdue({ record, stage }: Played): string[] {
  const { days, after } = stage.plan;
  const all = [...days, ...after];
  const passed = new Set(all.slice(0, Math.max(0, all.length - 6)));
  return record.absences.filter(isOpen).flatMap((one) => {
    const late = one.slots.filter((slot) => isUnknown(slot) && passed.has(slot.date)).map(({ date }) => date);
    const missed = [...new Set(late)].filter((date) => !one.fired.includes(`n-overdue@${date}`));
    return missed.map((date) => `${nameOf(one)}: no code since ${date}, and never overdue`);
  });
}

const isUnknown = (slot: AbsentSlot): boolean => !hasCode(slot) && slot.explained !== true;

/** Red or missing: none but a DSL has closed it (R4.3). */
async function closedByOthers({ record, stage }: Played): Promise<string[]> {
  const { people } = await stage.store.people.fresh();
  return record.events.flatMap(({ event, pupilId, urn }) => {
    const { kind, by } = event as { kind: string; by?: { upn: string } };
    if (kind !== 'close' || !by) return [];
    const holdings = people.filter(({ upn }) => upn === by.upn);
    return isDslFor({ holdings }, { partnership: CODE, urn }) ? [] : [`${pupilId}: closed by ${by.upn}, who is no DSL`];
  });
}

async function brokenChain({ stage }: Played): Promise<string[]> {
  const { records, ledger } = stage.store;
  const proof = await proveRecord(records, ledger, CODE);
  return proof.kind === 'whole' ? [] : [`the chain is broken at ${proof.key}: ${proof.why}`];
}

/** One row rewritten behind the product's back: the proof names it. Nothing reads the record after this. */
async function tamperingUnseen({ stage }: Played): Promise<string[]> {
  const { records, ledger } = stage.store;
  const marks = (await records.appended(CODE)).filter(({ key }) => isMark(key));
  const row = marks[Math.floor(marks.length / 2)];
  if (!row?.link) return ['there is no mark to tamper with'];
  const value = { ...(row.value as Mark), status: 'present', arrivedAt: '09:07' };
  await records.write(CODE, [{ key: row.key, value, columns: { school: '', ...linkColumns(row.link) } }]);
  const proof = await proveRecord(records, ledger, CODE);
  const isNamed = proof.kind === 'broken' && proof.why === 'changed' && proof.key === row.key;
  return isNamed ? [] : [`${row.key} was changed, and the proof says ${JSON.stringify(proof)}`];
}

function leaks({ stage, log }: Played): string[] {
  const names = new RegExp(String.raw`\b(?:${stage.there.surnames.join('|')})\b`);
  const posts = stage.teams.posts.flatMap((post) => [...post.history, post.activity].map((one) => ({ post, one })));
  const previews = posts.filter(({ one }) => names.test(String(one['summary'])));
  const open = posts.filter(
    ({ post, one }) => post.conversationId.startsWith('19:') && names.test(JSON.stringify(one)),
  );
  return [
    ...log.filter((line) => names.test(line)).map((line) => `in the log: ${line.slice(0, 120)}`),
    ...previews.map(({ one }) => `in a preview: ${String(one['summary'])}`),
    ...open.map(({ post }) => `in channel ${post.conversationId}`),
  ];
}

const byState = (absences: readonly Absence[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(absences, ({ state }) => state)].map(([state, of]) => [state, of.length]));

export async function checkWeek(stage: WeekStage, port: number, log: readonly string[]): Promise<Outcome> {
  const record = await readWeek(stage.store, lastDayOf(stage));
  const played: Played = { stage, record, port, log };
  const wrong = [
    ...saidAndLost(played),
    ...absentWithoutAbsence(played),
    ...closedWithoutEvidence(played),
    ...redNotAsked(played),
    ...openOnNobodysList(played),
    ...twoCards(played),
    ...(await notInFollowUps(played)),
    ...firedTwice(played),
    ...chasedTwice(played),
    ...silentInAbsence(played),
    ...neverOverdue(played),
    ...(await closedByOthers(played)),
    ...leaks(played),
    ...(await brokenChain(played)),
    ...(await tamperingUnseen(played)),
  ];
  return {
    wrong,
    measured: {
      marks: record.marks.length,
      absences: record.absences.length,
      ...byState(record.absences),
      'registers chased': record.chases.length,
      notices: record.notices.length,
      cards: record.cards.length,
    },
  };
}
