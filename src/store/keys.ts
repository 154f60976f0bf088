/**
 * The grammar of every key. One partition holds one partnership, because a digest and a "where is" each ask about one
 * partnership, and because what Keylink says unasked must be written in the same transaction as its cause.
 *
 * Within it, row keys sort so that one range answers a day's question whatever the history:
 *   `!…`            what is under way (posts, notices, cards), the end of the chain, each pupil's marks once more by pupil:
 *                   before everything, never in that range
 *   `2026-11-20|…`  marks by day; after `2026-11-20||` what else happened on it
 *   `~…`            what is planned and known, and the absences that are open: after every day
 * so `RowKey >= '2026-11-20|'` is today's marks and everything known, in one request, after one day or after six years.
 */
import { createHash } from 'node:crypto';
import type { Absence } from '../domain/absence/absence.ts';
import type { FollowUpCard } from '../domain/follow-up-card.ts';
import type { Chase } from '../domain/chase/chase.ts';
import type { Notice } from '../domain/post.ts';
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
/** The same mark by pupil, for a question about many days of one: `!of|<pupil>|2026-11-20|…`. */
export const markOfKey = (m: Mark): string => {
  const [date, pupilId, ...rest] = markKey(m).split('|');
  return ['!of', pupilId, date, ...rest].join('|');
};
export const marksOfPupil = (pupilId: string, from: LocalDate, to: LocalDate): [string, string] => [
  `!of|${keyPart(pupilId)}|${firstOfDay(from)}`,
  `!of|${keyPart(pupilId)}|${afterDay(to)}`,
];
/** Where the chain of a partnership's record ends: one row that every append replaces. */
export const CHAIN = '!chain';
/** No pupil's id is empty, so these stand apart from the marks of the day. */
export const eventKey = (date: LocalDate, seq: number): string => `${date}||event|${String(seq).padStart(9, '0')}`;
/** By the last day of it, whenever it was closed: there it is looked for with that day's marks. */
export const closedAbsenceKey = (a: Absence): string => `${a.date}||absence|${join(a.pupilId, isoInstant(a.openedAt))}`;
export const closedAbsencesOf = (pupilId: string, date: LocalDate): [string, string] => [
  `${date}||absence|${keyPart(pupilId)}|`,
  `${date}||absence|${keyPart(pupilId)}}`,
];
export const openAbsenceKey = (a: { pupilId: string }): string => `${OPEN_ABSENCE}${keyPart(a.pupilId)}`;
export const OPEN_ABSENCE = '~absence|';
export const cardKey = (c: Pick<FollowUpCard, 'date' | 'pupilId' | 'openedAt' | 'upn'>): string =>
  `!card|${join(c.date, c.pupilId, isoInstant(c.openedAt), c.upn)}`;
export const cardsSince = (date: LocalDate): [string, string] => [`!card|${date}|`, '!card}'];
export const chaseKey = (c: Pick<Chase, 'date' | 'provision' | 'closesAt'>): string =>
  `${c.date}||chase|${join(c.provision, c.closesAt)}`;

/** Of the keys before `~`: those of rows that are only ever added. */
export const isMark = (key: string): boolean => /^\d{4}-\d\d-\d\d\|(?!\|)/.test(key);
export const isAppended = (key: string): boolean => isMark(key) || /^\d{4}-\d\d-\d\d\|\|event\|/.test(key);

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
export const noticeKey = (n: Pick<Notice, 'date' | 'urns' | 'upn' | 'why' | 'about'>): string =>
  `!notice|${join(n.date, n.upn, n.why, digestOf(n.urns.join('|')), ...(n.about === undefined ? [] : [digestOf(n.about)]))}`;
/** In a table of its own, a partition a day; by person first, for the register they opened last. */
export const draftKey = (d: { upn: string; provision: string; session: string }): string =>
  `!draft|${join(d.upn, d.provision, d.session)}`;
export const firstDraftOf = (upn: string): string => `!draft|${keyPart(upn)}|`;
export const afterDraftsOf = (upn: string): string => `!draft|${keyPart(upn)}}`;
