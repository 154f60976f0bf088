import * as fc from 'fast-check';
import { askByName } from '../../src/commands/pupil-question.ts';
import { noticeCard } from '../../src/cards/notice.ts';
import { scopeOf } from '../../src/domain/access.ts';
import { displayName, matchName } from '../../src/domain/names.ts';
import { roles } from '../../src/domain/records.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import { texts } from '../../src/texts/turn.ts';
import type { Answer, Asking } from '../../src/commands/command.ts';
import type { Found } from '../../src/commands/find-pupil.ts';
import type { Person } from '../../src/domain/access.ts';
import type { PartnershipRecords, Pupil, Role } from '../../src/domain/records.ts';
import type { LocalDate } from '../../src/domain/time.ts';
import type { Records } from '../../src/store/records.ts';
import { ASHFIELD, BIRCHWOOD, PARTNERSHIP, aPlacement, aPupil, aSchool, held } from '../support/cal-a.ts';
import { CEDAR, SOUTHMOOR, aPerson, there } from '../support/partnerships.ts';

const TODAY: LocalDate = '2026-11-09';
const now = momentOf(instantAt(TODAY, '10:00'));
const ME = 'sam@northvale.example';

/** Few names, so that pupils in scope and out of it are often called alike. */
const forenames = ['Mohammed', 'Muhammad', 'Jack', 'Zoë', 'Tom', 'Tim', 'Joy', 'Seán'];
const surnames = ['Ali', 'Ali Khan', "O'Neill", 'Oneal', 'Müller', 'Smith', 'Watson-Smith', 'Sunday'];
const organisations = [...there.partnerships, ...there.schools.keys(), ...there.provisions.keys(), 'nowhere'];
const endDate = fc.constantFrom(undefined, undefined, '2026-11-06', TODAY);

const pupil = fc
  .record({
    forename: fc.constantFrom(...forenames),
    surname: fc.constantFrom(...surnames),
    preferredForename: fc.constantFrom(undefined, undefined, ...forenames),
    otherNames: fc.constantFrom<string[][]>([], [], ['Aisha Begum'], ['Jack Smith']),
    yearGroup: fc.integer({ min: 9, max: 11 }),
    schoolUrn: fc.constantFrom(...there.schools.keys()),
    endDate,
    sealed: fc.constantFrom<Pupil['sealed'][]>(undefined, undefined, undefined, [], [ME], ['other@x.example']),
    places: fc.array(fc.tuple(fc.constantFrom(...there.provisions.keys()), endDate), { maxLength: 2 }),
  })
  .map(({ places, ...over }) => {
    const placements = places.map(([provision, last]) => aPlacement({ provision, endDate: last }));
    return aPupil({ ...over, placements });
  });
const rosters = fc
  .array(pupil, { minLength: 1, maxLength: 10 })
  .map((all) => all.map((one, n) => ({ ...one, pupilId: `p${n}` })));
/** Any role anywhere, most of which see nobody, and often one of those that do. */
const anyHolding = fc.tuple(fc.constantFrom(...roles), fc.constantFrom(...organisations));
const seeing = fc.constantFrom<[Role, string][]>(
  ['officer', PARTNERSHIP],
  ['deputy', SOUTHMOOR],
  ['key-link', ASHFIELD],
  ['head', BIRCHWOOD],
  ['school-dsl', CEDAR],
  ['provision', 'base'],
  ['deputy', 'oak-farm'],
);
const people = fc.array(fc.oneof(anyHolding, seeing), { maxLength: 3 }).map((holdings) => aPerson(...holdings));

/** A roster, and what somebody might type who knows its names: whole, in part, misspelt, with a year or a time. */
const asked = rosters.chain((roster) => {
  const whole = fc
    .constantFrom(...roster)
    .chain((one) =>
      fc.constantFrom(
        displayName(one),
        `${one.forename} ${one.surname}`,
        `${one.surname}, ${one.forename}`,
        one.forename,
        one.surname,
        `${one.forename.charAt(0)} ${one.surname}`,
        `${displayName(one)} Y${one.yearGroup}`,
        ...one.otherNames,
      ),
    );
  const lettersLost = whole.chain((name) =>
    fc.nat(name.length - 1).map((place) => name.slice(0, place) + name.slice(place + 1)),
  );
  const when = fc.constantFrom('', '', ' now', ' at 14:00', ' tomorrow', ' on Sunday', ' at half two');
  const text = fc.tuple(fc.oneof(whole, whole, lettersLost), when).map((parts) => parts.join(''));
  return fc.tuple(fc.constant(roster), text);
});

/** The contract's words on who sees whom, written down a second time. */
function maySee(person: Person, one: Pupil): boolean {
  const has = (some: readonly Role[], at: readonly (string | undefined)[]): boolean =>
    person.holdings.some(({ role, organisation }) => some.includes(role) && at.includes(organisation));
  const isHere = (one.endDate ?? TODAY) >= TODAY;
  const places = one.placements.filter((place) => (place.endDate ?? TODAY) >= TODAY).map((place) => place.provision);
  const sites = places.flatMap((place) => [place, there.provisions.get(place)]);
  const sees =
    has(['coordinator', 'deputy', 'officer'], [there.schools.get(one.schoolUrn)]) ||
    has(['key-link', 'school-dsl', 'deputy', 'head', 'attendance-lead'], [one.schoolUrn]) ||
    (isHere && has(['provision', 'provision-dsl', 'deputy'], sites));
  return sees && (one.sealed === undefined || one.sealed.includes(person.upn));
}

const partnershipOf = (one: Pupil): string => there.schools.get(one.schoolUrn)!;
const schools = [aSchool(), aSchool({ urn: BIRCHWOOD, name: 'Birchwood School' })];
const cedar = aSchool({ urn: CEDAR, name: 'Cedar Academy', partnership: SOUTHMOOR });

/** What the store gives: all of a partnership, because not every store filters as finely as it is asked to. */
function recordsOf(roster: readonly Pupil[]): Pick<Records, 'day'> {
  const of = (code: string): PartnershipRecords =>
    held({
      partnership: { code, name: code, digestAt: '10:30' },
      schools: code === SOUTHMOOR ? [cedar] : schools,
      pupils: roster.filter((one) => partnershipOf(one) === code),
    });
  return { day: async (code) => (there.partnerships.has(code) ? of(code) : undefined) };
}

const asking = (person: Person): Asking => ({
  person,
  scope: scopeOf(person, there),
  objectId: '',
  origin: {
    activityId: '',
    conversationId: '',
    kind: 'personal',
    tenantId: '',
    serviceUrl: '',
    botId: '',
    from: { id: '' },
  },
  directory: {
    ...there,
    partnershipList: [],
    schoolList: [...schools, cedar],
    provisionList: [],
    tenants: new Set(),
    tenantOf: () => undefined,
  },
  now,
});

/** The answer a person gets, with the pupil it is about as its only words; `named` are those it was about. */
async function ask(
  person: Person,
  roster: readonly Pupil[],
  text: string,
): Promise<{ answer: Answer; named: Found[] }> {
  const named: Found[] = [];
  const answer = await askByName(
    recordsOf(roster) as Records,
    asking(person),
    { query: 'where is', text },
    async (found) => {
      named.push(found);
      const card = noticeCard({ lines: [`${found.pupilId} ${found.sight} of ${found.held.partnership.code}`] });
      return { messages: [{ card, summary: 'Keylink answered' }] };
    },
  );
  return { answer, named };
}

describe('section 8.4, from the question to the answer', () => {
  test('R8.1: an answer is the same, letter for letter, whether or not pupils out of scope exist', async () => {
    await fc.assert(
      fc.asyncProperty(people, asked, async (person, [roster, text]) => {
        const theirs = roster.filter((one) => maySee(person, one));
        const { answer } = await ask(person, roster, text);
        expect(answer).toEqual((await ask(person, theirs, text)).answer);
      }),
      { numRuns: 300 },
    );
  });

  test('8.3: nobody out of scope is answered about, and nobody’s id stands on a card', async () => {
    await fc.assert(
      fc.asyncProperty(people, asked, async (person, [roster, text]) => {
        const hidden = roster.filter((one) => !maySee(person, one)).map(({ pupilId }) => pupilId);
        const { answer, named } = await ask(person, roster, text);
        expect(named.filter(({ pupilId }) => hidden.includes(pupilId))).toEqual([]);
        const cards = JSON.stringify(answer.messages);
        expect(hidden.filter((id) => cards.includes(`"${id}"`))).toEqual([]);
        expect(answer.looked?.pupilId === undefined || !hidden.includes(answer.looked.pupilId)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('the people these properties are about: some see somebody, some see nobody, and names are found', async () => {
    const seen = { found: 0, asked: 0, none: 0 };
    await fc.assert(
      fc.asyncProperty(people, asked, async (person, [roster, text]) => {
        const { answer, named } = await ask(person, roster, text);
        if (named.length > 0) seen.found += 1;
        else if (JSON.stringify(answer).includes(texts.uniform)) seen.none += 1;
        else seen.asked += 1;
      }),
      { numRuns: 300, seed: 8 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });

  test('R8.2: a match in scope stands although another of the same name is out of it', async () => {
    const both = [
      aPupil({ pupilId: 'p1', forename: 'Jack', surname: 'Smith' }),
      aPupil({ pupilId: 'p2', forename: 'Jack', surname: 'Smith', schoolUrn: CEDAR }),
    ];
    const { named } = await ask(aPerson(['key-link', ASHFIELD]), both, 'Jack Smith');
    expect(named.map(({ pupilId, sight }) => [pupilId, sight])).toEqual([['p1', 'all']]);
  });

  const jack = aPupil({ pupilId: 'p1', forename: 'Jack', surname: 'Smith' });
  const withRole = (...holdings: [Role, string][]): Person => aPerson(...holdings);
  test.each<[string, Person, Pupil[]]>([
    ['there is no such pupil', withRole(['key-link', ASHFIELD]), []],
    ['the pupil is of another school', withRole(['key-link', BIRCHWOOD]), [jack]],
    ['the pupil is of another partnership', withRole(['coordinator', SOUTHMOOR]), [jack]],
    ['the pupil is not placed there', withRole(['provision', 'oak-farm']), [jack]],
    ['the pupil is sealed', withRole(['coordinator', PARTNERSHIP]), [{ ...jack, sealed: [] }]],
    ['the asker has no role', withRole(), [jack]],
    ['the asker’s role sees no pupil', withRole(['governor-chair', ASHFIELD]), [jack]],
  ])('R8.1: the uniform line, and nothing else, where %s', async (_name, person, roster) => {
    for (const text of [
      'Jack Smith',
      'jack smith now',
      'Jack',
      'Smith, Jack',
      'Jack Smith tomorrow',
      'Jck Smith Y10',
    ]) {
      const { answer } = await ask(person, roster, text);
      expect(answer).toEqual({
        messages: [{ card: noticeCard({ lines: [texts.uniform] }), summary: 'Keylink answered' }],
        looked: { query: 'where is', decision: 'not-found' },
      });
    }
  });

  test('a person without holdings sees nobody, whatever they ask', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ([roster, text]) => {
        const { answer } = await ask(aPerson(), roster, text);
        expect(answer.looked).toEqual({ query: 'where is', decision: 'not-found' });
      }),
    );
  });

  test('every pupil in scope can be found by their whole name, at once or by a choice', async () => {
    await fc.assert(
      fc.asyncProperty(people, rosters, async (person, roster) => {
        for (const one of roster.filter((each) => maySee(person, each))) {
          const theirs = roster.filter((each) => maySee(person, each));
          const { named, answer } = await ask(person, roster, displayName(one));
          const candidates = matchName(displayName(one), theirs);
          const isListed = candidates.kind === 'several' && candidates.candidates.includes(one);
          expect(named.some(({ pupilId }) => pupilId === one.pupilId) || isListed).toBe(true);
          expect(answer.looked?.decision).not.toBe('not-found');
        }
      }),
    );
  });
});
