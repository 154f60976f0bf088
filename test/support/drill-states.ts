/** A drill as its people see it, while it runs, and its report. */
import { drillCard, offerCards, reportCards, runningCards, thanksCard } from '../../src/cards/drill.ts';
import type { AdaptiveCard, CardName } from '../../src/cards/render.ts';
import type { Drill, Rehearsing } from '../../src/domain/concern/drill.ts';
import { instantAt } from '../../src/domain/time.ts';
import { PARTNERSHIP } from './cal-a.ts';
import { asIs, type Given } from './digest-states.ts';

const at = (time: string): number => instantAt('2026-11-09', time);

export const aRehearsing = (over: Partial<Rehearsing> = {}): Rehearsing => ({
  upn: 'dsl@ashfield.example',
  name: 'Sam Reed',
  as: 'school DSL, Ashfield Academy',
  isFirst: true,
  state: 'sent',
  tries: 0,
  sentAt: at('10:00'),
  ...over,
});

/** Begun at ten by the coordinator, with ten minutes to answer. */
export const aDrill = (over: Partial<Drill> = {}): Drill => ({
  id: '0123456789abcdef',
  partnership: PARTNERSHIP,
  startedAt: at('10:00'),
  by: { upn: 'jo@northvale.example', name: 'Jo Bell' },
  minutes: 10,
  people: [aRehearsing()],
  ...over,
});

const everyOutcome = (given: Given): Rehearsing[] =>
  [
    aRehearsing({ ackAt: at('10:00') }),
    aRehearsing({ ackAt: at('10:01') }),
    aRehearsing({ ackAt: at('10:07') }),
    aRehearsing({ ackAt: at('10:25'), isFirst: false }),
    aRehearsing(),
    aRehearsing({ isFirst: false }),
    aRehearsing({ state: 'unreachable' }),
    aRehearsing({ state: 'due' }),
  ].map((one) => Object.assign(one, { name: given('Sam Reed'), as: `school DSL, ${given('Ashfield Academy')}` }));

export function drillStates(given: Given = asIs): { template: CardName; state: string; card: AdaptiveCard }[] {
  const by = { upn: 'jo@northvale.example', name: given('Jo Bell') };
  const running = aDrill({ by, people: everyOutcome(given) });
  const over = { ...running, endedAt: at('10:10'), people: everyOutcome(given) };
  const offered = { partnership: PARTNERSHIP, token: 't', people: 23, minutes: 10 };
  const [inTime, , , late] = over.people as [Rehearsing, Rehearsing, Rehearsing, Rehearsing];
  const noticed: [string, AdaptiveCard][] = [
    ['a drill', drillCard(running)],
    ['answered', thanksCard(inTime, over)],
    ['answered late', thanksCard(late, over)],
    ...offerCards(undefined, offered).map((card): [string, AdaptiveCard] => ['no drill yet', card]),
  ];
  const many = { ...over, people: Array.from({ length: 15 }, () => everyOutcome(given)).flat() };
  const listed = [
    ...runningCards(running, true),
    ...runningCards(running, false),
    ...reportCards(over),
    ...reportCards({ ...over, people: [aRehearsing({ name: given('Sam Reed') })] }),
    ...offerCards(over, { ...offered, people: 1, minutes: 1 }),
    // As large as this only to be counted.
    ...(given === asIs ? reportCards(many) : []),
  ];
  return [
    ...noticed.map(([state, card]) => ({ template: 'notice' as const, state, card })),
    ...listed.map((card, n) => ({ template: 'sections' as const, state: `drill ${n}`, card })),
  ];
}

export const someDsls = [
  { name: 'Sam Reed', as: 'school DSL, Ashfield Academy' },
  { name: 'Jo Bell', as: 'deputy DSL, Northvale Partnership; provision DSL, Oak Farm' },
];
