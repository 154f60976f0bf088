/** `today`: the partnership's day as the chat's card counts it, and whose names are behind the numbers. */
import { chaseOf, digestSection, numbersOf, phoneOf, vacancySection } from '../cards/today.ts';
import type { Section as CardSection } from '../cards/sections.ts';
import { morningOf, type Morning } from '../commands/today.ts';
import { registerStates, type DayRegister, type RegisterState } from '../domain/day-registers.ts';
import { longDate, timeOf } from '../domain/time.ts';
import { placesNamed } from '../texts/follow-up.ts';
import { registerHeadings, registerLines, todayTexts } from '../texts/today.ts';
import type { Named } from './models.ts';
import type { Moves } from './moves.ts';
import { notFound, type Question, type TabParts } from './question.ts';
import type { NumberShown, RegisterGroup, RegisterShown, Section, Today, Tone } from './today-model.ts';
import { peopleIn } from './today-children.ts';

/** As on the card: green says that something is so. */
const tones: Record<RegisterState, Tone> = {
  'not-in': 'attention',
  part: 'warning',
  open: 'emphasis',
  in: 'good',
  'not-yet': 'emphasis',
};

const numberShown = ({ number, words, more = '', style }: ReturnType<typeof numbersOf>[number]): NumberShown => ({
  number,
  words,
  more,
  tone: style,
});

/** The number to ring is a press of its own. */
function registerShown(register: DayRegister, morning: Morning): RegisterShown {
  const chase = chaseOf(register, morning);
  const phone = phoneOf(register, morning);
  const isToRing = chase?.returnedAt === undefined && chase?.fired.some(({ step }) => step === 'ring') === true;
  return {
    provision: register.provision,
    name: placesNamed(morning.held)(register.provision),
    lines: registerLines(register, chase, undefined),
    ...(isToRing && phone !== undefined && { phone }),
  };
}

const registersIn = (morning: Morning): RegisterGroup[] =>
  registerStates
    .map((state) => ({
      heading: registerHeadings[state],
      tone: tones[state],
      registers: morning.registers.filter((one) => one.state === state).map((one) => registerShown(one, morning)),
    }))
    .filter(({ registers }) => registers.length > 0);

const sectionShown = ({ heading, style, items }: CardSection): Section => ({
  heading,
  tone: style,
  items: items.map(({ who, lines, opens }) => {
    const school = opens?.fields?.['urn'];
    return { who, lines: [...lines], ...(school !== undefined && { school }) };
  }),
});

const byName = (all: readonly Named[]): Named[] => all.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'));

function choicesIn({ held, schools }: Morning, places: readonly string[]): Pick<Today, 'schools' | 'provisions'> {
  const named = (codes: Iterable<string>): Named[] =>
    byName([...codes].map((code) => ({ code, name: placesNamed(held)(code) })));
  return { schools: named(schools.map(({ urn }) => urn)), provisions: named(new Set(places)) };
}

function todayOf(morning: Morning, mark: string): Today {
  const { held, now, schools, registers } = morning;
  const [unaccounted, ...others] = numbersOf(morning).map(numberShown);
  const people = peopleIn(morning);
  const places = [...registers, ...held.absences.flatMap(({ slots }) => slots)].map(({ provision }) => provision);
  return {
    mark,
    name: held.partnership.name,
    day: longDate(now.date),
    asOf: timeOf(now.instant),
    unaccounted: unaccounted!,
    others,
    note: registers.length === 0 && schools.length === 0 ? todayTexts.nobody : '',
    ...people,
    registers: registersIn(morning),
    digests: sectionShown(digestSection(morning)),
    vacancies: sectionShown(vacancySection(morning)),
    ...choicesIn(morning, places),
  };
}

export const todayQuestion = (parts: TabParts, moves: Moves): Question => ({
  method: 'GET',
  path: 'today',
  may: ({ scope }) => scope.partnerships.length > 0,
  keepsLooking: true,
  async run(asking, { query }) {
    const partnership = asking.scope.partnerships.find((code) => code === query['partnership']);
    if (partnership === undefined) return { ...notFound, looked: { query: 'today', decision: 'refused' } };
    // First where it stands: what happens while the records are read is news.
    const { mark } = await moves.now(partnership);
    const morning = await morningOf(parts, asking, partnership);
    if (!morning) return notFound;
    const body = todayOf(morning, mark);
    const fields = [partnership, ...[...body.children, ...body.followed].map(({ id }) => id)];
    return { status: 200, body, looked: { query: 'today', decision: 'answered', fields } };
  },
});
