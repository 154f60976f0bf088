/** `digest [day]`: a school's digest as those who may read it see it, and the buttons on the one in the channel. */
import { choiceCard } from '../cards/choice.ts';
import { noticeCard } from '../cards/notice.ts';
import { acknowledgesAs, digestSchools, readsDigestOf } from '../domain/access.ts';
import { digestDue } from '../domain/digest-due.ts';
import { pastDay } from '../domain/phrases.ts';
import { daysBetween, isDate, longDate, type LocalDate } from '../domain/time.ts';
import type { Post } from '../domain/post.ts';
import { marking, shownDigest } from '../cards/shown-digest.ts';
import { withRefresh, type Viewers } from '../cards/refresh.ts';
import { postTexts } from '../texts/posts.ts';
import { texts } from '../texts/turn.ts';
import type { View } from '../texts/digest.ts';
import { say, type Answer, type Asking, type Command, type Fields, type Parts } from './command.ts';
import { mayReadSomeDigest } from './rights.ts';
import type { Outbox } from '../store/outbox.ts';

interface DigestParts extends Parts {
  outbox: Outbox;
  viewers: Viewers;
}

/** An acknowledgement counts while somebody may still act on it; one of last term says nothing. */
const ACKNOWLEDGED_WITHIN_DAYS = 7;
const SCHOOLS_LISTED = 12;

const refuse = (text: string): Answer => ({ ...say(noticeCard({ lines: [text] }), 'Keylink answered'), toast: text });

const nameOfSchool = ({ directory }: Asking, urn: string): string =>
  directory.schoolList.find((school) => school.urn === urn)?.name ?? 'that school';

interface Reading {
  urn: string;
  date: LocalDate;
  view: View;
  /** Everybody in the channel reads it with the asker. */
  forAll?: boolean;
}

/** The digest's cards, or why there are none. Sealed pupils that name the reader are in their own view alone. */
async function show(
  { store, viewers }: DigestParts,
  asking: Asking,
  { urn, date, view, forAll = false }: Reading,
): Promise<Answer> {
  const { directory, now, person } = asking;
  const partnership = directory.schools.get(urn) ?? '';
  const [held, post] = await Promise.all([
    store.records.day(partnership, date, { schools: [urn], past: date < now.date }),
    store.posts.read(partnership, date, urn),
  ]);
  if (!held) return refuse(texts.oldButton);
  const reader = view === 'names' && !forAll ? { viewer: person.upn } : {};
  if (!digestDue({ urn, date, held, ...reader })) {
    return refuse(
      `${longDate(date)} is not a school day for ${nameOfSchool(asking, urn)}, and no pupil was expected anywhere.`,
    );
  }
  const { cards } = shownDigest({ urn, date, held, moment: now, view, ...reader, ...posted(post) });
  const summary = postTexts.summary(nameOfSchool(asking, urn));
  const userIds = view === 'names' ? [] : await viewers(urn, partnership, now);
  const views = cards.map((card, page) => withRefresh(card, { partnership, urn, date }, page, userIds));
  return {
    messages: views.map((card) => ({ card, summary })),
    looked: { query: 'digest', decision: 'answered', organisation: urn, fields: [view, date] },
  };
}

const posted = (post: Post | undefined) => (post?.first ? { post } : {});

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
    more: schools.length > SCHOOLS_LISTED ? 'There are more. Say the school too, for example “digest Ashfield”.' : '',
  });
  return say(card, 'Keylink asks which school');
}

/** A school named before or after the day: `digest ashby friday`. */
function schoolIn(asking: Asking, text: string, schools: readonly string[]): { urn: string; rest: string } | undefined {
  const words = text.toLowerCase();
  const named = schools.filter((urn) => {
    const name = nameOfSchool(asking, urn).toLowerCase();
    return words.includes(urn) || words.includes(name) || words.split(' ')[0] === name.split(' ')[0];
  });
  const [urn] = named;
  if (named.length !== 1 || urn === undefined) return undefined;
  const name = nameOfSchool(asking, urn).toLowerCase();
  const [first = ''] = name.split(' ');
  return { urn, rest: words.replace(urn, '').replace(name, '').replace(first, '').trim() };
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
  return show(parts, asking, {
    urn,
    date,
    view: here && !link?.names ? 'channel' : 'names',
    forAll: here !== undefined,
  });
}

const readingOf = (fields: Fields): { urn: string; date: LocalDate } => ({
  urn: fields['urn'] ?? '',
  date: isDate(fields['date'] ?? '') ? fields['date']! : '',
});

/** The names view of one page of the post, for the presser alone; without the right, the card as everybody sees it. */
async function names(parts: DigestParts, asking: Asking, fields: Fields): Promise<Answer> {
  const { urn, date } = readingOf(fields);
  if (date === '') return refuse(texts.oldButton);
  const may = readsDigestOf(asking.scope, urn, asking.directory);
  if (!may) return { ...refuse('Names are shown to people with a role for this school.'), looked: refusedLook(urn) };
  const answer = await show(parts, asking, { urn, date, view: 'names' });
  const page = Number(fields['page'] ?? '0');
  return answer.toast ? answer : { ...answer, messages: answer.messages.slice(page, page + 1) };
}

const refusedLook = (organisation: string) => ({ query: 'digest', decision: 'refused' as const, organisation });

async function chosen(parts: DigestParts, asking: Asking, fields: Fields): Promise<Answer> {
  const urn = fields['urn'] ?? '';
  const date = isDate(fields['day'] ?? fields['date'] ?? '') ? (fields['day'] ?? fields['date'])! : '';
  if (date === '') return refuse(texts.oldButton);
  if (!readsDigestOf(asking.scope, urn, asking.directory)) return { ...refuse(texts.noRole), looked: refusedLook(urn) };
  return show(parts, asking, { urn, date, view: 'names' });
}

async function acknowledge(parts: DigestParts, asking: Asking, fields: Fields): Promise<Answer> {
  const { store, outbox } = parts;
  const { urn, date } = readingOf(fields);
  const { person, now, directory } = asking;
  const role = acknowledgesAs(person, urn);
  if (!role) return refuse('A digest is acknowledged by the school’s own key link, DSL, head or attendance lead.');
  if (date === '' || daysBetween(date, now.date) > ACKNOWLEDGED_WITHIN_DAYS) {
    return refuse('This digest is too old to be acknowledged. Say “digest” to see today’s.');
  }
  const partnership = directory.schools.get(urn) ?? '';
  const post = await store.posts.change({ partnership, date, urn }, (row) => {
    const of = row.last ? marking(row.last) : '';
    if (!row.first || row.acks.some((ack) => ack.upn === person.upn && ack.of === of)) return undefined;
    const others = row.acks.filter((ack) => ack.upn !== person.upn);
    return { ...row, acks: [...others, { upn: person.upn, name: person.name, role, at: now.instant, of }] };
  });
  if (post) await outbox.again({ partnership, date, urn });
  const answer = await show(parts, asking, { urn, date, view: 'names' });
  return { ...answer, looked: { query: 'acknowledge', decision: post ? 'changed' : 'answered', organisation: urn } };
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
