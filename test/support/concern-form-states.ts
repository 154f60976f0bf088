/** The concern form on each of its pages, its door, its receipts, and the list of what somebody raised. */
import { concernDoorCard } from '../../src/cards/concern-door.ts';
import { concernFormCard } from '../../src/cards/concern-form.ts';
import { concernReceiptCard } from '../../src/cards/concern-receipt.ts';
import { myConcernsCards, type MyConcern } from '../../src/cards/my-concerns.ts';
import type { AdaptiveCard, CardName } from '../../src/cards/render.ts';
import type { Asking } from '../../src/commands/command.ts';
import { firstPage, lastPage, staffPage } from '../../src/commands/concern-report/pages.ts';
import type { Reporting } from '../../src/commands/concern-report/reporting.ts';
import { seats } from '../../src/domain/concern/concern.ts';
import type { Ringing } from '../../src/domain/concern/ringing.ts';
import { reporterStates } from '../../src/domain/concern/status.ts';
import type { Directory } from '../../src/store/directory.ts';
import { addField, formProblems, formTexts } from '../../src/texts/concern/form.ts';
import { stateWords } from '../../src/texts/concern/mine.ts';
import { receiptTexts, toldLines, untoldLines, type HasIt } from '../../src/texts/concern/receipt.ts';
import { ladoLines, ringLines } from '../../src/texts/concern/ringing.ts';
import { ASHFIELD, BIRCHWOOD, PARTNERSHIP, aPupil, aSchool, base, held, oakFarm } from './cal-a.ts';
import { asIs, type Given } from './digest-states.ts';
import { aPerson, there } from './partnerships.ts';

interface State {
  template: CardName;
  state: string;
  card: AdaptiveCard;
}

/** What rides in the buttons is the pack's own; hostile texts stand in what is read. */
const ringing = (given: Given, over: Partial<Ringing> = {}): Ringing => ({
  partnership: given('Northvale Partnership'),
  dsl: [{ name: given('Nia Bell'), phone: '07700 900101' }, { name: given('Ola Reed') }],
  isOutOfHours: true,
  outOfHours: 'Duty team, 01632 960191',
  laDuty: 'Duty desk, 01632 960192',
  lado: 'LADO desk, 01632 960190',
  ...over,
});
const unknownNumbers: Ringing = { partnership: 'Northvale', dsl: [], isOutOfHours: true };

const directoryOf = (given: Given): Directory => {
  const partnership = { ...held({}).partnership, name: given('Northvale Partnership') };
  return {
    ...there,
    partnershipList: [partnership],
    schoolList: [aSchool({ name: given('Ashfield Academy') }), aSchool({ urn: BIRCHWOOD, name: given('Birchwood') })],
    provisionList: [
      { ...oakFarm, name: given('Oak Farm') },
      { ...base, name: given('Base') },
    ],
    tenants: new Set(),
    tenantOf: () => undefined,
  };
};

function reportingFor(given: Given): Reporting {
  const pupil = aPupil({ forename: 'Tom', surname: 'Smith' });
  const room = held({ pupils: [pupil], schools: [aSchool({ name: given('Ashfield Academy') })] });
  const shown = { ...pupil, preferredForename: given('Tom'), preferredSurname: given('Smith') };
  const row = { role: 'provision' as const, organisation: 'oak-farm' };
  return {
    person: aPerson(['key-link', ASHFIELD]),
    roster: {
      people: [
        { ...row, upn: 'a@oak.example', name: given('Sam Reed'), position: given('Tutor') },
        { ...row, upn: 'b@oak.example', name: given('Jo Bell') },
      ],
      cover: [],
      bound: [],
    },
    inScope: [{ ...pupil, pupil: shown, held: room, sight: 'all' }],
    partnerships: [PARTNERSHIP],
    ringing: [ringing(given)],
  };
}

const asked = { adult: 'no', urgency: 'urgent', ring: 'your DSL on 07700 900101', ringAdult: 'the LADO' };
const named = { ...asked, pupilName: 'Tom Smith' };
const ofStaff = { ...named, adult: 'yes', pupil: `${PARTNERSHIP}|p01`, adultAt: 'org|oak-farm' };

function pages(given: Given): State[] {
  const reporting = reportingFor(given);
  const asking = { directory: directoryOf(given) } as Asking;
  const page = (state: string, { card }: { card: AdaptiveCard }): State => ({ template: 'concern-form', state, card });
  return [
    page('first', firstPage({}, reporting)),
    page('first, without numbers', firstPage({}, { ringing: [unknownNumbers] })),
    page('first, from a message', firstPage({ quoted: 'I saw it' }, reporting, formProblems.first)),
    page('staff', staffPage({ ...named, adult: 'yes', quoted: 'I saw it' }, asking, reporting)),
    page('staff, not said', staffPage({ ...asked, adult: 'yes' }, asking, reporting, formProblems.staff)),
    page('last, a pupil found', lastPage(named, asking, reporting)),
    page('last, no such pupil', lastPage({ ...asked, pupilName: 'Nobody Here' }, asking, reporting)),
    page('last, nothing written', lastPage({ ...asked, opinion: 'none' }, asking, reporting, formProblems.empty)),
    page('last, of staff', lastPage(ofStaff, asking, reporting)),
    page('last, of a driver', lastPage({ ...ofStaff, pupil: 'none', adultAt: 'transport' }, asking, reporting)),
    page('last, not sure', lastPage({ ...named, adult: 'unsure' }, asking, reporting)),
    page('adding to one', {
      card: concernFormCard({
        title: given('Add to your concern'),
        boxes: [{ style: 'attention', first: formTexts.emergency, lines: ladoLines([ringing(given)]) }],
        fields: [addField],
        entered: {},
        button: { title: 'Add it', verb: 'my-concern-add' },
      }),
    }),
  ];
}

const has: HasIt[] = ['first', 'deputy', 'reporter', 'nobody'];

function receipts(given: Given): State[] {
  const numbers = ringLines([ringing(given, { lado: given('LADO desk') })]);
  const shown = {
    title: receiptTexts.title,
    number: receiptTexts.number('7K3MQ-9XD2P'),
    at: receiptTexts.at({ instant: 0, date: '2026-11-09', time: '10:42' }),
    buttons: [{ title: receiptTexts.mine, verb: 'say' as const, fields: { text: 'my concerns' } }],
  };
  const told = seats.map((seat, n) => ({ seat, has: has[n % has.length]! }));
  const lines = [...toldLines(told), ...untoldLines(told), receiptTexts.each, receiptTexts.later(10), ...numbers];
  const untold = { style: 'attention' as const, first: receiptTexts.untold, lines: numbers };
  return [
    { template: 'concern-receipt', state: 'told', card: concernReceiptCard({ ...shown, boxes: [], lines }) },
    {
      template: 'concern-receipt',
      state: 'nobody told',
      card: concernReceiptCard({ ...shown, boxes: [untold], lines: [], buttons: [] }),
    },
  ];
}

function mine(given: Given): State[] {
  const numbers = ringLines([ringing(given)]);
  const one = (n: number): MyConcern => ({
    number: '7K3MQ-9XD2P',
    when: 'Monday 9 November, 10:42',
    state: stateWords[reporterStates[n % reporterStates.length]!],
    color: 'Attention',
    lines: n < 2 ? numbers : [],
    opens: { title: 'Open', verb: 'my-concern', fields: { partnership: 'northvale', concern: '1' }, fetched: true },
    value: 'northvale|1',
  });
  const some = (count: number) =>
    myConcernsCards(
      Array.from({ length: count }, (_, n) => one(n)),
      '10:45',
    );
  // As large as this only to be counted: what is said of each is the same.
  return [1, 6, ...(given === asIs ? [250] : [])].flatMap((count) =>
    some(count).map((card, page): State => ({ template: 'my-concerns', state: `${count}, message ${page + 1}`, card })),
  );
}

export const concernFormStates = (given: Given = asIs): State[] => [
  { template: 'concern-door', state: 'in a channel', card: concernDoorCard() },
  ...pages(given),
  ...receipts(given),
  ...mine(given),
];
