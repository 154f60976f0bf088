/** A concern after one more entry. Impossible entries are refusals, so that two people at once lose nothing unsaid. */
import type { Instant } from '../time.ts';
import { isOpen, sameParty, type Concern, type Party } from './concern.ts';
import type { FirstEvent, LaterEvent } from './events.ts';

export const concernRefusals = [
  'not-open',
  'is-draft',
  'no-draft',
  'undecided',
  'not-closed',
  'no-action',
  'same',
] as const;
export type ConcernRefusal = (typeof concernRefusals)[number];
export type Next = { kind: 'done'; concern: Concern } | { kind: 'refused'; why: ConcernRefusal };

const refused = (why: ConcernRefusal): Next => ({ kind: 'refused', why });

export function opened(event: FirstEvent, at: Instant): Concern {
  const { id, partnership, subject, route } = event;
  const isDraft = event.kind === 'drafted';
  return {
    id,
    partnership,
    openedAt: at,
    state: isDraft ? 'draft' : 'open',
    subject,
    urgency: isDraft ? event.urgency : event.report.urgency,
    ...(isDraft ? { draftOf: event.of } : { reporter: event.report.by }),
    parties: route.parties.map((party): Party => ({ ...party, step: 0, dueAt: at, told: [] })),
    barred: route.barred,
    lado: route.lado,
    unreachable: [],
    decided: false,
    actions: [],
    entryAt: at,
    matterKnownTo: [],
  };
}

/** What the clock or Teams did; nobody has added anything. */
const bySystem = new Set<LaterEvent['kind']>(['told', 'unreachable', 'raised-again']);
/** What may be added whatever its state: words are never turned away. */
const always = new Set<LaterEvent['kind']>(['added', 'unreachable', 'broke-glass', 'reopened', 'action-done']);
const ofDraft = new Set<LaterEvent['kind']>([
  'told',
  'raised-again',
  'acknowledged',
  'confirmed',
  'dismissed',
  ...always,
]);

function refusalOf({ state, decided, actions, parties }: Concern, event: LaterEvent): ConcernRefusal | undefined {
  if (event.kind === 'reopened') return isOpen({ state }) ? 'not-closed' : undefined;
  if (event.kind === 'action-done') return actions[event.n] && !actions[event.n]?.doneAt ? undefined : 'no-action';
  if (always.has(event.kind)) return undefined;
  if (!isOpen({ state })) return 'not-open';
  if (state === 'draft') return ofDraft.has(event.kind) ? undefined : 'is-draft';
  if (event.kind === 'confirmed' || event.kind === 'dismissed') return 'no-draft';
  if (event.kind === 'closed' && !decided) return 'undecided';
  if (event.kind === 'shared' && parties.some((party) => sameParty(party, event.with))) return 'same';
  return undefined;
}

const onParties = (concern: Concern, change: (party: Party) => Party): Concern => ({
  ...concern,
  parties: concern.parties.map(change),
});

const acknowledged = (concern: Concern, event: Extract<LaterEvent, { kind: 'acknowledged' }>, at: Instant): Concern =>
  onParties(concern, (party) =>
    party.ack || !event.parties.some((one) => sameParty(one, party)) ? party : { ...party, ack: { ...event.by, at } },
  );

/** Who is tried again is not out of reach until that fails too. */
const told = (concern: Concern, { parties }: Extract<LaterEvent, { kind: 'told' }>): Concern => {
  const tried = new Set(parties.flatMap((party) => party.told));
  return {
    ...onParties(concern, (party) => ({ ...party, ...parties.find((one) => sameParty(one, party)) })),
    unreachable: concern.unreachable.filter((upn) => !tried.has(upn)),
  };
};

function changed(concern: Concern, event: LaterEvent, at: Instant): Concern {
  switch (event.kind) {
    case 'told':
      return told(concern, event);
    case 'unreachable':
      return { ...concern, unreachable: [...new Set([...concern.unreachable, event.upn])] };
    case 'raised-again':
      return { ...concern, raisedAt: at };
    case 'acknowledged':
      return acknowledged(concern, event, at);
    case 'confirmed':
      return { ...concern, state: 'open' };
    case 'dismissed':
      return { ...concern, state: 'dismissed', closedAt: at };
    case 'decided': {
      const { urgency = concern.urgency, category } = event;
      return { ...concern, decided: true, urgency, ...(category !== undefined && { category }) };
    }
    case 'action': {
      const { what, owner, due } = event;
      return { ...concern, actions: [...concern.actions, { what, owner, due }] };
    }
    case 'action-done':
      return {
        ...concern,
        actions: concern.actions.map((one, n) => (n === event.n ? { ...one, doneAt: at } : one)),
      };
    case 'shared':
      return {
        ...concern,
        parties: [...concern.parties, { ...event.with, step: 0, dueAt: at, told: [], sharedBy: event.by.upn }],
      };
    case 'matter-shared':
      return { ...concern, matterKnownTo: [...new Set([...concern.matterKnownTo, ...event.with])] };
    case 'closed':
      return { ...concern, state: 'closed', closedAt: at };
    case 'reopened': {
      const { closedAt, ...open } = concern;
      void closedAt;
      return { ...open, state: concern.draftOf && concern.state === 'dismissed' ? 'draft' : 'open' };
    }
    default:
      return concern;
  }
}

/** `at`: when it happened. */
export function next(concern: Concern, event: LaterEvent, at: Instant): Next {
  const why = refusalOf(concern, event);
  if (why) return refused(why);
  const after = changed(concern, event, at);
  return { kind: 'done', concern: bySystem.has(event.kind) ? after : { ...after, entryAt: at } };
}
