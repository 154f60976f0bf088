import { causeOf, draftsOwed } from '../../src/domain/concern/drafts.ts';
import { next, opened } from '../../src/domain/concern/next.ts';
import { isToBeRaised } from '../../src/domain/concern/status.ts';
import type { Concern } from '../../src/domain/concern/concern.ts';
import type { LaterEvent } from '../../src/domain/concern/events.ts';
import { absenceStates, type Absence } from '../../src/domain/absence/absence.ts';
import type { Pupil } from '../../src/domain/records.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import { createSeal } from '../../src/store/seal.ts';
import { ASHFIELD, PARTNERSHIP, aPupil } from '../support/cal-a.ts';
import { concernKey } from '../support/concern-key.ts';
import { anAbsence } from '../support/follow-up-states.ts';

const MONDAY = '2026-11-09';
const at = (date: string, time: string): number => instantAt(date, time);

const owedOf = (absence: Partial<Absence>, pupil: Partial<Pupil> = { rag: 'red' }) =>
  draftsOwed({ absences: [anAbsence(absence)], pupils: [aPupil(pupil)] }).map(
    ({ why, urgency }) => `${why} ${urgency}`,
  );

describe('a draft is owed', () => {
  const coded = anAbsence().slots.map((slot) => Object.assign({}, slot, { code: 'I' }));
  const safe = { at: at(MONDAY, '10:00'), date: MONDAY, how: 'seen' as const, by: 'Sam Reed' };
  test.each<[string, Partial<Absence>, Partial<Pupil>, string[]]>([
    ['of a missing child, whatever the colour', { state: 'missing' }, { rag: 'green' }, ['missing urgent']],
    ['of a missing red child, once', { state: 'missing' }, { rag: 'red' }, ['missing urgent']],
    ['of a missing child whose absence has a code', { state: 'missing', slots: coded }, {}, ['missing urgent']],
    ['of a red child nobody can account for', {}, { rag: 'red' }, ['red-unexplained standard']],
    ['of one whose colour nobody has written', {}, {}, ['red-unexplained standard']],
    ['of one the criteria make red', {}, { rag: 'green', lookedAfter: true }, ['red-unexplained standard']],
    ['not of an amber child', {}, { rag: 'amber' }, []],
    ['not of a green child', {}, { rag: 'green' }, []],
    ['not once the reason is given', { state: 'reason-given' }, { rag: 'red' }, []],
    ['not once it has its code', { slots: coded }, { rag: 'red' }, []],
    ['not once the child is known to be safe', { safe }, { rag: 'red' }, []],
    [
      'again on a day for which nobody has seen them',
      { safe: { ...safe, date: '2026-11-06' } },
      { rag: 'red' },
      ['red-unexplained standard'],
    ],
    ['not of an absence that is closed', { state: 'missing', closedAt: 1 }, { rag: 'red' }, []],
    ['not of a child who is not held any more', { pupilId: 'gone', state: 'missing' }, { rag: 'red' }, []],
  ])('%s', (_, absence, pupil, expected) => {
    expect(owedOf(absence, pupil)).toEqual(expected);
  });

  test('of a red child in every state but those that explain', () => {
    expect(absenceStates.filter((state) => owedOf({ state }).length === 0)).toEqual(['reason-given']);
  });

  test('one for each absence and reason, the same however often it is looked', () => {
    const pupils = [aPupil({ rag: 'red' })];
    const causes = (over: Partial<Absence>) => draftsOwed({ absences: [anAbsence(over)], pupils }).map(causeOf);
    expect(causes({})).toEqual(causes({ version: 9, date: '2026-11-10' }));
    const others = [causes({}), causes({ state: 'missing' }), causes({ openedAt: 5 }), causes({ partnership: 'x' })];
    expect(new Set(others.flat()).size).toBe(4);
  });
});

describe('the id of a draft', () => {
  const other = Buffer.alloc(32, 9).toString('base64');
  const name = (keys: string[], text = 'p01') => createSeal(keys).name(text).toString('hex');

  test('is known to whoever has the key, and stays when a new key is put before it', () => {
    expect(name([concernKey])).toBe(name([concernKey]));
    expect(name([other, concernKey])).toBe(name([concernKey]));
    expect(name([concernKey], 'p02')).not.toBe(name([concernKey]));
  });
  test('cannot be found without the key', () => {
    expect(name([other])).not.toBe(name([concernKey]));
    expect(() => name([])).toThrow('no key');
  });
});

describe('a concern to which nobody adds', () => {
  const route = { parties: [], barred: { upns: [], organisations: [] }, lado: false };
  const draft = (date = MONDAY): Concern =>
    opened(
      {
        kind: 'drafted',
        id: 'x',
        partnership: PARTNERSHIP,
        subject: { kind: 'child', pupilId: 'p01', urn: ASHFIELD },
        urgency: 'urgent',
        route,
        of: { openedAt: 1, why: 'missing' },
      },
      at(date, '10:00'),
    );
  const after = (concern: Concern, event: LaterEvent, date: string, time = '08:00'): Concern => {
    const result = next(concern, event, at(date, time));
    if (result.kind === 'refused') throw new Error(result.why);
    return result.concern;
  };
  const by = { upn: 'dsl', name: 'DSL', position: 'DSL' };
  const raised = (concern: Concern, date: string, time = '08:00') => isToBeRaised(concern, momentOf(at(date, time)), 7);

  test.each<[string, Concern, string, boolean]>([
    ['after seven days', draft(), '2026-11-17', true],
    ['not sooner', draft(), '2026-11-16', false],
    ['once a day', after(draft(), { kind: 'raised-again' }, '2026-11-17'), '2026-11-17', false],
    ['and again the next', after(draft(), { kind: 'raised-again' }, '2026-11-17'), '2026-11-18', true],
    [
      'not when somebody has added to it',
      after(draft(), { kind: 'added', by, text: 'x', from: 'dsl' }, '2026-11-12'),
      '2026-11-17',
      false,
    ],
    ['not by the clock’s own entries', after(draft(), { kind: 'told', parties: [] }, '2026-11-12'), '2026-11-17', true],
    [
      'not when it is dismissed',
      after(draft(), { kind: 'dismissed', by, why: 'x' }, MONDAY, '11:00'),
      '2026-11-30',
      false,
    ],
    [
      'when it was confirmed and left',
      after(draft(), { kind: 'confirmed', by, why: 'x' }, MONDAY, '11:00'),
      '2026-11-30',
      true,
    ],
  ])('is raised %s', (_, concern, date, expected) => {
    expect(raised(concern, date)).toBe(expected);
  });

  test('is not raised when it is closed in between', () => {
    const dismissed = after(draft(), { kind: 'dismissed', by, why: 'x' }, MONDAY, '11:00');
    expect(next(dismissed, { kind: 'raised-again' }, at('2026-11-17', '08:00'))).toEqual({
      kind: 'refused',
      why: 'not-open',
    });
  });
});
