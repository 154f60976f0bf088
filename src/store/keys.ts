/**
 * The grammar of every key. One partition holds one partnership, because a digest and a "where is" each ask about one
 * partnership, and because what Keylink says unasked must be written in the same transaction as its cause.
 *
 * Within it, row keys sort so that one range answers a day's question whatever the history:
 *   `!…`            what is under way (posts, notices): before everything, never in that range
 *   `2026-11-20|…`  marks by day
 *   `~…`            what is planned and known: after every day
 * so `RowKey >= '2026-11-20|'` is today's marks and everything known, in one request, after one day or after six years.
 */
import { createHash } from 'node:crypto';
import type { CalendarRow, Mark, Setting } from '../domain/records.ts';
import { isoInstant, type LocalDate } from '../domain/time.ts';

/** Azure refuses `/ \ # ?` and control characters; `|`, `%` and the leading signs are ours. Reversible. */
export const keyPart = (text: string): string =>
  text.replaceAll(/[/\\#?|%\p{Cc}]/gu, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** A short one-way name for what must not stand in a key, or would be too long for one. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

const join = (...parts: string[]): string => parts.map(keyPart).join('|');

export const SHARED = '*';
/** Before everything that is planned and known, after every day. */
export const KNOWN = '~';
export const firstOfDay = (date: LocalDate): string => `${date}|`;
export const afterDay = (date: LocalDate): string => `${date}}`;

export const markKey = (m: Mark): string =>
  join(m.date, m.pupilId, m.arrive, m.provision, isoInstant(m.recordedAt), digestOf(m.recordedBy).slice(0, 10));
export const knownKey = {
  partnership: '~partnership',
  school: (urn: string): string => `~school|${keyPart(urn)}`,
  provision: (code: string): string => `~provision|${keyPart(code)}`,
  pupil: (id: string): string => `~pupil|${keyPart(id)}`,
  calendar: (c: CalendarRow): string => `~calendar|${join(c.organisation, c.from, c.to, c.kind)}`,
  setting: (s: Setting): string => `~setting|${join(s.organisation, s.name, s.from)}`,
};
export const postKey = (date: LocalDate, urn: string): string => `!post|${join(date, urn)}`;
export const postsOfDay = (date: LocalDate): [string, string] => [`!post|${date}|`, `!post|${date}}`];
export const noticeKey = (n: { date: LocalDate; urns: readonly string[]; upn: string; why: string }): string =>
  `!notice|${join(n.date, n.upn, n.why, digestOf(n.urns.join('|')))}`;
