/** `my concerns`: how far each is that this person raised; their own words for a day, and a box to add to them at any time. */
import { myConcernsCards, type MyConcern } from '../cards/my-concerns.ts';
import { noticeCard } from '../cards/notice.ts';
import type { Concern } from '../domain/concern/concern.ts';
import type { Ringing } from '../domain/concern/ringing.ts';
import { statusOf, type ReporterState } from '../domain/concern/status.ts';
import { dateOf, longDate, timeOf } from '../domain/time.ts';
import type { Directory } from '../store/directory.ts';
import { mineTexts, stateLine } from '../texts/concern/mine.ts';
import { shutWords } from '../texts/concern/desk.ts';
import { ladoLine, ladoLines, ringLines } from '../texts/concern/ringing.ts';
import { addAgain, ownPresses, whyNotAdded } from './concern-report/own.ts';
import { ringingIn } from './concern-report/reporting.ts';
import { say, type Answer, type Asking, type Command, type Parts } from './command.ts';

type MineParts = Pick<Parts, 'store' | 'log'> & { directory(): Promise<Directory> };

/** Whoever raised it, in whatever role: those of every partnership. */
async function raisedBy(
  { store }: MineParts,
  { person, directory }: Asking,
): Promise<{ raised: Concern[]; hasShut: boolean }> {
  let hasShut = false;
  const onShut = (): void => void (hasShut = true);
  const all = await Promise.all([...directory.partnerships].map((code) => store.concerns.all(code, onShut)));
  return { raised: all.flat().filter(({ reporter }) => reporter?.upn === person.upn), hasShut };
}

const colors: Readonly<Record<ReporterState, MyConcern['color']>> = {
  'nobody-told': 'Attention',
  received: 'Warning',
  seen: 'Good',
  'in-hand': 'Good',
  closed: 'Default',
};
const isWaiting = (concern: Concern): boolean => ['nobody-told', 'received'].includes(statusOf(concern));

/** Of an adult, nobody is to be rung whom it may be about. */
function ringFor(concern: Concern, ringing: readonly Ringing[]): string[] {
  const state = statusOf(concern);
  const numbers = concern.subject.kind === 'child' ? ringLines(ringing) : ladoLines(ringing);
  if (state === 'nobody-told') return [mineTexts.ringNow, ...new Set([...numbers, ladoLine(ringing)])];
  return state === 'received' ? [mineTexts.ring, ...numbers] : [];
}

function shown(concern: Concern, ringing: readonly Ringing[]): MyConcern {
  const { id, partnership, openedAt } = concern;
  const state = statusOf(concern);
  return {
    number: id,
    when: `${longDate(dateOf(openedAt))}, ${timeOf(openedAt)}`,
    state: stateLine(state, concern),
    color: colors[state],
    lines: ringFor(concern, ringing),
    opens: { title: mineTexts.open, verb: 'my-concern', fields: { partnership, concern: id }, fetched: true },
    value: `${partnership}|${id}`,
  };
}

/** Those who wait for somebody first, then the newest. */
const inOrder = (a: Concern, b: Concern): number =>
  Number(isWaiting(b)) - Number(isWaiting(a)) || b.openedAt - a.openedAt;

async function mine(parts: MineParts, asking: Asking): Promise<Answer> {
  const found = await raisedBy(parts, asking);
  const raised = found.raised.toSorted(inOrder);
  const notes = found.hasShut ? [shutWords] : [];
  const looked = { query: 'concern: my concerns', decision: 'answered' as const, fields: raised.map(({ id }) => id) };
  if (raised.length === 0)
    return { ...say(noticeCard({ lines: [mineTexts.none, ...notes] }), mineTexts.summary), looked };
  const roster = await parts.store.people.fresh();
  const codes = [...new Set(raised.filter(isWaiting).map(({ partnership }) => partnership))];
  const ringing = new Map(
    await Promise.all(codes.map(async (code) => [code, await ringingIn(parts, asking, roster, [code])] as const)),
  );
  const cards = myConcernsCards(
    raised.map((concern) => shown(concern, ringing.get(concern.partnership) ?? [])),
    [mineTexts.foot(asking.now.time), ...notes].join(' '),
  );
  return { messages: cards.map((card) => ({ card, summary: mineTexts.summary })), looked };
}

export function myConcernsCommand(parts: MineParts): Command {
  return {
    name: 'my concerns',
    example: 'my concerns',
    means: 'how far the concerns you raised are',
    words: ['my concerns'],
    parse: (rest) => (rest === '' ? {} : undefined),
    may: () => true,
    answered: 'private',
    withinMs: 10_000,
    failed: (fields) => (fields['text'] === undefined ? mineTexts.notShown : whyNotAdded(fields)),
    again: addAgain,
    run: (asking) => mine(parts, asking),
    presses: ownPresses(parts),
  };
}
