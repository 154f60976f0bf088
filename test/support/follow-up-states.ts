/** Absences in every state as their owners see them, the forms about them, the list, and the partnership's morning. */
import { absenceFormCard } from '../../src/cards/absence-form.ts';
import { followUpCard } from '../../src/cards/follow-up.ts';
import { followUpsCards } from '../../src/cards/follow-ups.ts';
import type { AdaptiveCard, CardName } from '../../src/cards/render.ts';
import { todayCards, type TodayShown } from '../../src/cards/today.ts';
import { absenceStates, type Absence, type Contact } from '../../src/domain/absence/absence.ts';
import { scopeOf, type Person } from '../../src/domain/access.ts';
import type { Chase } from '../../src/domain/chase/chase.ts';
import { registerStates } from '../../src/domain/day-registers.ts';
import { acts } from '../../src/domain/follow-up/acts.ts';
import { byUrgency, type Followed } from '../../src/domain/follow-up/next-step.ts';
import { newPost } from '../../src/domain/posting.ts';
import { roles, type PartnershipRecords, type Provision, type Pupil } from '../../src/domain/records.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import { ASHFIELD, BIRCHWOOD, PARTNERSHIP, aMark, aSchool, base, held, oakFarm, pru, pupilT } from './cal-a.ts';
import { asIs, type Given } from './digest-states.ts';
import { aPerson, there } from './partnerships.ts';

const MONDAY = '2026-11-09';
const at = (time: string): number => instantAt(MONDAY, time);
export const now = momentOf(at('10:30'));

/** An open absence of p01 from Oak Farm on a Monday morning, told at 09:36, as a test wants it. */
export const anAbsence = (over: Partial<Absence> = {}): Absence => ({
  partnership: PARTNERSHIP,
  pupilId: 'p01',
  urn: ASHFIELD,
  openedAt: at('09:35'),
  firstDate: MONDAY,
  date: MONDAY,
  state: 'enquirer-notified',
  since: at('09:36'),
  version: 3,
  raisedAt: at('09:35'),
  day: 1,
  slots: [{ date: MONDAY, session: 'AM', provision: 'oak-farm', start: '09:00', code: 'N' }],
  notifiedAt: at('09:36'),
  contacts: [],
  due: [{ step: 'update-overdue', at: at('10:06'), of: MONDAY }],
  fired: [],
  needsDsl: false,
  watchers: [],
  ...over,
});

const contacts = (given: Given): Contact[] => [
  {
    at: at('09:50'),
    by: { upn: 'sam@northvale.example', name: given('Sam Reed'), position: 'key-link' },
    whom: given('Ann Smith'),
    relationship: given('mother'),
    number: '0101',
    method: 'call',
    outcome: 'no-answer',
    next: given('Sam tries the father'),
    evidence: given('MIS, note 12'),
  },
  {
    at: at('10:10'),
    by: { upn: 'jo@northvale.example', name: given('Jo Bell'), position: given('Attendance officer') },
    whom: given('Bill Smith'),
    method: 'visit',
    outcome: 'reached',
    reason: given('tonsillitis'),
    code: 'I',
    child: { mode: 'in-person', where: given('at home') },
    visitAgreedWith: given('Ms Lisle'),
    twoStaff: true,
  },
];

const child = (given: Given): Pupil =>
  pupilT({
    forename: given('Alfie'),
    surname: given('Smith'),
    rag: 'amber',
    contacts: [
      // Whatever stands in every place: nobody here is the one not to be contacted.
      {
        name: `${given('Ann')} of ${given('Smith')}`,
        relationship: `the ${given('mother')}`,
        phone: given('01632 960101'),
      },
      { name: `${given('Bill')} of ${given('Smith')}` },
    ],
    doNotContact: given('Father: court order. Ring mother only.'),
  });

const calledIn = (one: Provision, given: Given) => ({ ...one, name: given(one.name), phone: given(one.phone) });
const records = (given: Given): PartnershipRecords =>
  held({
    pupils: [child(given)],
    schools: [
      aSchool({ name: given('Ashfield Academy') }),
      aSchool({ urn: BIRCHWOOD, name: given('Birchwood School') }),
    ],
    provisions: [oakFarm, base, pru].map((one) => calledIn(one, given)),
    marks: [aMark('absent', '09:35', { recordedBy: given('office@oakfarm.example') })],
  });

const everyState = (given: Given): [string, Absence][] => [
  ...absenceStates.map((state): [string, Absence] => [
    state,
    anAbsence({
      state,
      ...(state === 'missing' && { missing: { at: at('10:00'), why: given('ran off'), from: '10:00' } }),
    }),
  ]),
  ['with contacts', anAbsence({ state: 'contacts-tried', contacts: contacts(given) })],
  ['with many', anAbsence({ contacts: Array.from({ length: 30 }, () => contacts(given)).flat() })],
  [
    'missing, by the marks',
    anAbsence({ state: 'missing', slots: [], missing: { at: at('10:00'), why: 'left-without-reason', from: '10:00' } }),
  ],
  [
    'a visit decided, for review, going on',
    anAbsence({
      state: 'continuing',
      firstDate: '2026-11-05',
      lastSeen: '2026-11-04',
      day: 3,
      visit: { at: at('10:00'), by: given('Jo Bell'), wanted: false, why: given('spoken to twice') },
      review: { at: at('10:00'), why: 'unseen-too-long' },
    }),
  ],
  [
    'both answered',
    anAbsence({
      state: 'resolved',
      needsDsl: true,
      safe: { at: at('10:20'), date: MONDAY, how: 'seen', by: given('Jo Bell'), mode: 'video' },
      slots: [{ date: MONDAY, session: 'AM', provision: 'oak-farm', start: '09:00', code: 'I', explained: true }],
    }),
  ],
  [
    'closed',
    anAbsence({
      state: 'closed-seen',
      closedAt: at('10:25'),
      safe: { at: at('10:20'), date: MONDAY, how: 'reason-heard', by: '' },
      slots: [{ date: MONDAY, session: 'AM', provision: 'oak-farm', start: '09:00', code: 'Y5', explained: true }],
    }),
  ],
];

/** Every role at once: the card with the most on it. */
const everybody: Person = aPerson(
  ...roles.flatMap((role) => [[role, PARTNERSHIP] as const, [role, ASHFIELD] as const]),
);
const keyLink = aPerson(['key-link', ASHFIELD]);

interface CardState {
  template: CardName;
  state: string;
  card: AdaptiveCard;
}

function followUps(given: Given): CardState[] {
  const readers: [string, Person][] = [
    ['everybody', everybody],
    ['key link', keyLink],
  ];
  // Only those with texts of people in them need more than one kind of text.
  const worded = /missing|with contacts|visit decided|both answered|closed$/;
  const states = everyState(given).filter(([state]) => given === asIs || worded.test(state));
  return (given === asIs ? readers : readers.slice(0, 1)).flatMap(([who, person]) =>
    states.map(([state, absence]): CardState => ({
      template: 'follow-up',
      state: `${state}, for ${who}`,
      card: followUpCard({
        absence,
        held: records(given),
        person,
        scope: scopeOf(person, there),
        now,
        ...(state === 'closed' && { news: { text: given('Recorded.') } }),
      }),
    })),
  );
}

const forms = (given: Given): CardState[] =>
  acts.map((act) => ({
    template: 'absence-form',
    state: act,
    card: absenceFormCard({
      act,
      absence: anAbsence({
        slots: [MONDAY, '2026-11-05'].map((date) => ({ date, session: 'AM', provision: 'oak-farm', start: '09:00' })),
      }),
      held: records(given),
      pupil: child(given),
      who: { person: everybody, scope: scopeOf(everybody, there) },
      formed: now.instant,
      ...(act === 'contact' && {
        filled: { words: 'No answer', method: 'text', when: '09:15' },
        problem: given('why'),
      }),
    }),
  }));

const chase = (over: Partial<Chase>): Chase => ({
  partnership: PARTNERSHIP,
  provision: 'oak-farm',
  date: MONDAY,
  closesAt: '09:30',
  due: [],
  fired: [{ step: 'ask', at: at('09:30') }],
  ...over,
});
const chases: Chase[] = [
  chase({ due: [{ step: 'ask-again', at: at('10:40') }], fired: [] }),
  chase({ due: [{ step: 'ring', at: at('10:40') }] }),
  chase({
    fired: [
      { step: 'ask', at: at('09:30') },
      { step: 'ring', at: at('09:50') },
    ],
  }),
];

/** Open absences of so many children. */
export const manyFollowed = (count: number, given: Given = asIs): Followed[] => {
  const pupils = Array.from({ length: count }, (_, n) => ({
    ...child(given),
    pupilId: `p${n}`,
    surname: given(`Smith №${n}.`),
  }));
  const open = everyState(given)
    .map(([, absence]) => absence)
    .filter(({ closedAt }) => closedAt === undefined);
  const of = { ...records(given), pupils };
  const all = pupils.map((pupil, n) => ({
    absence: { ...open[n % open.length]!, pupilId: pupil.pupilId },
    held: of,
    pupil,
  }));
  return byUrgency(all, now.instant);
};

function lists(given: Given): CardState[] {
  const chased = chases.map((one) => ({ chase: one, held: records(given) }));
  const shown = [
    ...followUpsCards({ open: manyFollowed(given === asIs ? 60 : 3, given), chased, now }),
    ...followUpsCards({ open: [], chased: [], now }),
  ];
  return shown.map((card, n) => ({ template: 'sections', state: `follow-ups ${n}`, card }));
}

export function aMorning(given: Given = asIs): TodayShown {
  const post = newPost({ partnership: PARTNERSHIP, date: MONDAY, urn: ASHFIELD });
  const acks = [{ upn: 'sam@northvale.example', name: given('Sam Reed'), role: 'key-link', at: at('10:29'), of: '' }];
  return {
    held: { ...records(given), chases },
    now,
    schools: [
      { urn: ASHFIELD, unaccounted: 2 },
      { urn: BIRCHWOOD, unaccounted: 0 },
    ],
    registers: registerStates.map((state) => ({
      provision: 'oak-farm',
      closesAt: '09:30',
      state,
      due: 3,
      unmarked: 1,
    })),
    open: [anAbsence(), anAbsence({ state: 'missing' })],
    posts: [{ ...post, state: 'posted', firstAt: at('10:28'), late: true, acks }],
    vacancies: [
      { role: 'officer', organisation: PARTNERSHIP, holders: [], by: 'nobody', gap: 'vacant' },
      { role: 'key-link', organisation: ASHFIELD, holders: ['a@x'], by: 'next-role', gap: 'unreachable' },
    ],
    nameOf: () => given('Jo Bell'),
  };
}

const mornings = (given: Given): CardState[] => {
  const quiet = { ...aMorning(given), schools: [], registers: [], open: [], posts: [], vacancies: [] };
  return [...todayCards(aMorning(given)), ...todayCards(quiet)].map((card, n) => ({
    template: 'sections',
    state: `today ${n}`,
    card,
  }));
};

export const followUpStates = (given: Given = asIs): CardState[] => [
  ...followUps(given),
  ...forms(given),
  ...lists(given),
  ...mornings(given),
];
