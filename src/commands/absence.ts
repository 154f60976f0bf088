/** The buttons on the card of an absence. Rights are looked at when one is pressed, and again where it is written down. */
import { absenceFormCard } from '../cards/absence-form.ts';
import { followUpCard } from '../cards/follow-up.ts';
import { noticeCard } from '../cards/notice.ts';
import { isOpen, type Absence } from '../domain/absence/absence.ts';
import { isKnown } from '../domain/absence/contact.ts';
import { acts, mayDo, maySee, pupilOf, type Act } from '../domain/follow-up/acts.ts';
import type { PartnershipRecords, Pupil } from '../domain/records.ts';
import { entryProblems, recordedWords, refusalWords } from '../texts/follow-up/refusals.ts';
import { followUpTexts } from '../texts/posts.ts';
import { texts } from '../texts/turn.ts';
import { entryOf, formedAt, isOfEarlierDay } from './absence-entry.ts';
import { say, type Answer, type Asking, type Fields, type Message, type Parts, type Run } from './command.ts';
import { pupilsInScope } from './find-pupil.ts';
import { followEvent, type Followed } from '../record/event.ts';

export interface Case {
  absence: Absence;
  held: PartnershipRecords;
  pupil: Pupil;
}
type News = { text: string; isRefusal?: boolean };

/** R8.1: the same, by the same way and so in the same time, for a pupil who is not there and for one who is not theirs. */
const notFound = (query: string): Answer => ({
  ...say(noticeCard({ lines: [texts.uniform] }), 'Keylink answered'),
  looked: { query, decision: 'not-found' },
});

const actOf = ({ act }: Fields): Act | undefined => acts.find((one) => one === act);
const queryOf = (act: Act): string => `absence: ${act}`;

/** An absence that the presser may see: the one the button is of, else the pupil's open one. */
export async function foundCase(
  { store }: Pick<Parts, 'store'>,
  asking: Asking,
  fields: Fields,
): Promise<Case | 'closed-earlier' | undefined> {
  const inScope = await pupilsInScope(store.records, asking, asking.now.date);
  // While a pupil moves they stand in both partnerships.
  const theirs = inScope.filter(({ pupilId, sight }) => pupilId === fields['pupil'] && sight === 'all');
  const cases = theirs.flatMap(({ held, pupil }) =>
    held.absences.filter(({ pupilId }) => pupilId === pupil.pupilId).map((absence) => ({ absence, held, pupil })),
  );
  const one = cases.find(({ absence }) => String(absence.openedAt) === fields['opened']);
  return one ?? (theirs.length > 0 ? 'closed-earlier' : undefined);
}

async function withCase(
  parts: Parts,
  asking: Asking,
  fields: Fields,
  query: string,
  run: (of: Case) => Promise<Answer>,
) {
  const of = await foundCase(parts, asking, fields);
  if (of === undefined) return notFound(query);
  if (of !== 'closed-earlier') return run(of);
  const card = noticeCard({ lines: [recordedWords.closedEarlier] });
  return {
    ...say(card, 'Keylink answered'),
    looked: { query, decision: 'answered' as const, pupilId: fields['pupil'] ?? '' },
  };
}

const messageOf = ({ absence, held }: Case, { person, scope, now }: Asking, news?: News): Message => ({
  summary: followUpTexts.summary,
  card: followUpCard({ absence, held, person, scope, now, ...(news && { news }) }),
});

/** The absence as it stands, in place of the card that was pressed. */
const standing = (of: Case, asking: Asking, query: string, news?: News): Answer => ({
  messages: [messageOf(of, asking, news)],
  inPlace: async () => undefined,
  looked: {
    query,
    decision: news?.isRefusal ? 'refused' : 'answered',
    pupilId: of.pupil.pupilId,
    fields: [of.absence.state],
  },
});

const show = (of: Case, asking: Asking): Answer => ({
  messages: [messageOf(of, asking)],
  looked: { query: 'absence', decision: 'answered', pupilId: of.pupil.pupilId, fields: [of.absence.state] },
});

/**
 * The form stands on the presser's client alone: the message in the chat stays the card, so that a form left open hides
 * nothing. A client that only submits gets it as a message of its own.
 */
function form(of: Case, asking: Asking, act: Act, filled: Fields = {}, problem?: string): Answer {
  const { person, scope, now } = asking;
  const formed = formedAt(filled, now);
  const shown = { ...of, act, who: { person, scope }, formed, filled, ...(problem !== undefined && { problem }) };
  return {
    messages: [{ summary: followUpTexts.summary, card: absenceFormCard(shown) }],
    looked: { query: queryOf(act), decision: 'answered', pupilId: of.pupil.pupilId, fields: ['form'] },
  };
}

const isAllowed = (act: Act, { absence, pupil }: Case, { person, scope }: Asking): boolean =>
  mayDo(act, { person, scope }, absence, pupil);

/** A decision is taken on what stands; what somebody did stays true whatever else has happened. */
const wantsCurrent = new Set<Act>(['close', 'visit']);

/** What was typed about an absence that has been closed meanwhile is not thrown away; sent twice, it is there already. */
function tooLate(of: Case, asking: Asking, act: Act, fields: Fields): Answer {
  const { person, scope, now } = asking;
  const entry = isOpen(of.absence) ? undefined : entryOf({ ...of, act, fields, who: { person, scope }, now });
  const event = entry?.kind === 'event' ? entry.event : undefined;
  if (event?.kind !== 'contact')
    return standing(of, asking, queryOf(act), { text: recordedWords.notNow, isRefusal: true });
  return isKnown(of.absence, event.contact)
    ? standing(of, asking, queryOf(act), { text: recordedWords.same })
    : form(of, asking, act, fields, refusalWords({ why: 'closed' }));
}

async function record(parts: Parts, asking: Asking, of: Case, act: Act, fields: Fields): Promise<Answer> {
  const { person, scope, now } = asking;
  const query = queryOf(act);
  const who = { person, scope };
  if (!isAllowed(act, of, asking)) return tooLate(of, asking, act, fields);
  if (wantsCurrent.has(act) && fields['version'] !== String(of.absence.version))
    return standing(of, asking, query, { text: recordedWords.changed, isRefusal: true });
  if (isOfEarlierDay(fields, now)) {
    const { when, ...rest } = fields;
    void when;
    return form(of, asking, act, rest, entryProblems.earlier);
  }
  const entry = entryOf({ ...of, act, fields, who, now });
  if (entry.kind === 'problem') return form(of, asking, act, fields, entryProblems[entry.problem]);
  const at = { partnership: of.absence.partnership, pupilId: of.pupil.pupilId, openedAt: of.absence.openedAt };
  const followed = await followEvent(parts, now, at, entry.event, (held, absence) => {
    const pupil = pupilOf(absence, held);
    return pupil !== undefined && maySee(who, absence, pupil, now.date) && mayDo(act, who, absence, pupil);
  });
  return recorded(of, asking, act, fields, followed);
}

function recorded(of: Case, asking: Asking, act: Act, fields: Fields, { held, result }: Followed): Answer {
  const query = queryOf(act);
  if (result.kind === 'done') {
    const pupil = pupilOf(result.absence, held) ?? of.pupil;
    const answer = standing({ absence: result.absence, held, pupil }, asking, query, { text: recordedWords.done });
    return { ...answer, looked: { query, decision: 'changed', pupilId: pupil.pupilId } };
  }
  const absence = held.absences.find(
    ({ pupilId, openedAt }) => pupilId === of.pupil.pupilId && openedAt === of.absence.openedAt,
  );
  const pupil = absence && pupilOf(absence, held);
  // As it is written down, not as it was read before: a right may have ended in between.
  if (!absence || !pupil || !maySee(asking, absence, pupil, asking.now.date)) return notFound(query);
  const now = { absence, held, pupil };
  if (result.kind === 'same') return standing(now, asking, query, { text: recordedWords.same });
  if (result.kind === 'gone') return tooLate(now, asking, act, fields);
  const words = refusalWords(result.refusal);
  return act === 'close'
    ? standing(now, asking, query, { text: words, isRefusal: true })
    : form(now, asking, act, fields, words);
}

/** By verb, for the command whose buttons they are. */
export function absencePresses(parts: Parts): Record<'absence' | 'absence-form' | 'absence-record', Run> {
  const acting =
    (run: (asking: Asking, of: Case, act: Act, fields: Fields) => Promise<Answer>): Run =>
    async (asking, fields) => {
      const act = actOf(fields);
      if (!act) return { messages: [], toast: texts.oldButton };
      return withCase(parts, asking, fields, queryOf(act), (of) => run(asking, of, act, fields));
    };
  return {
    absence: (asking, fields) => withCase(parts, asking, fields, 'absence', async (of) => show(of, asking)),
    'absence-form': acting(async (asking, of, act) =>
      isAllowed(act, of, asking)
        ? form(of, asking, act)
        : standing(of, asking, queryOf(act), { text: recordedWords.notNow, isRefusal: true }),
    ),
    'absence-record': acting((asking, of, act, fields) => record(parts, asking, of, act, fields)),
  };
}
