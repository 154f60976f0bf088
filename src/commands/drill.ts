/** `drill`: a rehearsal of the concern route for the partnership's DSLs, and the report of the last one. */
import { randomUUID } from 'node:crypto';
import { offerCards, runningCards, thanksCard } from '../cards/drill.ts';
import { noticeCard } from '../cards/notice.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import type { Person } from '../domain/access.ts';
import type { Drill, Rehearsing } from '../domain/concern/drill.ts';
import { dslsOf } from '../domain/concern/reach.ts';
import { seatRoles } from '../domain/concern/concern.ts';
import { setting } from '../domain/settings.ts';
import { nameIn, type Directory } from '../store/directory.ts';
import { digestOf } from '../store/keys.ts';
import { personOf } from '../teams/recognise.ts';
import { drillTexts } from '../texts/concern/drill.ts';
import { dslAt } from '../texts/concern/reach.ts';
import type { Answer, Asking, Command, Fields, Parts } from './command.ts';

const leading = new Set([seatRoles['partnership-dsl'].first, ...seatRoles['partnership-dsl'].deputies]);

/** The partnerships somebody is DSL of. */
const ledBy = (person: Person | undefined, { partnerships }: Pick<Directory, 'partnerships'>): string[] => [
  ...new Set(
    (person?.holdings ?? [])
      .filter(({ role, organisation }) => leading.has(role) && partnerships.has(organisation))
      .map(({ organisation }) => organisation),
  ),
];

/** As the pack has it at this moment. */
async function ledNow({ store }: Parts, { person, directory, now }: Asking): Promise<string[]> {
  return ledBy(personOf(await store.people.fresh(), person.upn, now), directory);
}

const answer = (cards: readonly AdaptiveCard[], summary: string): Answer => ({
  messages: cards.map((card) => ({ card, summary })),
});
const inPlace = (answered: Answer): Answer => ({ ...answered, inPlace: async () => undefined });
const refused = (): Answer => ({ messages: [], toast: drillTexts.nobodyLeads });

interface Prepared {
  minutes: number;
  people: Rehearsing[];
}

/** R8.3: a drill's report is read by all who lead it, so where a sealed child alone goes is not in it. */
const NOBODY = '';

/** Everybody a real concern could be told to first, or as a deputy. */
async function prepared({ store }: Parts, { directory, now }: Asking, partnership: string): Promise<Prepared> {
  const [held, roster] = await Promise.all([store.records.day(partnership, now.date), store.people.fresh()]);
  if (!held) throw new Error('there is no such partnership');
  const people = dslsOf(held, { roster, there: directory, date: now.date }, NOBODY).map(
    ({ upn, name, posts, isFirst }): Rehearsing => ({
      upn,
      name,
      as: dslAt(posts, nameIn(directory)),
      isFirst,
      state: 'due',
      tries: 0,
    }),
  );
  return { people, minutes: Number(setting(held, [partnership], 'drill_minutes', now.date)) };
}

async function standing(parts: Parts, asking: Asking, partnership: string, isNew = false): Promise<Answer> {
  const last = await parts.store.drills.current(partnership);
  if (last && last.endedAt === undefined) return answer(runningCards(last, isNew), drillTexts.runningTitle);
  const { people, minutes } = await prepared(parts, asking, partnership);
  const offered = { partnership, token: randomUUID(), people: people.length, minutes };
  return answer(offerCards(last, offered), last ? drillTexts.reportTitle : drillTexts.noneTitle);
}

async function show(parts: Parts, asking: Asking): Promise<Answer> {
  const led = await ledNow(parts, asking);
  if (led.length === 0) return answer([noticeCard({ lines: [drillTexts.nobodyLeads] })], drillTexts.noneTitle);
  const answers = await Promise.all(led.map((partnership) => standing(parts, asking, partnership)));
  return { messages: answers.flatMap(({ messages }) => messages) };
}

async function look(parts: Parts, asking: Asking, { partnership = '' }: Fields): Promise<Answer> {
  if (!(await ledNow(parts, asking)).includes(partnership)) return refused();
  return inPlace(await standing(parts, asking, partnership));
}

/** Pressed twice it is one drill; and while one runs, that one is shown. */
async function begin(parts: Parts, asking: Asking, { partnership = '', token = '' }: Fields): Promise<Answer> {
  if (token === '' || !(await ledNow(parts, asking)).includes(partnership)) return refused();
  const { person, now } = asking;
  const drill: Drill = {
    id: digestOf(`drill ${token}`),
    partnership,
    startedAt: now.instant,
    by: { upn: person.upn, name: person.name },
    ...(await prepared(parts, asking, partnership)),
  };
  const holds = await parts.store.drills.begin(drill);
  return inPlace(await standing(parts, asking, partnership, holds === drill.id));
}

async function have(parts: Parts, asking: Asking, { partnership = '', drill: id = '' }: Fields): Promise<Answer> {
  const { drills } = parts.store;
  const { person, now, directory } = asking;
  const drill = directory.partnerships.has(partnership) ? await drills.read({ partnership, id }) : undefined;
  const one = drill?.people.find(({ upn }) => upn === person.upn);
  if (!drill || !one) return { messages: [], toast: drillTexts.notYours };
  const answered = await drills.changePerson({ partnership, id }, person.upn, (held) =>
    held.ackAt === undefined ? { ...held, ackAt: now.instant } : undefined,
  );
  return inPlace(answer([thanksCard(answered ?? one, drill)], drillTexts.thanksTitle));
}

export function drillCommand(parts: Parts): Command {
  return {
    name: 'drill',
    example: 'drill',
    means: 'rehearse with every DSL how a concern reaches them, with a pretend pupil; and the last report',
    words: ['drill'],
    parse: (rest) => (rest === '' ? {} : undefined),
    may: ({ person, directory }) => ledBy(person, directory).length > 0,
    answered: 'private',
    run: (asking) => show(parts, asking),
    presses: {
      drill: (asking, fields) => look(parts, asking, fields),
      'drill-begin': (asking, fields) => begin(parts, asking, fields),
      'drill-answer': (asking, fields) => have(parts, asking, fields),
    },
  };
}
