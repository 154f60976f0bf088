import * as fc from 'fast-check';
import { digestCards } from '../../src/cards/digest.ts';
import type { AdaptiveCard } from '../../src/cards/render.ts';
import { changesSince, snapshotOf } from '../../src/domain/digest-change.ts';
import { digestFor } from '../../src/domain/digest.ts';
import type { Absence, Contact } from '../../src/domain/absence/absence.ts';
import type { Mark, PartnershipRecords, Pupil } from '../../src/domain/records.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import type { LocalTime, Moment } from '../../src/domain/time.ts';
import type { View } from '../../src/texts/digest.ts';
import * as words from '../../src/texts/reasons.ts';
import { anyAbsence, secretWords } from '../support/any-absence.ts';
import { ASHFIELD, aPlacement, aPupil, aRow, held } from '../support/cal-a.ts';
import { digestOf, everyChange, everyRow, someAcks } from '../support/digest-states.ts';

const MONDAY = '2026-11-09';
const forenames = ['Alfie', 'Aisha', 'Zebulon', 'Siân', 'Łukasz', 'Mary-Jane', 'Ng', 'Zoë', 'Mohammed'];
const surnames = ['O’Neill', 'D’Arcy', 'Smith', 'Watson-Smith', 'Wójcik', 'Ali', 'Quill', 'Okonkwo', 'Ó Briain'];
const reasons = ['appendix taken out', 'in court', 'funeral', 'as told'];
const recorders = ['a.watcher@unit.example', 'b.warden@custody.example', 'parent'];
/** Why a pupil is away, all alike to whoever may not know: where one of them stands, any other might. */
const secretCodes = ['I', 'M', 'R', 'T', 'J1', 'S', 'C', 'Y1', 'Y2', 'Y5', 'Y6', 'Y7', 'Q'];

const time = fc
  .integer({ min: 8 * 60, max: 16 * 60 })
  .map((minutes): LocalTime => new Date(minutes * 60_000).toISOString().slice(11, 16));
const maybe = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });

const timetables = [
  [aRow('monday', 'oak-farm', '09:00', '12:00'), aRow('monday', 'base', '12:45', '15:45')],
  [aRow('monday', 'pru', '09:00', '15:45')],
  [aRow('monday', ASHFIELD, '09:00', '12:00'), aRow('monday', 'base', '12:45', '15:45')],
  [aRow('monday', 'oak-farm', '09:00', '12:00')],
  [],
];
const placements = [
  aPlacement(),
  aPlacement({ provision: 'base', arrangement: 'la', laBasis: 's.19' }),
  aPlacement({ provision: 'pru', arrangement: 'dual' }),
];

const pupil = (pupilId: string): fc.Arbitrary<Pupil> =>
  fc
    .record({
      forename: fc.constantFrom(...forenames),
      surname: fc.constantFrom(...surnames),
      preferredForename: maybe(...forenames),
      preferredSurname: maybe(...surnames),
      otherNames: fc.constantFrom<string[][]>([], ['Zachary Quillfeather']),
      yearGroup: fc.integer({ min: 7, max: 11 }),
      timetable: fc.constantFrom(...timetables),
      sealed: fc.constantFrom<Pupil['sealed'][]>(undefined, undefined, undefined, ['head@ashfield.example'], []),
      suspensions: fc.constantFrom<Pupil['suspensions'][]>([], [], [], [{ from: '2026-11-06', kind: 'suspended' }]),
      agreements: fc.constantFrom<Pupil['agreements'][]>(
        [],
        [{ from: '2026-09-02', weekday: 'monday', session: 'PM' }],
      ),
    })
    .map((over) => aPupil({ pupilId, placements, ...over }));

const mark = (pupilId: string): fc.Arbitrary<Mark> =>
  fc
    .record({
      slot: fc.constantFrom(['oak-farm', '09:00'], ['base', '12:45'], ['pru', '09:00'], [ASHFIELD, '09:00']),
      at: time,
      status: fc.constantFrom<Mark['status'][]>('present', 'late', 'absent', 'absent', 'absent', 'left'),
      recordedBy: fc.constantFrom(...recorders),
      code: maybe(...secretCodes, 'N', 'B', 'E', 'C2'),
      reason: maybe(...reasons),
    })
    .map(({ slot: [provision = '', arrive = ''], at, ...said }): Mark => {
      const times = { left: { leftAt: at }, absent: {}, present: { arrivedAt: at }, late: { arrivedAt: at } };
      const seen = { ...said, ...times[said.status] };
      return Object.assign(seen, { pupilId, date: MONDAY, provision, arrive, recordedAt: instantAt(MONDAY, at) });
    });

const ids = ['p1', 'p2', 'p3', 'p4', 'p5'];
const keyOf = ({ provision, arrive, recordedAt }: Mark): string => [provision, arrive, recordedAt].join(' ');
const marksOf = (id: string) => fc.uniqueArray(mark(id), { maxLength: 4, selector: keyOf });

const instant = time.map((at) => instantAt(MONDAY, at));
const absencesOf = (id: string, marks: readonly Mark[]) =>
  fc.array(
    anyAbsence(
      id,
      MONDAY,
      instant,
      marks.filter(({ pupilId }) => pupilId === id),
    ),
    { maxLength: 2 },
  );

const records: fc.Arbitrary<PartnershipRecords> = fc
  .record({ pupils: fc.tuple(...ids.map(pupil)), marks: fc.tuple(...ids.map(marksOf)) })
  .chain(({ pupils, marks }) =>
    fc
      .tuple(...ids.map((id) => absencesOf(id, marks.flat())))
      .map((absences) => held({ pupils, marks: marks.flat(), absences: absences.flat() })),
  );
const moment = time.map((at): Moment => momentOf(instantAt(MONDAY, at)));

/** As the post in the channel is made: with what changed since nine, and acknowledged. */
function cardsOf(given: PartnershipRecords, at: Moment, view: View): AdaptiveCard[] {
  const firstAt = instantAt(MONDAY, '09:00');
  const digest = digestFor({ urn: ASHFIELD, date: MONDAY, held: given, moment: at });
  const first = digestFor({ urn: ASHFIELD, date: MONDAY, held: given, moment: momentOf(firstAt) });
  const changes = changesSince(snapshotOf(first), digest);
  const buttons = [{ title: 'Show names', verb: 'names' as const, fields: { urn: ASHFIELD, date: MONDAY } }];
  return digestCards({ digest, held: given, view, acks: someAcks(), changes, firstAt, updatedAt: at.instant, buttons });
}
const jsonOf = (given: PartnershipRecords, at: Moment, view: View = 'channel'): string =>
  JSON.stringify(cardsOf(given, at, view));

/** The same initials and the same order by name, and not one name left. */
const renamed = (name: string): string => name.replaceAll(/\p{L}+/gu, (part) => `${part.charAt(0)}xqx${part.slice(1)}`);
const maybeRenamed = (name: string | undefined) => name && renamed(name);

const strangers = (pupils: readonly Pupil[]): Pupil[] =>
  pupils.map((one, n) =>
    Object.assign(structuredClone(one), {
      forename: renamed(one.forename),
      surname: renamed(one.surname),
      preferredForename: maybeRenamed(one.preferredForename),
      preferredSurname: maybeRenamed(one.preferredSurname),
      otherNames: ['Nobody Known'],
      yearGroup: 12 - (one.yearGroup % 4),
      rag: 'red',
      ragReasons: ['at risk'],
      ehcp: true,
      lookedAfter: true,
      keyWorker: `k${n}@northvale.example`,
      contacts: [{ name: 'Wilhelmina', phone: '01632 960777' }],
    } satisfies Partial<Pupil>),
  );

const otherCode = (code: string | undefined): string | undefined => {
  const at = secretCodes.indexOf(code ?? '');
  return at < 0 ? code : secretCodes[(at + 5) % secretCodes.length];
};
const retold = (marks: readonly Mark[]): Mark[] =>
  marks.map((one) =>
    Object.assign(structuredClone(one), {
      recordedBy: `${one.recordedBy}.uk`,
      code: otherCode(one.code),
      reason: one.reason && `${one.reason}, and more`,
    }),
  );

/** The same follow-up, of which all that anybody said or did about the child is another. */
const otherContacts = (contacts: readonly Contact[]): Contact[] =>
  contacts.map((one) => ({
    ...one,
    whom: 'Nobody Known',
    method: one.method === 'visit' ? 'call' : 'visit',
    outcome: one.outcome === 'reached' ? 'no-answer' : 'reached',
    relationship: 'neighbour',
    ...(one.reason && { reason: 'quite another' }),
  }));
const refollowed = (absences: readonly Absence[]): Absence[] =>
  absences.map((one) =>
    Object.assign(structuredClone(one), {
      contacts: otherContacts(one.contacts),
      watchers: ['nobody@northvale.example'],
      needsDsl: !one.needsDsl,
      day: one.day + 4,
      version: one.version + 1,
      lastSeen: '2026-11-02',
      // That a person said it, and no mark, is no secret: it decides where the child stands.
      ...(one.missing && {
        missing: { ...one.missing, why: 'quite another', ...(one.missing.by !== undefined && { by: 'Nobody Known' }) },
      }),
      ...(one.closedBy && { closedBy: 'Nobody Known' }),
    } satisfies Partial<Absence>),
  );
/** What a visit, a colour or a DSL's list would show by, were it told. */
const ofVisits = new Set<Absence['state']>(['visit-required', 'visited-not-seen', 'contacts-tried']);
const unvisited = (absences: readonly Absence[]): Absence[] =>
  absences.map((one) =>
    Object.assign(structuredClone(one), {
      visit: undefined,
      review: undefined,
      ...(ofVisits.has(one.state) && { due: [], state: 'contacts-tried' }),
    } satisfies Partial<Absence>),
  );
const undue = (absences: readonly Absence[]): Absence[] =>
  absences.map((one) => (ofVisits.has(one.state) ? { ...one, due: [] } : one));

const holds = (property: (given: PartnershipRecords, at: Moment) => void, numRuns = 80): void =>
  fc.assert(fc.property(records, moment, property), { numRuns });

const partsOf = ({ forename, surname, preferredForename = '', preferredSurname = '', otherNames }: Pupil): string[] =>
  [forename, surname, preferredForename, preferredSurname, ...otherNames]
    .flatMap((name) => [name].concat(name.split(/[^\p{L}]+/u)))
    .filter((part) => part.length >= 3);

const textsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'text' in value && typeof value.text === 'string' ? [value.text.replaceAll(/\\(.)/g, '$1')] : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
};
const codesIn = (cards: readonly AdaptiveCard[]): string[] =>
  textsIn(cards)
    .flatMap((text) => /^Code(?:, AM and PM)?: (.*)$/.exec(text)?.[1] ?? [])
    .flatMap((said) => said.split(' · ').map((one) => one.replace(/^(AM|PM) /, '')));

const open = new Set(['/', '\\', 'L', 'U', 'B', 'K', 'D', 'N', 'reason held', 'decision needed']);
for (const none of Object.values(words.noCodeWords)) open.add(none);

describe('the card that anybody in a channel reads (issue, item 10)', () => {
  test('holds no part of any pupil’s name, nor what was said of why, nor who said it', () => {
    holds((given, at) => {
      const json = jsonOf(given, at);
      const withoutNames = jsonOf({ ...given, pupils: strangers(given.pupils) }, at);
      const told = given.marks.flatMap(({ reason, recordedBy }) => [reason ?? '…', recordedBy]);
      for (const part of [...given.pupils.flatMap(partsOf).filter((one) => !withoutNames.includes(one)), ...told])
        expect(json).not.toContain(part);
    });
  });

  test('is the same card whatever the pupils are called, and in whatever year they are', () => {
    holds((given, at) => {
      expect(jsonOf({ ...given, pupils: strangers(given.pupils) }, at)).toBe(jsonOf(given, at));
    });
  });

  test('is the same card whatever the reason is, and whoever recorded it', () => {
    holds((given, at) => {
      expect(jsonOf({ ...given, marks: retold(given.marks) }, at)).toBe(jsonOf(given, at));
    });
  });

  test('R8.3: is the same card with sealed pupils and without them', () => {
    holds((given, at) => {
      const pupils = given.pupils.filter(({ sealed }) => sealed === undefined);
      expect(jsonOf({ ...given, pupils }, at)).toBe(jsonOf(given, at));
    });
  });

  test('is the same card whoever was contacted, how, and with what outcome, whatever was said of a missing child', () => {
    holds((given, at) => {
      expect(jsonOf({ ...given, absences: refollowed(given.absences) }, at)).toBe(jsonOf(given, at));
    }, 50);
  });

  test('is the same card whether a visit is wanted, was made, or is still to be decided, and whoever reviews it', () => {
    holds((given, at) => {
      const absences = undue(given.absences);
      expect(jsonOf({ ...given, absences: unvisited(absences) }, at)).toBe(jsonOf({ ...given, absences }, at));
    }, 50);
  });

  test('R4.11, 9.2: says no word of what is recorded of an absence, in any state', () => {
    holds((given, at) => {
      const json = jsonOf(given, at);
      for (const word of secretWords) expect(json).not.toContain(word);
      expect(json).not.toMatch(/\b(red|amber|green|visit|DSL|coordinator|telephone|text message|e-mail|video)\b/i);
    });
  });

  test('says no year', () => holds((given, at) => expect(jsonOf(given, at)).not.toMatch(/Year|\bY\d/)));

  test('says of codes only / \\ L U B K D N, why there is none yet, "decision needed" or "reason held"', () => {
    holds((given, at) => {
      for (const code of codesIn(cardsOf(given, at, 'channel'))) expect(open).toContain(code);
    });
  });

  test('says none of the words for reasons, decisions and arrangements in any state', () => {
    const cards = digestCards(
      digestOf(everyRow(), { view: 'channel', changes: everyChange, firstAt: 1, acks: someAcks() }),
    );
    const said = textsIn(cards).join('\n');
    const { categoryWords, decisionWords, coveringWords, flagWords, gapWords } = words;
    const tables = [categoryWords, decisionWords, coveringWords, flagWords, gapWords];
    const headings = Object.values(words.groupWords).map(({ heading }) => heading.toLowerCase());
    const secret = tables.flatMap((table) => Object.values<string>(table));
    const wordOf = (text: string) => new RegExp(`\\b${text.toLowerCase()}\\b`);
    const untold = secret.filter((one) => !headings.some((heading) => wordOf(one).test(heading)));
    expect(secret.length - untold.length).toBe(2); // "reason not known", "due in school"
    for (const one of untold) expect(said.toLowerCase()).not.toMatch(wordOf(one));
    for (const code of codesIn(cards)) expect(open).toContain(code);
  });
});

describe('the card for people with a role for the school', () => {
  test('calls each pupil as they are called, with the year, and no other name', () => {
    holds((given, at) => {
      const said = new Set(textsIn(cardsOf(given, at, 'names')));
      for (const one of given.pupils.filter(({ sealed }) => sealed === undefined)) {
        const name = `${one.preferredForename ?? one.forename} ${one.preferredSurname ?? one.surname}`;
        expect(said).toContain(`${name}, Year ${one.yearGroup}`);
      }
      expect([...said].join('\n')).not.toContain('Quillfeather');
    });
  });

  test('R9.3: gives of a reason the category alone', () => {
    holds((given, at) => {
      const json = jsonOf(given, at, 'names');
      for (const reason of reasons) expect(json).not.toContain(reason);
    });
  });

  test('R9.3: of an absence the state, the owner by role and how many contacts were tried', () => {
    holds((given, at) => {
      const json = jsonOf(given, at, 'names');
      for (const word of secretWords) expect(json).not.toContain(word);
      expect(json).not.toMatch(/\b(red|amber|green|telephone|text message|e-mail|video)\b/i);
    });
  });

  test('trap 17: Y5 is "unable to attend (restricted)", and who recorded it is not named', () => {
    holds((given, at) => {
      const marks = given.marks
        .filter(({ code }) => code === undefined || secretCodes.includes(code))
        .map((one) =>
          Object.assign(structuredClone(one), { status: 'absent', code: 'Y5', recordedBy: 'custody suite' }),
        );
      const seen = jsonOf({ ...given, marks }, at, 'names');
      expect(seen).not.toMatch(/Y5|custody|justice|detention/);
      expect(jsonOf({ ...given, marks }, at)).not.toMatch(/Y5|custody|restricted/);
    });
  });

  test('shows the category and the code', () => {
    const pupils = [aPupil({ timetable: [timetables[0]![0]!], placements })];
    const ill = { recordedAt: instantAt(MONDAY, '08:20'), recordedBy: 'parent', status: 'absent' as const, code: 'I' };
    const marks: Mark[] = [{ pupilId: 'p01', date: MONDAY, provision: 'oak-farm', arrive: '09:00', ...ill }];
    const said = textsIn(cardsOf(held({ pupils, marks }), momentOf(instantAt(MONDAY, '10:30')), 'names'));
    expect(said).toEqual(
      expect.arrayContaining([
        'Not here, reason known (1)',
        'Alfie Smith, Year 10',
        'Reason: ill',
        'Code: AM I (arranged for the school) · PM decision needed (nothing timetabled and no agreement covers it)',
      ]),
    );
  });
});
