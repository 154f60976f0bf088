/** One school's digest of one day as cards: one, or several where one message would be too large for Teams. */
import type { Change, Shown } from '../domain/digest-change.ts';
import type { Digest } from '../domain/digest.ts';
import type { Row } from '../domain/digest-row.ts';
import { digestGroups, type DigestGroup } from '../domain/digest-group.ts';
import { channelInitials, displayName } from '../domain/names.ts';
import type { PartnershipRecords, Pupil, RoleHolding } from '../domain/records.ts';
import { longDate, timeOf, type Instant } from '../domain/time.ts';
import { rowLines, type Line, type PlaceName, type View } from '../texts/digest.ts';
import { groupWords } from '../texts/reasons.ts';
import { roleWords } from '../texts/roles.ts';
import { buttons, fill, plain, type AdaptiveCard, type Button } from './render.ts';

export interface AckShown {
  name: string;
  role: RoleHolding['role'];
  at: Instant;
  /** The digest is no longer what was acknowledged. */
  changedSince: boolean;
}

export interface DigestShown {
  digest: Digest;
  held: PartnershipRecords;
  view: View;
  /** The day is not today: said beside its date. */
  dayNote?: 'last school day' | 'past day';
  late?: boolean;
  acks: readonly AckShown[];
  changes: readonly Change[];
  /** When it was first shown; changes are told against it. */
  firstAt?: Instant;
  updatedAt?: Instant;
  over?: boolean;
  /** Characters of JSON in one message, where Teams has found the usual number too many. */
  pageCharacters?: number;
  buttons: readonly Button[];
}

/**
 * Characters of JSON in one message. Teams counts UTF-16 and has published 100, 80, 40 and 28 KB as its limit: this stays
 * under all but the smallest, and under that one for a usual school.
 */
const PAGE_CHARACTERS = 26_000;

const toneColour: Record<Line['tone'], string> = { plain: 'Default', subtle: 'Default', attention: 'Attention' };

interface Section {
  heading: string;
  /** A container's style: colour behind words reads better on a phone than coloured words. */
  style: string;
  rows: { who: string; separated: boolean; lines: { text: string; colour: string; subtle: boolean }[] }[];
}

interface Naming {
  who(pupilId: string): string;
  place: PlaceName;
}

function namingOf({ held, view, digest }: DigestShown): Naming {
  const pupils = new Map(held.pupils.map((pupil) => [pupil.pupilId, pupil]));
  const ofSchool = held.pupils.filter((pupil) => pupil.schoolUrn === digest.urn);
  const initials = channelInitials(ofSchool);
  const places = new Map([
    ...held.provisions.map((p) => [p.code, p.name] as const),
    ...held.schools.map((s) => [s.urn, s.name] as const),
  ]);
  const full = (pupil: Pupil): string => `${displayName(pupil)}, Year ${pupil.yearGroup}`;
  return {
    who: (id) => {
      const pupil = pupils.get(id);
      if (!pupil) return 'A pupil no longer on the list';
      return view === 'names' ? full(pupil) : (initials.get(id) ?? '–');
    },
    place: (code) => places.get(code) ?? code,
  };
}

function sectionOf(group: DigestGroup, rows: readonly Row[], shown: DigestShown, naming: Naming): Section {
  const { heading, accent } = groupWords[group];
  return {
    heading: `${heading} (${rows.length})`,
    style: accent,
    rows: rows.map((row, n) => ({
      who: plain(naming.who(row.pupilId)),
      separated: n > 0,
      lines: rowLines(row, shown.view, naming.place).map(({ text, tone }) => ({
        text: plain(text),
        colour: toneColour[tone],
        subtle: tone === 'subtle',
      })),
    })),
  };
}

/** R10.6: before and after. A channel is told the group, which says no reason. */
function changeWords({ pupilId, before, after }: Change, naming: Naming): string {
  const group = (shown: Shown | undefined): string =>
    shown ? groupWords[shown.group].heading.toLowerCase() : 'not on the list';
  const same = before?.group === after?.group;
  const what = same ? `${group(after)}, code changed` : `${group(after)} (was: ${group(before)})`;
  return `${naming.who(pupilId)}: ${what}`;
}

function tallyOf({ rows }: Digest): string {
  const count = (...groups: DigestGroup[]): number => rows.filter((row) => groups.includes(row.group)).length;
  const parts: [number, string][] = [
    [count('present', 'late'), 'marked in'],
    [count('absent-with-reason', 'left-with-reason'), 'away with a reason'],
    [count('provision-closed'), 'with their provision closed'],
    [count('due-later', 'due-in-school'), 'due later or in school'],
    [count('not-expected'), 'not expected today'],
  ];
  const said = parts.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`);
  return said.length > 0 ? said.join(', ') : 'No other pupils today';
}

const numberWords = ({ unaccounted, empty }: Digest): string => {
  if (empty && unaccounted === 0) return 'No pupils expected today';
  return unaccounted === 1 ? 'child not accounted for' : 'children not accounted for';
};

function ackLines(acks: readonly AckShown[]): { text: string; colour: string }[] {
  return acks.map(({ name, role, at, changedSince }) => ({
    text: plain(
      `Acknowledged by ${name}, ${roleWords[role]}, at ${timeOf(at)}${changedSince ? ' – changed since' : ''}`,
    ),
    colour: changedSince ? 'Attention' : 'Good',
  }));
}

function noteLines({ dayNote, late, over }: DigestShown): { text: string; colour: string }[] {
  return [
    ...(dayNote === 'last school day' ? [{ text: 'The last school day, not today', colour: 'Accent' }] : []),
    ...(dayNote === 'past day' ? [{ text: 'A past day, with what is known now', colour: 'Accent' }] : []),
    ...(late ? [{ text: 'Late: posted after its time', colour: 'Attention' }] : []),
    ...(over ? [{ text: 'The day is over; this is no longer kept up to date', colour: 'Accent' }] : []),
  ];
}

const noChanges = { hasChanges: false, changesHeading: '', changes: [] as { text: string }[] };

function changesPart({ changes, firstAt }: DigestShown, naming: Naming) {
  if (changes.length === 0 || firstAt === undefined) return noChanges;
  return {
    hasChanges: true,
    changesHeading: `Changed since ${timeOf(firstAt)}`,
    changes: changes.map((change) => ({ text: plain(changeWords(change, naming)) })),
  };
}

function footOf({ updatedAt, view }: DigestShown): { text: string }[] {
  const when = updatedAt === undefined ? '' : `Updated ${timeOf(updatedAt)}. `;
  const names = view === 'channel' ? ' Initials only, because anyone in the channel reads this.' : '';
  return [{ text: `${when}Codes are proposals: your school decides and enters them.${names}` }];
}

interface PagePlan {
  sections: Section[];
  first: boolean;
  last: boolean;
  part: string;
}

function pageCard(shown: DigestShown, naming: Naming, { sections, first, last, part }: PagePlan): AdaptiveCard {
  const { digest, held } = shown;
  const school = held.schools.find((one) => one.urn === digest.urn)?.name ?? digest.urn;
  const title = `${school}${part}`;
  const acks = last ? ackLines(shown.acks) : [];
  const alarm = digest.unaccounted > 0;
  return fill('digest', {
    school: plain(title),
    day: plain(longDate(digest.date)),
    fallback: plain(
      `Morning digest, ${title}, ${longDate(digest.date)}. Open it in Teams on a computer or a newer phone.`,
    ),
    notes: first ? noteLines(shown) : [],
    hasNumber: first,
    number: String(digest.unaccounted),
    numberColour: alarm ? 'Attention' : 'Good',
    numberStyle: alarm ? 'attention' : 'good',
    numberWords: numberWords(digest),
    tally: plain(tallyOf(digest)),
    ...(first ? changesPart(shown, naming) : noChanges),
    sections,
    hasAcks: acks.length > 0,
    acks,
    foot: last ? footOf(shown) : [],
    ...buttons(last ? shown.buttons : []),
  });
}

/** Sections laid out over pages; one too long for a page goes on under the same heading on the next. */
function paginate(sections: readonly Section[], characters: number): Section[][] {
  const pages: Section[][] = [[]];
  let room = characters - 6_000;
  for (const section of sections) {
    for (const [index, row] of section.rows.entries()) {
      const size = JSON.stringify(row).length * 2 + 200;
      if (size > room && pages.at(-1)!.length > 0) {
        pages.push([]);
        room = characters - 3_000;
      }
      room -= size;
      const page = pages.at(-1)!;
      const open = page.at(-1);
      if (open && open.heading.startsWith(section.heading)) open.rows.push(row);
      else
        page.push({ ...section, heading: index > 0 ? `${section.heading}, continued` : section.heading, rows: [row] });
    }
  }
  return pages;
}

/** Never truncated: every pupil of the digest stands on exactly one of the cards. */
export function digestCards(shown: DigestShown): AdaptiveCard[] {
  const naming = namingOf(shown);
  const sections = digestGroups
    .map((group) => ({ group, rows: shown.digest.rows.filter((row) => row.group === group) }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ group, rows }) => sectionOf(group, rows, shown, naming));
  const pages = paginate(sections, shown.pageCharacters ?? PAGE_CHARACTERS);
  return pages.map((page, n) =>
    pageCard(shown, naming, {
      sections: page,
      first: n === 0,
      last: n === pages.length - 1,
      part: pages.length > 1 ? `, part ${n + 1} of ${pages.length}` : '',
    }),
  );
}
