import type { By, Concern, ConcernState } from '../../src/domain/concern/concern.ts';
import { concernStates } from '../../src/domain/concern/concern.ts';
import type { LaterEvent } from '../../src/domain/concern/events.ts';
import { concernRefusals, next, opened } from '../../src/domain/concern/next.ts';
import { isStale, isToBeRaised, showsOwnWords, statusOf } from '../../src/domain/concern/status.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import { aConcern, after, aReporter, firstEvent, openedAt, seating } from '../support/a-concern.ts';
import { ASHFIELD, PARTNERSHIP } from '../support/cal-a.ts';

const { roster } = seating([]);
const by: By = { upn: 'dsl', name: 'Dee Lane', position: 'DSL' };
const schoolDsl = { seat: 'school-dsl', organisation: ASHFIELD } as const;
const partnershipDsl = { seat: 'partnership-dsl', organisation: PARTNERSHIP } as const;
const farm = { seat: 'provision-dsl', organisation: 'oak-farm' } as const;
const why = 'because';
const later = openedAt + 60_000;

const decided: LaterEvent = { kind: 'decided', by, decision: 'monitor', rationale: why };
const action: LaterEvent = { kind: 'action', by, what: 'Ring home', owner: 'Dee', due: '2026-11-12' };
const closed: LaterEvent = { kind: 'closed', by, outcome: why };
const acknowledged: LaterEvent = { kind: 'acknowledged', by, parties: [schoolDsl] };
const told: LaterEvent = { kind: 'told', parties: [{ ...schoolDsl, step: 1, dueAt: later, told: ['dsl'] }] };

/** A concern in each state, with one action and nothing acknowledged; `undecided` is open before anybody has decided. */
const states: Record<ConcernState | 'undecided', Concern> = (() => {
  const undecided = after(aConcern(roster), action);
  const open = after(undecided, decided);
  const draft = aConcern(roster, { isDraft: true });
  const dismissed = after(draft, { kind: 'dismissed', by, why });
  return { draft, undecided, open, closed: after(open, closed), dismissed };
})();

const events: Record<LaterEvent['kind'], LaterEvent> = {
  told,
  unreachable: { kind: 'unreachable', upn: 'dsl' },
  'raised-again': { kind: 'raised-again' },
  acknowledged,
  confirmed: { kind: 'confirmed', by, why },
  dismissed: { kind: 'dismissed', by, why },
  added: { kind: 'added', by, text: 'more', from: 'reporter' },
  decided,
  action,
  'action-done': { kind: 'action-done', by, n: 0 },
  referred: { kind: 'referred', by, to: 'MASH', on: '2026-11-09', reference: 'R1' },
  shared: { kind: 'shared', by, with: farm, why },
  'matter-shared': { kind: 'matter-shared', by, with: ['link'], why },
  'broke-glass': { kind: 'broke-glass', by, why },
  closed,
  reopened: { kind: 'reopened', by, why },
};

describe('every entry in every state: what is possible, and why not', () => {
  /** In the order draft, undecided, open, closed, dismissed. */
  const table: Record<LaterEvent['kind'], string> = {
    told: 'yes yes yes not-open not-open',
    unreachable: 'yes yes yes yes yes',
    'raised-again': 'yes yes yes not-open not-open',
    acknowledged: 'yes yes yes not-open not-open',
    confirmed: 'yes no-draft no-draft not-open not-open',
    dismissed: 'yes no-draft no-draft not-open not-open',
    added: 'yes yes yes yes yes',
    decided: 'is-draft yes yes not-open not-open',
    action: 'is-draft yes yes not-open not-open',
    'action-done': 'no-action yes yes yes no-action',
    referred: 'is-draft yes yes not-open not-open',
    shared: 'is-draft yes yes not-open not-open',
    'matter-shared': 'is-draft yes yes not-open not-open',
    'broke-glass': 'yes yes yes yes yes',
    closed: 'is-draft undecided yes not-open not-open',
    reopened: 'not-closed not-closed not-closed yes yes',
  };
  const order = ['draft', 'undecided', 'open', 'closed', 'dismissed'] as const;

  test.each(Object.entries(table) as [LaterEvent['kind'], string][])('%s: %s', (kind, expected) => {
    const results = order.map((state) => {
      const result = next(states[state], events[kind], later);
      return result.kind === 'done' ? 'yes' : result.why;
    });
    expect(results.join(' ')).toBe(expected);
  });

  test('every state and every refusal is met in it, but for one', () => {
    const met = new Set(Object.values(table).flatMap((row) => row.split(' ')));
    expect([...concernRefusals].filter((one) => !met.has(one))).toEqual(['same']);
    expect(Object.values(states).map(({ state }) => state)).toEqual(expect.arrayContaining([...concernStates]));
  });

  test('nothing is changed in place', () => {
    const before = JSON.stringify(states);
    for (const state of order) for (const event of Object.values(events)) next(states[state], event, later);
    expect(JSON.stringify(states)).toBe(before);
  });
});

describe('a concern as it is opened', () => {
  const untold = { step: 0, dueAt: openedAt, told: [] };

  test('of a report', () => {
    expect(opened(firstEvent(roster, { urgency: 'urgent' }), openedAt)).toEqual({
      id: 'AAAAA-BBBBB',
      partnership: PARTNERSHIP,
      openedAt,
      state: 'open',
      subject: { kind: 'child', pupilId: 'p01', urn: ASHFIELD },
      urgency: 'urgent',
      reporter: aReporter,
      parties: [
        { ...partnershipDsl, ...untold },
        { ...schoolDsl, ...untold },
      ],
      barred: { upns: [], organisations: [] },
      lado: false,
      unreachable: [],
      decided: false,
      actions: [],
      entryAt: openedAt,
      matterKnownTo: [],
    });
  });

  test('of a draft: it has no reporter, and says of which absence it was made', () => {
    const { state, reporter, draftOf } = aConcern(roster, { isDraft: true });
    expect({ state, reporter, draftOf }).toEqual({
      state: 'draft',
      reporter: undefined,
      draftOf: { openedAt: 1, why: 'missing' },
    });
  });

  test('it holds none of the reporter’s words', () => {
    const first = firstEvent(roster);
    if (first.kind !== 'opened') throw new Error('not a report');
    const words = { ...first.report.words, what: 'bruises', ownWords: 'he hit me', opinion: 'frightened' };
    const concern = opened({ ...first, report: { ...first.report, words, typedName: 'Ella' } }, openedAt);
    expect(JSON.stringify(concern)).not.toMatch(/bruises|hit me|frightened|Ella/);
  });
});

describe('what an entry changes', () => {
  const open = states.undecided;

  test('each party acknowledges for itself, once; the first stands', () => {
    const once = after(open, acknowledged, later);
    expect(once.parties.map(({ ack }) => ack)).toEqual([undefined, { ...by, at: later }]);
    const other = { ...by, upn: 'deputy' };
    const twice = after(once, { kind: 'acknowledged', by: other, parties: [schoolDsl, partnershipDsl] }, later + 1);
    expect(twice.parties.map(({ ack }) => ack?.upn)).toEqual(['deputy', 'dsl']);
    expect(twice.parties[1]?.ack?.at).toBe(later);
  });

  test('a decision may change urgency and category; what is not said stays', () => {
    const urgent = after(open, { ...decided, urgency: 'urgent', category: 'neglect' });
    expect(urgent).toMatchObject({ decided: true, urgency: 'urgent', category: 'neglect' });
    expect(after(urgent, decided)).toMatchObject({ urgency: 'urgent', category: 'neglect' });
    expect(after(open, decided)).not.toHaveProperty('category');
  });

  test('an action is done once, and there is no other', () => {
    const done = after(open, events['action-done'], later);
    expect(done.actions).toEqual([{ what: 'Ring home', owner: 'Dee', due: '2026-11-12', doneAt: later }]);
    for (const n of [0, 1, -1, 0.5])
      expect(next(done, { kind: 'action-done', by, n }, later)).toEqual({ kind: 'refused', why: 'no-action' });
  });

  test('a party brought in begins its own clock at once, and is brought in once', () => {
    const shared = after(open, events.shared, later);
    expect(shared.parties.at(-1)).toEqual({ ...farm, step: 0, dueAt: later, told: [], sharedBy: 'dsl' });
    for (const party of [farm, schoolDsl])
      expect(next(shared, { kind: 'shared', by, with: party, why }, later)).toEqual({ kind: 'refused', why: 'same' });
  });

  test('who may know of the matter, and who is out of reach, each once', () => {
    const twice = [events['matter-shared'], events['matter-shared'], events.unreachable, events.unreachable];
    const concern = twice.reduce((one, event) => after(one, event), open);
    expect(concern).toMatchObject({ matterKnownTo: ['link'], unreachable: ['dsl'] });
  });

  test('who is told again is out of reach no longer', () => {
    expect(after(after(open, events.unreachable), told).unreachable).toEqual([]);
  });

  test('opened again it is what it was: a closed one open, a dismissed draft a draft', () => {
    expect(after(states.closed, events.reopened)).toMatchObject({ state: 'open', decided: true });
    expect(after(states.closed, events.reopened)).not.toHaveProperty('closedAt');
    expect(after(states.dismissed, events.reopened)).toMatchObject({ state: 'draft' });
    const confirmed = [events.confirmed, decided, closed, events.reopened].reduce(
      (one, event) => after(one, event),
      states.draft,
    );
    expect(confirmed.state).toBe('open');
  });

  test('only what a person did counts as an entry', () => {
    const moved = (Object.keys(events) as LaterEvent['kind'][]).filter((kind) => {
      const result = next(
        kind === 'reopened' ? states.closed : kind === 'confirmed' || kind === 'dismissed' ? states.draft : states.open,
        events[kind],
        later,
      );
      return result.kind === 'done' && result.concern.entryAt === later;
    });
    expect(new Set(moved)).toEqual(
      new Set(Object.keys(events).filter((kind) => !['told', 'unreachable', 'raised-again'].includes(kind))),
    );
  });
});

describe('what the reporter may know of it', () => {
  const tell = (concern: Concern): Concern => after(concern, told);
  test.each<[string, Concern, string]>([
    ['nobody told yet', states.undecided, 'nobody-told'],
    ['told', tell(states.undecided), 'received'],
    [
      'told, then in vain, and nobody else there',
      after(tell(states.undecided), { kind: 'told', parties: [{ ...schoolDsl, step: 0, dueAt: later, told: [] }] }),
      'nobody-told',
    ],
    ['acknowledged by one party', after(states.undecided, acknowledged), 'seen'],
    ['by themselves alone, as its DSL', after(tell(states.undecided), { ...acknowledged, by: aReporter }), 'received'],
    [
      'by themselves and another',
      after(after(states.undecided, { ...acknowledged, by: aReporter }), {
        kind: 'acknowledged',
        by,
        parties: [partnershipDsl],
      }),
      'seen',
    ],
    ['decided', states.open, 'in-hand'],
    ['closed', states.closed, 'closed'],
    ['dismissed', states.dismissed, 'closed'],
    ['opened again', after(states.closed, events.reopened), 'in-hand'],
    ['going to nobody (5.4, chair)', { ...states.undecided, parties: [] }, 'nobody-told'],
  ])('%s', (_name, concern, status) => {
    expect(statusOf(concern)).toBe(status);
  });

  test('5.2: their own words for 24 hours, whatever the clocks do', () => {
    for (const at of [openedAt, instantAt('2026-10-24', '10:00'), instantAt('2027-03-27', '10:00')]) {
      const shown = (hours: number): boolean => showsOwnWords({ openedAt: at }, at + hours * 3_600_000);
      expect([shown(0), shown(23.999), shown(24), shown(100)]).toEqual([true, true, false, false]);
    }
  });
});

describe('a concern that nobody adds to', () => {
  const day = 24 * 3_600_000;
  const stale = (concern: Concern, at: number): boolean => isStale(concern, at, 7);

  test('is stale after so many days without an entry, while it is open', () => {
    expect([stale(states.open, openedAt + 7 * day - 1), stale(states.open, openedAt + 7 * day)]).toEqual([false, true]);
    expect(stale(states.draft, openedAt + 7 * day)).toBe(true);
    for (const done of [states.closed, states.dismissed]) expect(stale(done, openedAt + 70 * day)).toBe(false);
    expect(stale(after(states.open, events.added, openedAt + day), openedAt + 7 * day)).toBe(false);
    expect(stale(after(states.open, told, openedAt + day), openedAt + 7 * day)).toBe(true);
  });

  test('is raised once a day of the school’s calendar, however many look', () => {
    const at = instantAt('2026-11-17', '23:59');
    const raised = after(states.open, events['raised-again'], at);
    const isDue = (concern: Concern, moment: number): boolean => isToBeRaised(concern, momentOf(moment), 7);
    expect([isDue(states.open, at), isDue(raised, at), isDue(raised, at + 60_000)]).toEqual([true, false, true]);
    expect(isDue(after(raised, events.added, at), at + 60_000)).toBe(false);
  });
});
