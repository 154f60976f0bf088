/** Concerns as their DSLs have them: opened in every state, in parts, the forms, the list, and a pupil's chronology. */
import { concernActCard, glassFormCard } from '../../src/cards/concern-act.ts';
import { concernListCards } from '../../src/cards/concern-list.ts';
import { concernCard } from '../../src/cards/concern.ts';
import type { AdaptiveCard, Button, CardName } from '../../src/cards/render.ts';
import type { Absence } from '../../src/domain/absence/absence.ts';
import { concernActs } from '../../src/domain/concern/acts.ts';
import { chronologyOf } from '../../src/domain/concern/chronology.ts';
import type { By, Concern } from '../../src/domain/concern/concern.ts';
import type { AdultNamed, ConcernEvent, FirstEvent, LaterEvent } from '../../src/domain/concern/events.ts';
import { opened } from '../../src/domain/concern/next.ts';
import type { Seating } from '../../src/domain/concern/people.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import { fieldsOf } from '../../src/texts/concern/act-fields.ts';
import { chronologyTexts, sayChronology } from '../../src/texts/concern/chronology.ts';
import { deskTexts } from '../../src/texts/concern/desk.ts';
import type { ConcernTold } from '../../src/texts/concern/told.ts';
import { sayConcern } from '../../src/texts/concern/view.ts';
import { after, aReporter, firstEvent, look, seating, type Raised } from './a-concern.ts';
import { ASHFIELD, PARTNERSHIP, aPupil, held } from './cal-a.ts';
import { asIs, type Given } from './digest-states.ts';
import { anAbsence } from './follow-up-states.ts';

interface CardState {
  template: CardName;
  state: string;
  card: AdaptiveCard;
}

const TODAY = '2026-11-09';
const at = (time: string): number => instantAt(TODAY, time);
const now = momentOf(at('11:30'));

const sat: Seating = {
  ...seating([
    ['dsl', 'coordinator', PARTNERSHIP],
    ['school', 'school-dsl', ASHFIELD],
    ['head', 'head', ASHFIELD],
    ['farm', 'provision-dsl', 'oak-farm'],
  ]),
  date: TODAY,
};

const doer = (given: Given): By => ({ upn: 'dsl', name: given('Nia Bell'), position: 'coordinator' });

/** What is shown exactly as it was written stands in runs that know no markdown: its own tests hold it to that. */
const words = {
  what: 'He came in without a coat and would not eat.',
  ownWords: '“I’m not going home, he’s gonna be there”\nThen: “dont tell my mum”',
  questions: 'Tell me what happened.',
  when: 'Monday, about 9:40',
  where: 'By the stables',
  present: 'Only me',
  injuries: 'A bruise on the left forearm, the size of a coin',
  action: 'Stayed with him. Rang the DSL.',
  opinion: 'He seemed frightened, because he kept looking at the gate.',
};

function reported(given: Given, raised: Raised = {}): FirstEvent {
  const event = firstEvent(sat.roster, raised);
  if (event.kind === 'drafted') return event;
  const by = { ...aReporter, name: given(aReporter.name) };
  return { ...event, report: { ...event.report, by, words, parentInformed: 'not-safe', typedName: 'Alfie S.' } };
}

const later = (given: Given): LaterEvent[] => {
  const by = doer(given);
  return [
    { kind: 'acknowledged', by, parties: [{ seat: 'partnership-dsl', organisation: PARTNERSHIP }] },
    { kind: 'added', by: aReporter, text: 'It was Tuesday.', from: 'reporter' },
    { kind: 'added', by, text: 'Rang his mother.\nShe will ring back.', from: 'dsl' },
    {
      kind: 'decided',
      by,
      decision: 'refer-social-care',
      rationale: 'Risk of harm at home.',
      urgency: 'urgent',
      category: 'physical',
    },
    { kind: 'action', by, what: 'Ring social care', owner: given('Nia Bell'), due: '2026-11-08' },
    { kind: 'action', by, what: 'See him tomorrow', owner: 'Ola', due: '2026-11-10' },
    { kind: 'action-done', by, n: 1 },
    { kind: 'referred', by, to: given('Children’s social care'), on: TODAY, reference: given('SC 1234') },
    {
      kind: 'shared',
      by,
      with: { seat: 'head', organisation: ASHFIELD },
      why: 'Staff must keep an eye on him.',
      ground: 'protect',
    },
    { kind: 'matter-shared', by, with: ['school'], why: 'They see to his attendance.' },
    { kind: 'broke-glass', by, why: 'He has turned up here in tears.' },
  ];
};

interface Story {
  concern: Concern;
  entries: { at: number; event: ConcernEvent }[];
}

function story(first: FirstEvent, events: readonly LaterEvent[]): Story {
  const told = look(opened(first, at('10:00')), sat, at('10:00')).concern;
  const concern = events.reduce((one, event, n) => after(one, event, at('10:05') + n * 60_000), told);
  const entries = events.map((event, n) => ({ at: at('10:05') + n * 60_000, event }));
  return { concern, entries: [{ at: at('10:00'), event: first }, ...entries] };
}

const stories = (given: Given): [string, Story][] => {
  const by = doer(given);
  const adult: AdultNamed = { at: { organisation: ASHFIELD }, who: { kind: 'picked', upn: 'school' } };
  const typed: AdultNamed = { at: 'transport', who: { kind: 'typed', name: 'The tall driver' } };
  const all = later(given);
  const first = reported(given);
  return [
    ['raised', story(first, [])],
    ['urgent', story(reported(given, { urgency: 'urgent', ...(given === asIs && { provision: 'oak-farm' }) }), [])],
    // Long texts must not make two parts of one: the same entries stand on two cards.
    ...(given === asIs
      ? [['everything', story(reported(given, { urgency: 'urgent' }), all)] satisfies [string, Story]]
      : [all.slice(0, 4), all.slice(4, 6), all.slice(7, 8), all.slice(8, 9), all.slice(9)].map(
          (some, n): [string, Story] => [`part of everything, ${n}`, story(first, some)],
        )),
    ['closed', story(first, [...all.slice(3, 4), { kind: 'closed', by, outcome: 'Social care have it.' }])],
    ['about an adult', story(reported(given, { adult }), [])],
    ['about somebody whose name was typed', story(reported(given, { adult: typed }), [])],
    ['a draft', story(firstEvent(sat.roster, { isDraft: true }), [])],
    [
      'a draft dismissed',
      story(firstEvent(sat.roster, { isDraft: true }), [{ kind: 'dismissed', by, why: 'He was found at once.' }]),
    ],
  ];
};

const toldOf = ({ concern, entries }: Story, given: Given): ConcernTold => ({
  concern,
  entries,
  held: held({
    partnership: {
      code: PARTNERSHIP,
      name: given('Northvale Partnership'),
      digestAt: '10:30',
      ladoContact: given('LADO desk, 01632 960190'),
      laDutyContact: given('Duty desk, 01632 960192'),
    },
    pupils: [aPupil({ forename: given('Alfie'), surname: given('Smith') })],
  }),
  seating: sat,
  people: sat.roster.people.map(({ upn, role }) => ({
    upn,
    role,
    name: given('Sam Reed'),
    phone: '07700 900102',
  })),
  nameOf: () => given('Ashfield Academy'),
  reader: 'dsl',
  staleDays: 7,
  now,
});

const button = (title: string): Button => ({
  title,
  verb: 'concern-form',
  fields: { partnership: PARTNERSHIP, concern: 'AAAAA-BBBBB', act: 'note' },
  fetched: true,
});
const again = { verb: 'concern' as const, fields: { partnership: PARTNERSHIP, concern: 'AAAAA-BBBBB' } };

const shown = (told: ConcernTold, given: Given, part?: string): AdaptiveCard =>
  concernCard(
    {
      ...sayConcern(told),
      news: { text: given('Acknowledged.') },
      buttons: ['Acknowledge', 'Decide', 'Add an action', 'More', 'Chronology'].map(button),
      again,
      foot: deskTexts.foot('11:30'),
      fallback: deskTexts.fallback,
    },
    part,
  );

function opens(given: Given): CardState[] {
  const one = stories(given).map(([state, of]): CardState => ({
    template: 'concern',
    state,
    card: shown(toldOf(of, given), given),
  }));
  const longest = story(
    {
      ...reported(given),
      report: {
        ...(reported(given) as Extract<FirstEvent, { kind: 'opened' }>).report,
        words: { ...words, ownWords: 'a line of it\n'.repeat(2_300) },
      },
    } as FirstEvent,
    later(given),
  );
  const parts = ['1', '2', '99'].map((part): CardState => ({
    template: 'concern',
    state: `30,000 characters, part ${part}`,
    card: shown(toldOf(longest, given), given, part),
  }));
  return [...one, ...(given === asIs ? parts : [])];
}

function chronology(given: Given): CardState {
  const of = stories(given)
    .filter(([state]) => state === 'everything' || state === 'part of everything, 0' || state === 'a draft')
    .map(([, one]) => one);
  const absence: Absence = anAbsence({
    state: 'missing',
    missing: { at: at('10:00'), why: given('ran off'), from: '10:00' },
    review: { at: at('10:10'), why: 'day-over' },
    contacts: [
      {
        at: at('09:50'),
        by: { upn: 'sam', name: given('Sam Reed'), position: 'key-link' },
        whom: given('Ann Smith'),
        method: 'call',
        outcome: 'no-answer',
      },
    ],
  });
  const events = chronologyOf(of, [absence], aPupil({ rag: 'red' }));
  const card = concernCard({
    title: chronologyTexts.title(given('Alfie Smith')),
    about: given('Ashfield Academy'),
    headline: chronologyTexts.headline(events.length),
    tone: 'emphasis',
    alarms: [chronologyTexts.concerns, chronologyTexts.absences(60)],
    facts: sayChronology({ events, told: () => toldOf(of[0]!, given) }),
    buttons: [button('Back')],
    again,
    foot: deskTexts.foot('11:30'),
    fallback: deskTexts.fallback,
  });
  return { template: 'concern', state: 'a chronology', card };
}

const forms = (given: Given): CardState[] => [
  ...concernActs
    .filter((act) => act !== 'acknowledge')
    .map((act): CardState => ({
      template: 'absence-form',
      state: `concern: ${act}`,
      card: concernActCard({
        act,
        id: 'AAAAA-BBBBB',
        fields: fieldsOf(act, {
          today: TODAY,
          shares: [{ title: given('Headteacher, Ashfield Academy'), value: 'party|head|100001' }],
          toDo: [{ title: given('Ring social care'), value: '0' }],
        }),
        carried: { ...again.fields, act, token: 'token' },
        back: again,
        ...(act === 'decision' && { filled: { why: 'Because' }, problem: given('why') }),
      }),
    })),
  {
    template: 'absence-form',
    state: 'breaking the glass',
    card: glassFormCard({ carried: { pupil: 'p01' }, back: again, problem: given('why') }),
  },
];

function lists(given: Given): CardState[] {
  const open = stories(given).map(([, { concern }]) => ({ concern, staleDays: 7 }));
  const stale = { concern: { ...open[0]!.concern, entryAt: at('10:00') - 9 * 86_400_000 }, staleDays: 7 };
  const many = Array.from({ length: given === asIs ? 12 : 1 }, () => open).flat();
  return [concernListCards({ open: [stale, ...many], now }), concernListCards({ open: [], now })].flatMap((cards) =>
    cards.map((card, n): CardState => ({ template: 'sections', state: `concerns ${n}`, card })),
  );
}

export const concernDeskStates = (given: Given = asIs): CardState[] => [
  ...opens(given),
  chronology(given),
  ...forms(given),
  ...lists(given),
];
