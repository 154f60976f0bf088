/** From a form about a concern, as it was filled in, to what happened. Words are taken as they were typed, and never cut (R5.2). */
import { categories, mattersFor, sharesFor, type ConcernAct } from '../../domain/concern/acts.ts';
import { urgencies, type By } from '../../domain/concern/concern.ts';
import { decisions, shareGrounds, type LaterEvent } from '../../domain/concern/events.ts';
import { isDate, type Moment } from '../../domain/time.ts';
import type { EntryProblem } from '../../texts/concern/acts.ts';
import type { Fields } from '../command.ts';
import type { Case } from './case.ts';
import { matterValue, partyValue } from './form.ts';

export type Read = { event: LaterEvent } | { problem: EntryProblem };

interface Filled {
  of: Case;
  fields: Fields;
  by: By;
  now: Moment;
}

const said = (fields: Fields, id: string): string | undefined => {
  const words = fields[id] ?? '';
  return words.trim() === '' ? undefined : words;
};
const oneOf = <T extends string>(list: readonly T[], value: string | undefined): T | undefined =>
  list.find((one) => one === value);
const dayIn = (fields: Fields, id: string): string | undefined => {
  const day = fields[id] ?? '';
  return isDate(day) ? day : undefined;
};

/** What stands on one line of a card, or is kept with the concern itself, which every entry writes anew. */
const LINE = 500;
const SENTENCES = 4_000;

function decision({ fields, by }: Filled): Read {
  const chosen = oneOf(decisions, fields['decision']);
  const rationale = said(fields, 'why');
  if (chosen === undefined) return { problem: 'decision' };
  if (rationale === undefined) return { problem: 'rationale' };
  const urgency = oneOf(urgencies, fields['urgency']);
  const category = oneOf(categories, fields['category']);
  const besides = { ...(urgency !== undefined && { urgency }), ...(category !== undefined && { category }) };
  return { event: { kind: 'decided', by, decision: chosen, rationale, ...besides } };
}

function action({ fields, by, now }: Filled): Read {
  const what = said(fields, 'what');
  const owner = said(fields, 'owner');
  const due = dayIn(fields, 'due');
  if (what === undefined) return { problem: 'what' };
  if (owner === undefined) return { problem: 'owner' };
  if (due === undefined || due < now.date) return { problem: 'due' };
  if (what.length > SENTENCES || owner.length > LINE) return { problem: 'long' };
  return { event: { kind: 'action', by, what, owner, due } };
}

function actionDone({ of, fields, by }: Filled): Read {
  const n = of.concern.actions.findIndex((_, at) => String(at) === fields['n']);
  return n < 0 ? { problem: 'n' } : { event: { kind: 'action-done', by, n } };
}

function referral({ fields, by, now }: Filled): Read {
  const to = said(fields, 'to');
  const on = dayIn(fields, 'on');
  const reference = said(fields, 'reference');
  if (to === undefined) return { problem: 'to' };
  if (on === undefined || on > now.date) return { problem: 'on' };
  if (reference === undefined) return { problem: 'reference' };
  if (to.length > LINE || reference.length > LINE) return { problem: 'long' };
  return { event: { kind: 'referred', by, to, on, reference } };
}

function share({ of, fields, by }: Filled): Read {
  const sharing = { held: of.room.held, seating: of.seating };
  const why = said(fields, 'why');
  const party = sharesFor(of.concern, sharing).find((one) => partyValue(one) === fields['with']);
  const person = mattersFor(of.concern, sharing).find(({ upn }) => matterValue(upn) === fields['with']);
  if (!party && !person) return { problem: 'with' };
  if (why === undefined) return { problem: 'why' };
  if (!party) return { event: { kind: 'matter-shared', by, with: [person!.upn], why } };
  const ground = oneOf(shareGrounds, fields['ground']);
  return ground === undefined ? { problem: 'ground' } : { event: { kind: 'shared', by, with: party, why, ground } };
}

const worded =
  (id: string, problem: EntryProblem, eventOf: (by: By, words: string) => LaterEvent) =>
  ({ fields, by }: Filled): Read => {
    const words = said(fields, id);
    return words === undefined ? { problem } : { event: eventOf(by, words) };
  };

const readers: Record<Exclude<ConcernAct, 'acknowledge'>, (filled: Filled) => Read> = {
  decision,
  action,
  'action-done': actionDone,
  referral,
  share,
  note: worded('text', 'text', (by, text) => ({ kind: 'added', by, text, from: 'dsl' })),
  close: worded('outcome', 'outcome', (by, outcome) => ({ kind: 'closed', by, outcome })),
  reopen: worded('why', 'why', (by, why) => ({ kind: 'reopened', by, why })),
  dismiss: worded('why', 'why', (by, why) => ({ kind: 'dismissed', by, why })),
  confirm: ({ fields, by }) => ({ event: { kind: 'confirmed', by, why: said(fields, 'why') ?? '' } }),
};

export const entryOf = (act: Exclude<ConcernAct, 'acknowledge'>, filled: Filled): Read => readers[act](filled);
