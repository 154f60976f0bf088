/** A Monday on which people raise concerns: whoever may have to be told of one has written to Keylink once. */
import { go, toLastPage, type ConcernDoor, type Page } from './concern-doors.ts';
import { startSchoolDay, type SchoolDay } from './school-day.ts';
import type { Channel, Person } from './teams-world.ts';
import type { Concern } from '../../src/domain/concern/concern.ts';
import type { FirstEvent } from '../../src/domain/concern/events.ts';
import type { WholeConcern } from '../../src/store/concerns.ts';

type Opened = Extract<FirstEvent, { kind: 'opened' }>;

/** Found anywhere but in the sealed record, it has leaked. */
export const secret = 'zqxsecretzqx';
export const written = { what: `He flinched ${secret}`, ownWords: 'leave it' };
export const alfie = 'SVP|SV-1001';

export interface ConcernDay extends SchoolDay {
  linked: Channel;
  /** Staff of Fallow Hill Farm, officer, attendance lead at Ashmere Vale, coordinator. */
  who: Record<'tess' | 'jo' | 'priya' | 'nadia' | 'martin' | 'kate' | 'howard' | 'hugh' | 'deborah', Person>;
  /** Of the first partnership. */
  concern(id: string): Promise<WholeConcern>;
  all(): Promise<Concern[]>;
  report(words: string): Promise<Opened>;
  /** All of it, from the door to the receipt. */
  raises(door: ConcernDoor, by: Person, first: Record<string, string>, last: Record<string, string>): Promise<Page>;
}

export const numberIn = (words: string): string => /\b[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}\b/.exec(words)?.[0] ?? '';

const upns = {
  tess: 't.marlow@fallow-hill.example',
  jo: 'j.penfold@swanmere-valley.example',
  priya: 'p.hallam@ashmere-vale.example',
  nadia: 'n.farrow@swanmere-valley.example',
  martin: 'm.oyelaran@ashmere-vale.example',
  /** DSL and key link at Barrowick. */
  kate: 'k.rudd@barrowick.example',
  /** Chair of the partnership. */
  howard: 'h.brant@swanmere-valley.example',
  /** Owner of Fallow Hill Farm. */
  hugh: 'h.astley@fallow-hill.example',
  /** Principal of Ashmere Vale. */
  deborah: 'd.lisle@ashmere-vale.example',
};

export async function startConcernDay(): Promise<ConcernDay> {
  const day = await startSchoolDay('2026-11-09', '10:10');
  await day.loadDemo();
  const who = Object.fromEntries(
    Object.entries(upns).map(([name, upn]) => [name, day.person(upn)]),
  ) as ConcernDay['who'];
  for (const one of Object.values(who)) await day.say(one, 'help');
  const concern = async (id: string): Promise<WholeConcern> => {
    const whole = await day.store.concerns.read({ partnership: 'SVP', id });
    if (!whole) throw new Error(`no concern ${id}`);
    return whole;
  };
  return {
    ...day,
    who,
    linked: day.channel('Ashmere Vale', [who.tess, who.jo, who.priya, who.nadia]),
    concern,
    all: () => day.store.concerns.all('SVP'),
    async report(words) {
      const event = (await concern(numberIn(words))).entries[0]?.event;
      if (event?.kind !== 'opened') throw new Error('not a concern that somebody raised');
      return event;
    },
    async raises(door, by, first, last) {
      const page = await toLastPage(day, door, by, first);
      return go(day, door, by, page, 'Log this concern', { ...written, ...last });
    },
  };
}
