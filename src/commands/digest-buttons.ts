/** The buttons on a digest. Rights are looked at when one is pressed, however old its card. */
import { marking } from '../cards/shown-digest.ts';
import { acknowledgesAs, readsDigestOf } from '../domain/access.ts';
import { daysBetween, isDate, type LocalDate, type Moment } from '../domain/time.ts';
import { texts } from '../texts/turn.ts';
import type { Answer, Asking, Fields, Looked } from './command.ts';
import { refuse, refusedLook, showDigest, type DigestParts } from './show-digest.ts';

/** An acknowledgement counts while somebody may still act on it; one of last term says nothing. */
const ACKNOWLEDGED_WITHIN_DAYS = 7;

export const mayBeAcknowledged = (date: LocalDate, now: Moment): boolean =>
  date !== '' && daysBetween(date, now.date) <= ACKNOWLEDGED_WITHIN_DAYS;

const readingOf = (fields: Fields): { urn: string; date: LocalDate } => ({
  urn: fields['urn'] ?? '',
  date: isDate(fields['date'] ?? '') ? fields['date']! : '',
});

/** Of a digest in several messages, the one the button stands on. */
function onlyPage(answer: Answer, page: string | undefined): Answer {
  if (answer.toast !== undefined) return answer;
  const at = page === 'last' ? answer.messages.length - 1 : Number(page ?? '0');
  return { ...answer, messages: answer.messages.slice(at, at + 1) };
}

const notForYou = 'Names are shown to people with a role for this school.';

/**
 * The names view, for the presser alone. Without the right: words, where somebody pressed; where the card asked by itself,
 * the card as everybody sees it.
 */
export async function names(parts: DigestParts, asking: Asking, fields: Fields): Promise<Answer> {
  const { urn, date } = readingOf(fields);
  if (date === '') return refuse(texts.oldButton);
  const may = readsDigestOf(asking.scope, urn, asking.directory);
  if (!may && fields['auto'] === undefined) return { ...refuse(notForYou), looked: refusedLook(urn) };
  const answer = await showDigest(parts, asking, { urn, date, view: may ? 'names' : 'channel' });
  return onlyPage(may ? answer : { ...answer, looked: refusedLook(urn) }, fields['page']);
}

export async function chosen(parts: DigestParts, asking: Asking, fields: Fields): Promise<Answer> {
  const urn = fields['urn'] ?? '';
  const date = isDate(fields['day'] ?? fields['date'] ?? '') ? (fields['day'] ?? fields['date'])! : '';
  if (date === '') return refuse(texts.oldButton);
  if (!readsDigestOf(asking.scope, urn, asking.directory)) return { ...refuse(texts.noRole), looked: refusedLook(urn) };
  return showDigest(parts, asking, { urn, date, view: 'names' });
}

export type Acknowledged = { refused: string } | { changed: boolean };

/** Twice of the same digest is once. */
export async function acknowledged(
  { store, outbox }: Pick<DigestParts, 'store' | 'outbox'>,
  { person, now, directory }: Asking,
  { urn, date }: { urn: string; date: LocalDate },
): Promise<Acknowledged> {
  const role = directory.schools.has(urn) ? acknowledgesAs(person, urn) : undefined;
  if (!role) return { refused: 'A digest is acknowledged by the school’s own key link, DSL, head or attendance lead.' };
  if (!mayBeAcknowledged(date, now)) {
    return { refused: 'This digest is too old to be acknowledged. Say “digest” to see today’s.' };
  }
  const partnership = directory.schools.get(urn) ?? '';
  const post = await store.posts.change({ partnership, date, urn }, (row) => {
    const of = row.last ? marking(row.last) : '';
    if (!row.first || row.acks.some((ack) => ack.upn === person.upn && ack.of === of)) return undefined;
    const others = row.acks.filter((ack) => ack.upn !== person.upn);
    return { ...row, acks: [...others, { upn: person.upn, name: person.name, role, at: now.instant, of }] };
  });
  if (post) await outbox.again({ partnership, date, urn });
  return { changed: post !== undefined };
}

export const acknowledgedLook = (urn: string, { changed }: { changed: boolean }): Looked => ({
  query: 'acknowledge',
  decision: changed ? 'changed' : 'answered',
  organisation: urn,
});

export async function acknowledge(parts: DigestParts, asking: Asking, fields: Fields): Promise<Answer> {
  const reading = readingOf(fields);
  const result = await acknowledged(parts, asking, reading);
  if ('refused' in result) return refuse(result.refused);
  const answer = onlyPage(await showDigest(parts, asking, { ...reading, view: 'names' }), 'last');
  return { ...answer, looked: acknowledgedLook(reading.urn, result) };
}
