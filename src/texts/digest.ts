/** The digest's rows in words. `names` readers have a role for the school; in a channel anybody reads (issue, item 10). */
import type { Proposal } from '../domain/proposal.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { EarlierAbsence, PlacementOfDay, Row } from '../domain/digest-row.ts';
import { channelCode, namesCode } from '../domain/shown-code.ts';
import { longDate, timeOf } from '../domain/time.ts';
import {
  categoryWords,
  codeWords,
  coveringWords,
  decisionWords,
  flagWords,
  gapWords,
  incidentWords,
  noCodeWords,
} from './reasons.ts';
import { followUpLines, line, type Line, type View } from './digest-follow-up.ts';

export type { Line, View };
/** A place by its code, as people call it. */
export type PlaceName = (code: string) => string;

/** R7.10: what was said, when, and of where; never that a child "is" anywhere. */
function evidenceWords(seen: Evidence, place: PlaceName): string {
  const where = place(seen.provision);
  if (seen.what === 'absent') return `${where} said at ${timeOf(seen.recordedAt)}: not here`;
  if (seen.what === 'left') return `left ${where} at ${seen.at}`;
  return seen.what === 'late' ? `arrived ${seen.at}, ${where}` : `marked present ${seen.at}, ${where}`;
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Two slots that follow each other at one place are one stay to whoever reads the plan. */
function placementsLine(placements: readonly PlacementOfDay[], place: PlaceName): Line[] {
  if (placements.length === 0) return [];
  const stays: string[] = [];
  for (const [n, { provision, start, end, closed }] of placements.entries()) {
    const times = `${start}–${end}${closed ? ' (closed)' : ''}`;
    if (n > 0 && placements[n - 1]?.provision === provision) stays.push(`${stays.pop()} and ${times}`);
    else stays.push(`${place(provision)} ${times}`);
  }
  return [line(`Planned: ${stays.join(', then ')}`, 'subtle')];
}

function confirmedLines(row: Row, view: View, place: PlaceName): Line[] {
  if (!row.confirmed)
    return row.group === 'due-later' || row.group === 'due-in-school' ? [] : [line('Nothing confirmed')];
  const late = row.minutesLate === undefined ? '' : `, ${row.minutesLate} min late`;
  const by = view === 'names' && row.confirmed.by !== undefined ? ` (by ${row.confirmed.by})` : '';
  const seen = row.lastSeen ? [line(`Last seen: ${evidenceWords(row.lastSeen, place)}`)] : [];
  return [line(`${sentence(evidenceWords(row.confirmed, place))}${late}${by}`), ...seen];
}

function earlierLine(earlier: EarlierAbsence, view: View, place: PlaceName): Line {
  const what = { absent: 'not at', left: 'left early from', 'not-returned': 'register not returned by' }[earlier.state];
  const why = view === 'names' && earlier.category ? `, ${categoryWords[earlier.category]}` : '';
  return line(`Earlier: ${what} ${place(earlier.provision)} (slot from ${earlier.start})${why}`);
}

function whyLines(row: Row, view: View): Line[] {
  if (row.incident) return [line(sentence(incidentWords[row.incident]), 'attention')];
  if (view !== 'names' || !row.category || row.category === 'unexplained') return [];
  const why = categoryWords[row.category];
  return [line(why.startsWith('reason') ? sentence(why) : `Reason: ${why}`)];
}

/** In brackets after a code for those with a role: on what it rests, and what is open about it. */
function basisWords(proposal: Proposal): string {
  const { covering, agreementTo } = proposal.basis;
  const flags = proposal.flags.filter((flag) => flag !== 'assurance-not-recorded').map((flag) => flagWords[flag]);
  const gaps =
    proposal.kind === 'code' && proposal.gaps.length > 0
      ? [`${proposal.gaps.map((gap) => gapWords[gap]).join(' and ')} not recorded`]
      : [];
  const why = proposal.kind === 'needs-decision' ? [decisionWords[proposal.why]] : [];
  const rests = covering && proposal.kind === 'code' ? [coveringWords[covering]] : [];
  const until = agreementTo && proposal.kind === 'code' ? [`to ${longDate(agreementTo)}`] : [];
  const late = proposal.kind === 'code' && proposal.minutesLate ? [`${proposal.minutesLate} min late`] : [];
  return [...why, ...rests, ...until, ...late, ...gaps, ...flags].join('; ');
}

/** What somebody enters in the school's register, on what it rests, and whether the school must decide first. */
export function codeToEnter(proposal: Proposal): { code: string; basis: string; decide: boolean } {
  const decide = proposal.kind === 'needs-decision';
  if (proposal.kind === 'none') return { code: '', basis: noCodeWords[proposal.why], decide };
  const code = namesCode(proposal);
  return { code: decide ? '' : codeWords(code), basis: code === 'restricted' ? '' : basisWords(proposal), decide };
}

function codeOf(proposal: Proposal, view: View): string {
  const code = view === 'channel' ? channelCode(proposal) : namesCode(proposal);
  if (code === 'none' && proposal.kind === 'none') return noCodeWords[proposal.why];
  const basis = view === 'names' && code !== 'restricted' ? basisWords(proposal) : '';
  return basis === '' ? codeWords(code) : `${codeWords(code)} (${basis})`;
}

function codeLine({ proposals: { AM, PM } }: Row, view: View): Line[] {
  const said = [['AM', AM] as const, ['PM', PM] as const]
    .filter(([, proposal]) => !(proposal.kind === 'none' && proposal.why === 'no-session'))
    .map(([session, proposal]) => [session, codeOf(proposal, view)] as const);
  const [first, second] = said;
  if (!first) return [];
  if (first[1] === second?.[1]) return [line(`Code, AM and PM: ${first[1]}`, 'subtle')];
  return [line(`Code: ${said.map(([session, code]) => `${session} ${code}`).join(' · ')}`, 'subtle')];
}

/** A row in its parts, in the order in which they are read. In a channel: placement, time and group; of reasons nothing, of codes the open ones. */
export function rowParts(row: Row, view: View, place: PlaceName) {
  return {
    why: whyLines(row, view),
    seen: row.group === 'not-expected' && !row.confirmed ? [] : confirmedLines(row, view, place),
    earlier: row.earlier.map((earlier) => earlierLine(earlier, view, place)),
    followUp: row.followUps.flatMap((followUp) => followUpLines(followUp, view)),
    amended: row.amended ? [line('Amended after the day', 'attention')] : [],
    planned: placementsLine(row.placements, place),
    codes: codeLine(row, view),
  };
}

/** A row's lines, most urgent first. */
export const rowLines = (row: Row, view: View, place: PlaceName): Line[] =>
  Object.values(rowParts(row, view, place)).flat();
