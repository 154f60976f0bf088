/** `school/:urn`: a school's digest in full names, for those with the right to them; its number and groups are the post's. */
import {
  ackWords,
  changedSince,
  changeLines,
  footLine,
  noteLines,
  numberWords,
  tallyOf,
} from '../cards/digest-words.ts';
import type { DigestShown as CardShown } from '../cards/digest.ts';
import { namingOf } from '../cards/digest-naming.ts';
import { digestShown, marking } from '../cards/shown-digest.ts';
import type { Asking } from '../commands/command.ts';
import { mayBeAcknowledged } from '../commands/digest-buttons.ts';
import { digestFacts, nameOfSchool, noDigestWords } from '../commands/show-digest.ts';
import { isOpen } from '../domain/absence/absence.ts';
import { acknowledgesAs } from '../domain/access.ts';
import { digestDue } from '../domain/digest-due.ts';
import { digestGroups } from '../domain/digest-group.ts';
import type { Row } from '../domain/digest-row.ts';
import { maySee, pupilOf } from '../domain/follow-up/acts.ts';
import type { Post } from '../domain/post.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import { longDate, timeOf, type LocalDate } from '../domain/time.ts';
import { rowLines } from '../texts/digest.ts';
import { groupWords } from '../texts/reasons.ts';
import type { Moves } from './moves.ts';
import type { TabParts } from './question.ts';
import type { DigestShown, GroupShown, RowShown, SchoolDay } from './school-model.ts';

interface Of {
  urn: string;
  date: LocalDate;
}

/** The open absence that this reader may see. */
function openedOf(pupilId: string, held: PartnershipRecords, { person, scope, now }: Asking): { opened?: string } {
  const absence = held.absences.find((one) => one.pupilId === pupilId && isOpen(one));
  const pupil = absence && pupilOf(absence, held);
  return absence && pupil && maySee({ person, scope }, absence, pupil, now.date)
    ? { opened: String(absence.openedAt) }
    : {};
}

function groupsOf({ digest, held, view }: CardShown, asking: Asking): GroupShown[] {
  const naming = namingOf(digest, held, view);
  const rowShown = (row: Row): RowShown => ({
    id: row.pupilId,
    who: naming.who(row.pupilId),
    lines: rowLines(row, view, naming.place),
    ...openedOf(row.pupilId, held, asking),
  });
  return digestGroups
    .map((group) => ({
      heading: groupWords[group].heading,
      tone: groupWords[group].accent,
      rows: digest.rows.filter((row) => row.group === group).map(rowShown),
    }))
    .filter(({ rows }) => rows.length > 0);
}

/** R10.6. */
function changesIn({ digest, held, view, changes, firstAt }: CardShown): Pick<DigestShown, 'changed'> {
  if (firstAt === undefined || changes.length === 0) return {};
  return { changed: { heading: changedSince(firstAt), lines: changeLines(changes, namingOf(digest, held, view)) } };
}

/** As the button on the post: for the school's own roles, while somebody may still act on it, and once of the same digest. */
function mayAcknowledge(post: Post | undefined, { person, now }: Asking, { urn, date }: Of): boolean {
  if (!post?.first || !acknowledgesAs(person, urn) || !mayBeAcknowledged(date, now)) return false;
  const of = post.last ? marking(post.last) : '';
  return !post.acks.some((ack) => ack.upn === person.upn && ack.of === of);
}

function shownTo(asking: Asking, of: Of, shown: CardShown, post: Post | undefined): DigestShown {
  const { digest, updatedAt, acks, view } = shown;
  return {
    notes: noteLines(shown).map(({ text }) => text),
    number: {
      number: String(digest.unaccounted),
      words: numberWords(digest),
      more: tallyOf(digest),
      tone: digest.unaccounted > 0 ? 'attention' : 'good',
    },
    ...changesIn(shown),
    groups: groupsOf(shown, asking),
    acks: acks.map((ack) => ({ text: ackWords(ack), tone: ack.changedSince ? 'attention' : 'good' })),
    mayAcknowledge: mayAcknowledge(post, asking, of),
    foot: footLine(view, updatedAt),
  };
}

/** Undefined: there is no such school's partnership. */
export async function schoolDay(
  parts: TabParts,
  moves: Moves,
  asking: Asking,
  { urn, date }: Of,
): Promise<SchoolDay | undefined> {
  const { now, directory, person } = asking;
  const { mark } = await moves.now(directory.schools.get(urn) ?? '');
  const facts = await digestFacts(parts, asking, urn, date);
  if (!facts) return undefined;
  const name = nameOfSchool(asking, urn);
  const day = { mark, name, date, day: longDate(date), today: now.date, asOf: timeOf(now.instant) };
  const reader = { urn, date, viewer: person.upn };
  if (!digestDue({ ...reader, held: facts.held })) return { ...day, none: noDigestWords(asking, urn, date) };
  const shown = digestShown({ ...reader, ...facts, moment: now, view: 'names' });
  return { ...day, digest: shownTo(asking, { urn, date }, shown, facts.post), none: '' };
}
