/** Rows of a digest in every state there are words for, and digests made of them. All invented. */
import type { DigestShown } from '../../src/cards/digest.ts';
import type { AbsenceCategory } from '../../src/domain/codes.ts';
import { absenceStates } from '../../src/domain/absence/absence.ts';
import { codes } from '../../src/domain/codes.ts';
import type { Change, Shown } from '../../src/domain/digest-change.ts';
import type { DigestGroup } from '../../src/domain/digest-group.ts';
import { digestGroups, isUnaccounted, urgencyOf } from '../../src/domain/digest-group.ts';
import type { Confirmed, EarlierAbsence, PlacementOfDay, Row } from '../../src/domain/digest-row.ts';
import type { Followed, FollowUp } from '../../src/domain/follow-up.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import type { MarkStatus, Provision } from '../../src/domain/records.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import * as words from '../../src/texts/reasons.ts';
import { ASHFIELD, aPupil, aSchool, base, held, oakFarm } from './cal-a.ts';

/** What becomes of a text that people or packs give. */
export type Given = (text: string) => string;
export const asIs: Given = (text) => text;

const MONDAY = '2026-11-09';
const at = (time: string) => instantAt(MONDAY, time);
const keysOf = <K extends string>(table: Record<K, unknown>): K[] => Object.keys(table) as K[];

const seen = (what: MarkStatus, given: Given): Confirmed => ({
  what,
  provision: 'oak-farm',
  at: '09:02',
  recordedAt: at('09:04'),
  by: given('office@oakfarm.example'),
  ageMinutes: 86,
});

const placement = (over: Partial<PlacementOfDay>): PlacementOfDay => ({
  provision: 'oak-farm',
  atHome: false,
  session: 'AM',
  start: '09:00',
  end: '12:00',
  closesAt: '09:30',
  state: 'present',
  ...over,
});
const placements: PlacementOfDay[] = [
  placement({}),
  placement({
    provision: 'base',
    session: 'PM',
    start: '12:45',
    end: '15:45',
    closesAt: '13:15',
    state: 'not-started',
  }),
];

type Coded = Extract<Proposal, { kind: 'code' }>;
const coded = (over: Partial<Coded> = {}): Coded => ({
  kind: 'code',
  code: 'B',
  flags: [],
  gaps: [],
  basis: { covering: 'school' },
  ...over,
});
const notYet: Proposal = { kind: 'none', why: 'not-due-yet', flags: [], basis: { covering: 'school' } };

const phases: Followed['phase'][] = ['finding-the-child', 'finding-the-reason', 'settling'];
/** An open absence, of the day unless told otherwise. */
export const aFollowed = (over: Partial<Followed> = {}): Followed => ({
  kind: 'followed',
  on: MONDAY,
  phase: 'finding-the-reason',
  state: 'enquirer-notified',
  since: at('09:38'),
  due: { at: at('10:08'), what: 'update', overdue: false },
  owner: [
    { role: 'officer', organisation: 'northvale' },
    { role: 'key-link', organisation: ASHFIELD },
  ],
  contacts: 0,
  isSafe: false,
  isCoded: false,
  ...over,
});

const followUps: FollowUp[] = [
  ...absenceStates.map((state) => aFollowed({ state })),
  ...phases.map((phase) => aFollowed({ phase, since: instantAt('2026-11-06', '09:38'), contacts: 3, isSafe: true })),
  aFollowed({ due: { at: at('10:08'), what: 'update', overdue: true }, owner: [] }),
  aFollowed({ due: { at: instantAt('2026-11-16', '09:00'), what: 'step', overdue: false }, isCoded: true }),
  { kind: 'closed', on: MONDAY, at: at('11:05'), mistake: false },
  { kind: 'closed', on: MONDAY, at: instantAt('2026-11-10', '08:30'), mistake: true },
  { kind: 'register-asked', asked: [at('09:30'), at('09:40')], next: { step: 'ring', at: at('09:50') } },
  { kind: 'register-asked', asked: [at('09:30'), at('09:40')], ring: at('09:50') },
  { kind: 'register-asked', asked: [], ring: at('09:30') },
  { kind: 'finding-the-child', since: at('09:55') },
  { kind: 'asking-for-the-register', since: at('09:30') },
  { kind: 'finding-the-reason', since: at('09:38'), updateDue: at('10:08') },
  { kind: 'finding-the-reason', since: at('09:38'), updateDue: at('10:08'), overdueMinutes: 22 },
];
const earlier = (state: EarlierAbsence['state'], category?: AbsenceCategory): EarlierAbsence => ({
  provision: 'oak-farm',
  start: '09:00',
  state,
  ...(category && { category }),
});

const proposals: Proposal[] = [
  ...codes.map(({ code }) => coded({ code })),
  ...keysOf(words.coveringWords).map((covering) => coded({ basis: { covering, agreementTo: '2026-12-18' } })),
  ...keysOf(words.flagWords).map((flag) => coded({ flags: [flag] })),
  ...keysOf(words.gapWords).map((gap) => coded({ gaps: [gap], flags: ['assurance-not-recorded'] })),
  coded({ code: 'U', minutesLate: 65, gaps: ['approval', 'checks', 'supervision'] }),
  ...keysOf(words.decisionWords).map((why): Proposal => ({
    kind: 'needs-decision',
    why,
    flags: ['home-school-closed'],
    basis: {},
  })),
  ...keysOf(words.noCodeWords).map((why): Proposal => ({ kind: 'none', why, flags: [], basis: {} })),
];

/** One row for each thing that a row may say. */
export const everyRow = (given: Given = asIs): Partial<Row>[] => [
  ...digestGroups.map((group) => ({ group })),
  ...digestGroups.map((group) => ({ group, confirmed: seen('present', given), lastSeen: seen('late', given) })),
  ...keysOf(words.incidentWords).map((incident): Partial<Row> => ({
    group: 'missing-or-contradictory',
    incident,
    confirmed: seen('left', given),
  })),
  ...keysOf(words.categoryWords).flatMap((category): Partial<Row>[] => [
    { group: 'absent-with-reason', category, confirmed: seen('absent', given), earlier: [earlier('left', category)] },
    { group: 'left-with-reason', category, confirmed: seen('left', given), earlier: [earlier('absent', category)] },
  ]),
  ...followUps.map((followUp): Partial<Row> => ({
    group: 'unexplained',
    category: 'unexplained',
    followUps: [followUp],
  })),
  { group: 'late', confirmed: seen('late', given), minutesLate: 65, earlier: [earlier('not-returned')], amended: true },
  { group: 'due-in-school', placements: [placement({ provision: ASHFIELD, atHome: true })] },
  { group: 'provision-closed', placements: [placement({ closed: { kind: 'closure', note: given('Boiler') } })] },
  { group: 'not-expected', placements: [] },
  ...proposals.map((AM) => ({ proposals: { AM, PM: AM } })),
  ...proposals.map((AM) => ({ proposals: { AM, PM: notYet } })),
];

const names: [string, string][] = [
  ['Alfie', 'O’Neill'],
  ['Zoë', 'Łukasz-Watson'],
  ['Siân', 'D’Arcy'],
  ['Mohammed', 'Ali'],
];
const sevenOf: DigestGroup[] = [
  'present',
  'unexplained',
  'not-returned',
  'due-later',
  'late',
  'not-expected',
  'present',
];
/** As many pupils as asked for, spread over the groups, with about as much to say of each as on a usual day. */
export const usualRows = (count: number): Partial<Row>[] =>
  Array.from({ length: count }, (_, n) => {
    const group = sevenOf[n % sevenOf.length]!;
    return { group, ...(['present', 'late'].includes(group) && { confirmed: seen('present', asIs) }) };
  });

const calledIn = (one: Provision, given: Given) => ({ ...one, name: given(one.name) });

interface Making extends Partial<DigestShown> {
  given?: Given;
}

/** A digest of these rows, a pupil for each, sorted as a digest is. */
export function digestOf(rows: readonly Partial<Row>[], { given = asIs, ...over }: Making = {}): DigestShown {
  const whole = rows.map((row, n): Row => ({
    pupilId: `p${String(n).padStart(3, '0')}`,
    group: 'present',
    placements,
    earlier: [],
    followUps: [],
    proposals: { AM: coded(), PM: notYet },
    amended: false,
    ...row,
  }));
  const pupils = whole.map(({ pupilId }, n) => {
    const [forename, surname] = names[n % names.length]!;
    return aPupil({ pupilId, forename: given(forename), surname: given(surname), yearGroup: 7 + (n % 5) });
  });
  const schools = [aSchool({ name: given('Ashfield Academy') })];
  const provisions = [oakFarm, base].map((one) => calledIn(one, given));
  return {
    digest: {
      urn: ASHFIELD,
      date: MONDAY,
      judgedAt: momentOf(at('10:30')),
      rows: whole.toSorted((a, b) => urgencyOf(a.group) - urgencyOf(b.group)),
      unaccounted: whole.filter(({ group }) => isUnaccounted(group)).length,
      empty: whole.every(({ group }) => group === 'not-expected'),
    },
    held: held({ pupils, schools, provisions }),
    view: 'names',
    acks: [],
    changes: [],
    updatedAt: at('10:30'),
    buttons: [
      { title: 'Acknowledge', verb: 'acknowledge', fields: { urn: ASHFIELD, date: MONDAY } },
      { title: 'Show names', verb: 'names', fields: { urn: ASHFIELD, date: MONDAY } },
    ],
    ...over,
  };
}

const shown = (group: DigestGroup, am: Shown['am'] = 'B'): Shown => ({ group, am, pm: 'none' });
const aMissing: Shown = { ...shown('missing-or-contradictory'), missing: true };
/** To another group, to another code, missing and not any more, come onto the list, gone from it, and of a pupil nobody knows any more. */
export const everyChange: Change[] = [
  ...digestGroups.map((group, n) => ({
    pupilId: `p00${n % 4}`,
    before: shown('not-returned', 'none'),
    after: shown(group),
  })),
  { pupilId: 'p000', before: shown('absent-with-reason', 'I'), after: shown('absent-with-reason', 'restricted') },
  { pupilId: 'p001', after: shown('present') },
  { pupilId: 'p002', before: shown('missing-or-contradictory'), after: aMissing },
  { pupilId: 'p003', before: aMissing, after: shown('missing-or-contradictory') },
  { pupilId: 'p002', before: shown('present') },
  { pupilId: 'gone', before: shown('present') },
];
/** The same of that many pupils: everybody has come. */
export const manyChanges = (count: number): Change[] =>
  Array.from({ length: count }, (_, n) => ({
    pupilId: `p${String(n).padStart(3, '0')}`,
    before: shown('due-later', 'none'),
    after: shown('present'),
  }));

export const someAcks = (given: Given = asIs): DigestShown['acks'] => [
  { name: given('Sam Reed'), role: 'key-link', at: at('10:41'), changedSince: false },
  { name: given('Jo Bell'), role: 'head', at: at('10:45'), changedSince: true },
];
