/**
 * The state at the end of a week as lines, to be compared with that of another run of the same script. Left out is what a
 * process that was down may do some minutes later, and what counts the writes: the instants of steps that fired, of a card
 * shown and of an absence opened by an import (only their five minutes are kept), the day on which somebody was told of a
 * step, versions, and places in the chain.
 */
import type { Absence } from '../../../src/domain/absence/absence.ts';
import type { FollowUpCard } from '../../../src/domain/follow-up-card.ts';
import type { Notice } from '../../../src/domain/post.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { ruled, type WeekRecord } from './record.ts';
import { MINUTE } from './replay.ts';

/** The five minutes an instant falls in. */
const about = (at: Instant): number => Math.floor(at / (5 * MINUTE));

/** Fields in one order, so that equal values are equal lines. */
const line = (kind: string, value: unknown): string =>
  `${kind} ${JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => a.localeCompare(b)))
      : one,
  )}`;

function ofAbsence(one: Absence): unknown {
  const { pupilId, firstDate, date, state, day, uncounted, slots, contacts, fired, needsDsl, lastSeen, closedBy } = one;
  const { safe, missing, visit, review, notifiedAt, closedAt, due, watchers, openedAt } = one;
  return {
    pupilId,
    opened: about(openedAt),
    firstDate,
    date,
    state,
    day,
    uncounted,
    slots,
    contacts,
    fired: fired.toSorted(),
    due: due.map(({ step, of }) => `${step}@${of}`).toSorted(),
    needsDsl,
    lastSeen,
    watchers,
    isClosed: closedAt !== undefined,
    closedBy,
    isNotified: notifiedAt !== undefined,
    safe: safe && { how: safe.how, date: safe.date, by: safe.by, mode: safe.mode },
    missing: missing && { why: missing.why, from: missing.from, of: missing.of },
    visit: visit && { wanted: visit.wanted, why: visit.why },
    review: review?.why,
  };
}

/**
 * What one person was told, a line for each child. How many children one message tells of depends on what else was written
 * at that moment, so the message itself is left out.
 */
function ofNotice({ date, upn, why, urns, state, about: of, absence, register, gaps }: Notice): unknown[] {
  if (!absence) return [{ date, upn, why, urns, state, register, gaps }];
  return (of ?? '').split(' ').map((child) => {
    const [pupilId, openedAt] = child.split('|');
    return { upn, why, state, what: absence.what, pupilId, opened: about(Number(openedAt)) };
  });
}

/** Whether it shows what it should; which message it is differs from run to run. */
const ofCard = ({ pupilId, openedAt, date, upn, state, shows }: FollowUpCard, { absences }: WeekRecord): unknown => ({
  pupilId,
  opened: about(openedAt),
  date,
  upn,
  state,
  isUpToDate: absences.some((one) => one.pupilId === pupilId && one.openedAt === openedAt && one.version === shows),
});

/** In order; a line as often as it stands there. */
export function stateOf(record: WeekRecord): string[] {
  const told = record.events.flatMap((event) =>
    (ruled(event)?.told ?? []).map(({ what, to }) => ({
      pupilId: event.pupilId,
      opened: about(event.openedAt),
      what,
      to,
    })),
  );
  return [
    ...record.marks.map((mark) => line('mark', mark)),
    ...record.absences.map((one) => line('absence', ofAbsence(one))),
    ...told.map((one) => line('told', one)),
    ...record.chases.map(({ provision, date, closesAt, fired, due, returnedAt }) =>
      line('chase', { provision, date, closesAt, fired, due, isIn: returnedAt !== undefined }),
    ),
    ...record.notices.flatMap((one) => ofNotice(one).map((of) => line('notice', of))),
    ...record.cards.map((one) => line('card', ofCard(one, record))),
  ].toSorted();
}

/** Lines that stand in one of two states more often than in the other. */
export function differing(undisturbed: readonly string[], other: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const one of undisturbed) counts.set(one, (counts.get(one) ?? 0) + 1);
  for (const one of other) counts.set(one, (counts.get(one) ?? 0) - 1);
  return [...counts]
    .filter(([, times]) => times !== 0)
    .map(([one, times]) => `${times > 0 ? 'only undisturbed' : 'only with kills'}: ${one}`);
}
