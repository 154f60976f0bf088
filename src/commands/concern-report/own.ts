/** One concern as its reporter may see it: their own words for a day (5.2), and what they add to it at any time. */
import { concernCard, type ConcernShown } from '../../cards/concern.ts';
import { concernFormCard } from '../../cards/concern-form.ts';
import { noticeCard } from '../../cards/notice.ts';
import type { Style } from '../../cards/sections.ts';
import { isUntold } from '../../domain/concern/clock.ts';
import type { Concern } from '../../domain/concern/concern.ts';
import type { ConcernEvent } from '../../domain/concern/events.ts';
import { numberIn } from '../../domain/concern/id.ts';
import { showsOwnWords, statusOf, type ReporterState } from '../../domain/concern/status.ts';
import { dateOf, longDate, timeOf, type Instant } from '../../domain/time.ts';
import { addFromReporter } from '../../record/concern/reporter.ts';
import type { WholeConcern } from '../../store/concerns.ts';
import type { Directory } from '../../store/directory.ts';
import type { Verb } from '../../teams/verbs.ts';
import { addField } from '../../texts/concern/form.ts';
import { addedTooLong, mineTexts, notAdded, ownTexts, stateLine } from '../../texts/concern/mine.ts';
import { wordFacts } from '../../texts/concern/report.ts';
import { EMERGENCY } from '../../texts/concern/ringing.ts';
import { atLeast } from '../at-least.ts';
import {
  say,
  type Answer,
  type Asking,
  type Fields,
  type Looked,
  type Message,
  type Parts,
  type Run,
} from '../command.ts';
import { isTooLong, refuseTooLong } from './size.ts';

type OwnParts = Pick<Parts, 'store' | 'log'> & { directory(): Promise<Directory> };
type Fact = ConcernShown['facts'][number];
interface At {
  partnership: string;
  id: string;
}

/** A button of its own carries which; of the earlier ones it is chosen. */
function atOf({ partnership = '', concern = '', which = '' }: Fields): At {
  if (concern !== '') return { partnership, id: numberIn(concern) };
  const [of = '', ...rest] = which.split('|');
  return { partnership: of, id: numberIn(rest.join('|')) };
}

const isOwn = ({ reporter }: Concern, { person }: Asking): boolean => reporter?.upn === person.upn;

async function ownConcern({ store }: OwnParts, asking: Asking, at: At): Promise<WholeConcern | undefined> {
  if (at.id === '' || !asking.directory.partnerships.has(at.partnership)) return undefined;
  const whole = await store.concerns.read(at);
  return whole && isOwn(whole.concern, asking) ? whole : undefined;
}

const looked = (query: string, decision: Looked['decision'], { id }: At): Pick<Answer, 'looked'> => ({
  looked: { query: `concern: ${query}`, decision, fields: [id] },
});

/** The same for one that is not there and for somebody else's. */
const gone = (query: string, at: At): Answer => ({
  ...say(noticeCard({ lines: [ownTexts.gone] }), mineTexts.summary),
  ...looked(query, 'not-found', at),
});

function factsOf(event: ConcernEvent, at: Instant, upn: string): Fact[] {
  if (event.kind === 'added' && event.from === 'reporter' && event.by.upn === upn)
    return [{ label: ownTexts.added(`${longDate(dateOf(at))}, ${timeOf(at)}`), words: event.text }];
  return event.kind === 'opened' ? wordFacts(event.report.words) : [];
}

const tones: Readonly<Record<ReporterState, Style>> = {
  'nobody-told': 'attention',
  received: 'warning',
  seen: 'good',
  'in-hand': 'good',
  closed: 'emphasis',
};

const addButton = ({ partnership, id }: At) => ({
  title: ownTexts.adding,
  verb: 'my-concern' as const,
  fields: { partnership, concern: id, act: 'add' },
  fetched: true as const,
});

function view({ concern, entries }: WholeConcern, { person, now }: Asking, part: string | undefined): Answer {
  const { id, partnership, openedAt } = concern;
  const state = statusOf(concern);
  const shown = entries.filter(({ at }) => showsOwnWords({ openedAt: at }, now.instant));
  const facts = shown.flatMap(({ at, event }) => factsOf(event, at, person.upn));
  const card = concernCard(
    {
      title: ownTexts.title(id),
      about: `${longDate(dateOf(openedAt))}, ${timeOf(openedAt)}`,
      headline: stateLine(state, concern),
      tone: tones[state],
      alarms: [],
      facts: facts.length > 0 ? facts : [{ lines: [ownTexts.over] }],
      buttons: [addButton({ partnership, id })],
      again: { verb: 'my-concern', fields: { partnership, concern: id } },
      foot: mineTexts.foot(now.time),
      fallback: ownTexts.title(id),
    },
    part,
  );
  return { ...say(card, mineTexts.summary), only: 'fetched', ...looked('own words', 'answered', { partnership, id }) };
}

interface Adding {
  at: At;
  entered?: Fields;
  problem?: string;
}

const addForm = ({ at, entered = {}, problem = EMERGENCY }: Adding): Message => ({
  summary: mineTexts.summary,
  card: concernFormCard({
    title: ownTexts.addTitle(at.id),
    boxes: [{ style: 'attention', first: problem }],
    fields: [addField],
    entered,
    button: {
      title: ownTexts.add,
      verb: 'my-concern-add',
      fields: { partnership: at.partnership, concern: at.id },
    },
  }),
});

export const whyNotAdded = (fields: Fields): string => (isTooLong(fields) ? addedTooLong : notAdded);

/** Where it could not be recorded: what was written stands there still. */
export const addAgain = (fields: Fields): Message | undefined =>
  fields['text'] === undefined
    ? undefined
    : addForm({ at: atOf(fields), entered: fields, problem: whyNotAdded(fields) });

async function own(parts: OwnParts, asking: Asking, fields: Fields): Promise<Answer> {
  const at = atOf(fields);
  const whole = await ownConcern(parts, asking, at);
  if (!whole) return gone('own words', at);
  if (fields['act'] !== 'add') return view(whole, asking, fields['part']);
  return { messages: [addForm({ at })], only: 'fetched' };
}

const told = (words: string, at: At): Answer =>
  say(
    noticeCard({
      lines: [words],
      buttons: [
        {
          title: mineTexts.open,
          verb: 'my-concern',
          fields: { partnership: at.partnership, concern: at.id },
          fetched: true,
        },
      ],
    }),
    mineTexts.summary,
  );

async function add(parts: OwnParts, asking: Asking, fields: Fields): Promise<Answer> {
  refuseTooLong(fields);
  const at = atOf(fields);
  const { text = '' } = fields;
  const whole = await ownConcern(parts, asking, at);
  if (!whole) return gone('added to', at);
  if (text.trim() === '') return told(ownTexts.empty, at);
  const by = whole.concern.reporter ?? { ...asking.person, position: '' };
  const added = await addFromReporter(parts, asking.now, at, { by, text });
  if (added.kind === 'gone') return gone('added to', at);
  if (added.kind !== 'done') return told(ownTexts.same, at);
  const { done, doneUntold } = ownTexts;
  return told((isUntold(added.concern) ? doneUntold : done)(asking.now.time), at);
}

/** R5.6 e: not theirs and not there take as long. */
export const ownPresses = (parts: OwnParts): Record<Extract<Verb, 'my-concern' | 'my-concern-add'>, Run> => ({
  'my-concern': (asking, fields) => atLeast(own(parts, asking, fields)),
  'my-concern-add': (asking, fields) => atLeast(add(parts, asking, fields)),
});
