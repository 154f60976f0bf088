/** Every card in every state there is. Given another way with texts, it is filled with those in place of the invented ones. */
import { attendanceCard } from '../../src/cards/attendance.ts';
import { choiceCard } from '../../src/cards/choice.ts';
import { digestCards, type DigestShown } from '../../src/cards/digest.ts';
import { helpCard } from '../../src/cards/help.ts';
import { noticeCard, type Notice } from '../../src/cards/notice.ts';
import type { AdaptiveCard, Button, CardName } from '../../src/cards/render.ts';
import { timetableCard } from '../../src/cards/timetable.ts';
import { whereaboutsCard } from '../../src/cards/whereabouts.ts';
import { noticeReasons } from '../../src/domain/post.ts';
import type { CalendarRow, Mark, PartnershipRecords, Provision, Pupil } from '../../src/domain/records.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import { whereabouts } from '../../src/domain/whereabouts.ts';
import type { Asked, Whereabouts } from '../../src/domain/whereabouts.ts';
import { sayFigures, sayProgramme } from '../../src/texts/attendance.ts';
import { linkTexts, readersWords } from '../../src/texts/link.ts';
import { noticeWords } from '../../src/texts/notices.ts';
import { postTexts } from '../../src/texts/posts.ts';
import { texts } from '../../src/texts/turn.ts';
import { sayWhereabouts } from '../../src/texts/whereabouts.ts';
import { ASHFIELD, aMark, aSchool, base, calA, held, oakFarm, pru, pupilT } from './cal-a.ts';
import { everyFigure, noFigures } from './attendance-states.ts';
import { drillStates, someDsls } from './drill-states.ts';
import { concernDeskStates } from './concern-desk-states.ts';
import { concernFormStates } from './concern-form-states.ts';
import { followUpStates } from './follow-up-states.ts';
import { registerStates } from './register-states.ts';
import { followed } from './followed.ts';
import { asIs, digestOf, everyChange, everyRow, someAcks, usualRows, type Given } from './digest-states.ts';

interface CardState {
  template: CardName;
  state: string;
  card: AdaptiveCard;
}
type States = CardState[];

const instantOf = (text: string): number => instantAt(text.slice(0, 10), text.slice(11));
const button: Button = { title: 'Show the digest', verb: 'digest', fields: { urn: ASHFIELD, date: '2026-11-09' } };

function notices(given: Given): States {
  const school = given('Ashfield Academy');
  const said = [...Object.values(texts), ...Object.values(linkTexts)];
  const register = { place: given('Oak Farm'), phone: '01632 960001', closesAt: '09:30', asked: 2, pupils: 3 };
  const gaps = [
    { role: 'officer' as const, organisation: school, why: 'vacant' as const, standsIn: [] },
    { role: 'key-link' as const, organisation: school, why: 'unreachable' as const, standsIn: [given('Sam Reed')] },
  ];
  const unreached = someDsls.map(({ name, as }) => ({ name: given(name), as: given(as) }));
  const all: [string, Notice][] = [
    ['a header', postTexts.header(school, '2026-11-09', 0)],
    ['the header of a second message', postTexts.header(school, '2026-11-09', 1)],
    ['a digest missed', postTexts.missed(school, '2026-11-09')],
    ['an empty page', postTexts.emptyPage],
    ['news of one', { lines: [postTexts.news(1)] }],
    ['news of three', { lines: [postTexts.news(3)] }],
    ['a time not understood', { lines: [`I did not understand the time “${given('half past')}”.`] }],
    ['everything at once', { title: school, lines: [school, { text: school, subtle: true }], buttons: [button] }],
    ['readers with a role', { lines: [readersWords(1, [])] }],
    [
      'readers without',
      {
        lines: [
          readersWords(
            14,
            Array.from({ length: 12 }, () => given('Sam Reed')),
          ),
        ],
      },
    ],
    ...said.map((text): [string, Notice] => {
      const line = typeof text === 'string' ? text : text(school, school);
      return [line.slice(0, 40), { lines: [line] }];
    }),
    ...noticeReasons.flatMap((why): [string, Notice][] => [
      [
        `${why}, one school`,
        { ...noticeWords({ why, schools: [school], register, gaps, unreached }), buttons: [button] },
      ],
      [
        `${why}, two schools`,
        {
          ...noticeWords({ why, schools: [school, given('Birchwood School')], register, gaps, unreached }),
          buttons: [button],
        },
      ],
    ]),
  ];
  return all.map(([state, notice]) => ({ template: 'notice', state, card: noticeCard(notice) }));
}

function helps(given: Given): States {
  const who = `You are known here as ${given('Sam Reed')}, key link.`;
  const commands = Array.from({ length: 12 }, () => ({ example: 'where is Alfie now', means: 'what is planned' }));
  return [
    { template: 'help', state: 'with a button', card: helpCard({ who, commands, buttons: [button] }) },
    { template: 'help', state: 'without', card: helpCard({ who, commands: commands.slice(0, 1), buttons: [] }) },
  ];
}

function choices(given: Given): States {
  const candidate = {
    name: given('Alfie O’Neill'),
    about: `${given('Ashfield Academy')}, Year 10`,
    fields: { command: 'where is', pupil: 'p01', asked: given('alfie at 14:00') },
  };
  const choice = (count: number, more?: string) =>
    choiceCard({
      question: 'Which pupil do you mean?',
      button: 'This one',
      verb: 'choose',
      candidates: Array.from({ length: count }, () => candidate),
      ...(more && { more }),
    });
  return [
    { template: 'choice', state: 'one pupil', card: choice(1) },
    { template: 'choice', state: 'five and more', card: choice(5, 'There are more. Say the year too.') },
  ];
}

function timetables(given: Given): States {
  const slot = (extra: string) => ({ when: `09:00–12:00, ${given('Bricks')}`, where: given('Oak Farm'), extra });
  const day = (name: string, today: boolean, slots: ReturnType<typeof slot>[]) => ({
    day: name,
    date: '9 Nov',
    today,
    slots,
  });
  const days = [
    day('Mon', true, [slot(''), slot(`lunch: ${given('on site')} · transport: ${given('taxi')}`)]),
    day('Tue', false, [slot(`closed that day (${given('Boiler')})`)]),
    day('Wed', false, [{ when: '–', where: 'nothing timetabled', extra: '' }]),
  ];
  const week = (shown: typeof days) =>
    timetableCard({
      name: given('Alfie O’Neill'),
      about: `${given('Ashfield Academy')}, Year 10`,
      week: 'Week of Monday 9 November',
      days: shown,
      foot: 'This is the plan. It does not say that anybody arrived.',
    });
  return [
    { template: 'timetable', state: 'a week', card: week(days) },
    { template: 'timetable', state: 'one empty day', card: week(days.slice(2)) },
  ];
}

interface Scene {
  marks?: Mark[];
  pupil?: Partial<Pupil>;
  /** Asked about another moment than now. */
  askedAt?: string;
  recorded?: Partial<Pick<PartnershipRecords, 'absences' | 'chases'>>;
}
const [MON, TUE, WED, THU, FRI] = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'] as const;
const came = aMark('present', '09:02');
const atBase = (time: string, over: Partial<Mark> = {}): Mark =>
  aMark('present', time, { provision: 'base', arrive: '12:45', recordedBy: 'office@base.example', ...over });
const leftAt = (time: string, over: Partial<Mark> = {}) => aMark('left', time, { leftAt: time, ...over });

function followedUp(): PartnershipRecords['absences'] {
  const of = followed(pupilT());
  of.mark(aMark('absent', '09:35'));
  return of.all;
}
const lost = { at: instantOf(`${MON} 09:50`), why: 'not at home either', by: 'Olu Field', from: '09:50' };
const missing = followedUp().map((one) => Object.assign(one, { state: 'missing' as const, missing: lost }));
const asked = (['ask', 'ask-again', 'ring'] as const).map((step, n) => ({
  step,
  at: instantOf(`${MON} 09:30`) + n * 600_000,
}));
const chased = (fired: number): Scene => ({
  recorded: {
    chases: [
      {
        partnership: 'northvale',
        provision: 'oak-farm',
        date: MON,
        closesAt: '09:30',
        fired: asked.slice(0, fired),
        due: asked.slice(fired),
      },
    ],
  },
});

const scenes: [state: Whereabouts['state'], when: string, scene?: Scene][] = [
  ['A1', `${MON} 10:00`, { marks: [came, leftAt('09:50')] }],
  ['A1', `${MON} 13:20`, { marks: [came, atBase('13:16', { status: 'absent' })] }],
  ['A1', `${MON} 10:00`, { marks: [came, leftAt('09:50')], askedAt: `${MON} 16:00` }],
  ['A2', `${MON} 09:20`, { marks: [came, atBase('09:10')] }],
  ['A3', `${MON} 12:20`, { marks: [came, leftAt('10:00', { reason: 'collected' })] }],
  ['A4', `${MON} 10:15`, { marks: [aMark('late', '10:06', { arrivedAt: '10:05' })] }],
  ['A4', `${MON} 11:30`, { marks: [came], askedAt: `${TUE} 09:00` }],
  ['A5', `${MON} 15:50`, { marks: [came, atBase('12:50')] }],
  ['A6', `${TUE} 10:00`, { marks: [aMark('present', '09:05', { date: TUE, provision: ASHFIELD, code: '/' })] }],
  ['A7', `${MON} 10:00`, { marks: [aMark('absent', '08:20', { recordedBy: 'parent', code: 'I' })] }],
  ['A7', `${MON} 10:00`, { marks: [aMark('absent', '08:20', { recordedBy: 'custody@police.example', code: 'Y5' })] }],
  ['A7', `${MON} 10:00`, { marks: [aMark('absent', '08:20', { reason: 'as told' })] }],
  ['A1', `${MON} 10:00`, { marks: [aMark('absent', '09:35')], recorded: { absences: missing } }],
  ['A8', `${MON} 09:40`, { marks: [aMark('absent', '09:35')] }],
  ['A8', `${MON} 09:41`, { marks: [aMark('absent', '09:35')], recorded: { absences: followedUp() } }],
  ['A9', `${MON} 09:10`],
  ['A9', `${THU} 11:00`, { askedAt: `${WED} 10:00` }],
  ['A10', `${MON} 09:40`],
  ['A10', `${MON} 09:45`, chased(2)],
  ['A10', `${MON} 09:55`, chased(3)],
  ['A10', `${MON} 09:40`, { askedAt: `${MON} 16:00` }],
  ['A11', `${MON} 12:20`, { marks: [came] }],
  ['A12', `${THU} 12:20`, { marks: [aMark('present', '09:01', { date: THU, provision: 'base' })] }],
  ['A13', `${WED} 13:30`, { marks: [aMark('present', '09:02', { date: WED })] }],
  ['A14', `${TUE} 10:00`],
  ['A14', `${FRI} 10:00`],
  ['A14', `${TUE} 10:00`, { pupil: { suspensions: [{ from: TUE, kind: 'suspended' }] } }],
  ['A14', `${MON} 10:00`, { pupil: { endDate: '2026-10-01' } }],
  ['A14', `${MON} 10:00`, { pupil: { startDate: '2026-11-16' } }],
  ['A14', `${MON} 10:00`, { pupil: { timetable: [], agreements: [] } }],
  ['A15', '2026-10-20 10:00'],
  ['A16', `${MON} 08:30`],
  ['A16', '2026-10-25 01:30'],
];

/** R7.15: what each kind of asker is told; provision staff often get another state, because they see their own slots alone. */
const askers: Asked['audience'][] = [
  { kind: 'partnership' },
  { kind: 'school' },
  { kind: 'provision', provisions: ['base'] },
];

const calledIn = (one: Provision, given: Given) => ({ ...one, name: given(one.name), phone: given(one.phone) });
const notedIn = (row: CalendarRow, given: Given) => ({ ...row, ...(row.note && { note: given(row.note) }) });

function whereaboutsAt(
  [, when, { marks = [], pupil = {}, askedAt, recorded }]: [string, string, Scene],
  audience: Asked['audience'],
  given: Given,
) {
  const child = pupilT({ forename: given('Alfie'), surname: given('O’Neill'), ...pupil });
  const timetable = child.timetable.map((row) => ({ ...row, ...(row.transport && { transport: given('taxi') }) }));
  const provisions = [oakFarm, base, pru].map((one) => calledIn(one, given));
  const said = marks.map((mark) => ({ ...mark, recordedBy: given(mark.recordedBy) }));
  const calendar = calA.map((row) => notedIn(row, given));
  const schools = [aSchool({ name: given('Ashfield Academy') })];
  return whereabouts({
    pupil: { ...child, timetable },
    held: held({ pupils: [child], marks: said, provisions, calendar, schools, ...recorded }),
    moment: momentOf(instantOf(when)),
    now: momentOf(instantOf(askedAt ?? when)),
    audience,
    plan: askedAt !== undefined,
    coordinator: { name: given('Jo Bell'), phone: given('01632 960900') },
  });
}

const answers = (given: Given): States =>
  scenes.flatMap(([expected, when, scene = {}]) =>
    askers.map((audience): CardState => {
      const where = whereaboutsAt([expected, when, scene], audience, given);
      const card = whereaboutsCard({
        said: sayWhereabouts(where, { displayName: given('Alfie O’Neill'), school: given('Ashfield'), year: 10 }),
        name: given('Alfie O’Neill'),
        about: `${given('Ashfield Academy')}, Year 10`,
        state: where.state,
        asked: 'Asked at 10:00',
      });
      return { template: 'whereabouts', state: `${where.state} for ${audience.kind}, ${when}`, card };
    }),
  );

function digests(given: Given): States {
  const making = { given, acks: someAcks(given), firstAt: instantOf('2026-11-09 10:30') };
  const all: [string, DigestShown][] = [
    ['every row', digestOf(everyRow(given), making)],
    ['every change', digestOf(everyRow(given).slice(0, 12), { ...making, changes: everyChange, late: true })],
    ['over', digestOf(everyRow(given).slice(0, 3), { ...making, over: true })],
    ['a past day', digestOf(everyRow(given).slice(0, 3), { ...making, dayNote: 'past day', buttons: [] })],
    ['the last school day', digestOf(usualRows(1), { ...making, dayNote: 'last school day', acks: [] })],
    ['nobody on the list', digestOf([], { given })],
    ['nobody expected', digestOf([{ group: 'not-expected' }], { given })],
    ['all accounted for', digestOf([{ group: 'present' }, { group: 'late' }], { given })],
    ['one child', digestOf([{ group: 'unexplained' }], { given })],
    // As large as this only to be counted: what is said of each pupil is the same.
    ...(given === asIs ? [14, 60, 200] : []).map((count): [string, DigestShown] => [
      `${count} pupils`,
      digestOf(usualRows(count), making),
    ]),
  ];
  return all.flatMap(([state, made]) =>
    (['channel', 'names'] as const).flatMap((view) =>
      digestCards({ ...made, view }).map((card, page): CardState => ({
        template: 'digest',
        state: `${state}, ${view}, page ${page + 1}`,
        card,
      })),
    ),
  );
}

function attendances(given: Given): States {
  const who = {
    name: given('Alfie O’Neill'),
    about: `${given('Ashfield Academy')}, Year 10`,
    tone: 'warning' as const,
  };
  const findings = everyFigure.findings.map((finding) => ({ ...finding, code: given(finding.code) }));
  const full = sayFigures({ ...everyFigure, findings });
  const slots = sayProgramme({ expected: 12, attended: 10, unmarked: 1 });
  return [
    {
      template: 'attendance',
      state: 'every figure',
      card: attendanceCard({ ...who, said: full, weeks: everyFigure.weeks }),
    },
    {
      template: 'attendance',
      state: 'no session yet',
      card: attendanceCard({ ...who, said: sayFigures(noFigures), weeks: noFigures.weeks }),
    },
    { template: 'attendance', state: 'own slots', card: attendanceCard({ ...who, said: slots, weeks: [] }) },
  ];
}

export const cardStates = (given: Given = asIs): States => [
  ...notices(given),
  ...helps(given),
  ...choices(given),
  ...timetables(given),
  ...attendances(given),
  ...answers(given),
  ...followUpStates(given),
  ...drillStates(given),
  ...concernFormStates(given),
  ...concernDeskStates(given),
  ...registerStates(given),
  ...digests(given),
];
