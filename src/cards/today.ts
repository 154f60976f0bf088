/** One partnership's morning on one card: the numbers first, then what is out, and what has been sent and read. */
import { absenceStates, type Absence } from '../domain/absence/absence.ts';
import { registerStates, type DayRegister } from '../domain/day-registers.ts';
import type { Vacancy } from '../domain/duty/vacancies.ts';
import type { Post } from '../domain/post.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import { longDate, timeOf, type Moment } from '../domain/time.ts';
import {
  digestLines,
  quietLines,
  registerHeadings,
  registerLines,
  stateNames,
  todayTexts,
  vacancyWords,
} from '../texts/today.ts';
import type { AdaptiveCard } from './render.ts';
import { sectionsCards, type Line, type Section, type Sections, type Style } from './sections.ts';

export interface TodayShown {
  held: PartnershipRecords;
  now: Moment;
  /** Children not accounted for, by school; the schools that are sent a digest today. */
  schools: readonly { urn: string; unaccounted: number }[];
  registers: readonly DayRegister[];
  /** The open absences that the reader may see. */
  open: readonly Absence[];
  posts: readonly Post[];
  vacancies: readonly Vacancy[];
  nameOf(upn: string): string;
  pageCharacters?: number;
}

/** Green says that something is so; that nothing is known to be wrong is no such thing. */
const styles: Record<DayRegister['state'], Style> = {
  'not-in': 'attention',
  part: 'warning',
  open: 'emphasis',
  in: 'good',
  'not-yet': 'emphasis',
};

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
const isOut = ({ state }: DayRegister): boolean => state === 'not-in' || state === 'part';

export function numbersOf({ schools, registers, open }: TodayShown): Sections['numbers'] {
  const children = sum(schools.map(({ unaccounted }) => unaccounted));
  const closed = registers.filter((one) => one.state === 'in' || isOut(one));
  const inAlready = closed.filter(({ state }) => state === 'in').length;
  const allIn = closed.length > 0 && inAlready === closed.length;
  const states = absenceStates
    .map((state) => ({ state, count: open.filter((absence) => absence.state === state).length }))
    .filter(({ count }) => count > 0);
  return [
    {
      number: String(children),
      words: todayTexts.unaccounted(children),
      style: children > 0 ? 'attention' : 'emphasis',
    },
    {
      number: String(open.length),
      words: todayTexts.followUps(open.length),
      more: states.map(({ state, count }) => `${count} ${stateNames[state]}`).join(' · '),
      style: open.length > 0 ? 'warning' : 'emphasis',
    },
    closed.length > 0
      ? { number: String(inAlready), words: todayTexts.registers(closed.length), style: allIn ? 'good' : 'warning' }
      : { number: '–', words: todayTexts.noRegister, style: 'emphasis' },
  ];
}

const placeNamed = ({ held }: TodayShown, provision: string): string =>
  held.provisions.find(({ code }) => code === provision)?.name ?? provision;

/** What has been done to get it. */
export const chaseOf = ({ provision, closesAt }: DayRegister, { held, now }: Pick<TodayShown, 'held' | 'now'>) =>
  held.chases.find((one) => one.provision === provision && one.closesAt === closesAt && one.date === now.date);

export const phoneOf = ({ provision }: DayRegister, { held }: Pick<TodayShown, 'held'>): string | undefined =>
  held.provisions.find(({ code }) => code === provision)?.phone;

/** One to do something about: its register is a press away. */
const registerLine = (register: DayRegister, shown: TodayShown): Line => ({
  who: placeNamed(shown, register.provision),
  lines: registerLines(register, chaseOf(register, shown), phoneOf(register, shown)),
  opens: { title: 'Register', verb: 'register', fields: { provision: register.provision } },
});

const asksForNothing = ({ state }: DayRegister): boolean => state === 'in' || state === 'not-yet';

function quietLine(registers: readonly DayRegister[], shown: TodayShown): Line {
  const pupils = sum(registers.map(({ due }) => due));
  return { who: todayTexts.pupils(pupils), lines: quietLines(registers, (provision) => placeNamed(shown, provision)) };
}

const registerSections = (shown: TodayShown): Section[] =>
  registerStates.map((state) => {
    const of = shown.registers.filter((one) => one.state === state);
    const items = of.every(asksForNothing) ? [quietLine(of, shown)] : of.map((one) => registerLine(one, shown));
    const heading = `${registerHeadings[state]} (${of.length})`;
    return { heading, style: styles[state], items: of.length > 0 ? items : [] };
  });

export function digestSection({ held, now, schools, posts }: TodayShown): Section {
  const items = schools.map(({ urn, unaccounted }): Line => {
    const school = held.schools.find((one) => one.urn === urn);
    const post = posts.find((one) => one.urn === urn);
    const children = unaccounted > 0 ? [`${unaccounted} ${todayTexts.unaccounted(unaccounted)}.`] : [];
    return {
      who: school?.name ?? urn,
      lines: [...digestLines(post, held.partnership.digestAt), ...children],
      opens: { title: 'Digest', verb: 'digest', fields: { urn, date: now.date } },
    };
  });
  return { heading: `Digests (${items.length})`, style: 'emphasis', items };
}

/** By what is missing and who stands in, because on a first day it is the same of nearly every place. */
export function vacancySection({ held, vacancies, nameOf }: TodayShown): Section {
  const places = new Map([
    [held.partnership.code, held.partnership.name],
    ...held.schools.map(({ urn, name }) => [urn, name] as const),
    ...held.provisions.map(({ code, name }) => [code, name] as const),
  ]);
  const alike = Map.groupBy(vacancies, (vacancy) => vacancyWords(vacancy, vacancy.holders.map(nameOf)));
  const items = [...alike].map(([who, of]): Line => {
    const names = of.map(({ organisation }) => places.get(organisation) ?? organisation);
    return { who, lines: [names.join(', ')] };
  });
  return { heading: `Roles with nobody to reach (${vacancies.length})`, style: 'warning', items };
}

export function todayCards(shown: TodayShown): AdaptiveCard[] {
  const { held, now, registers, schools, pageCharacters } = shown;
  return sectionsCards({
    title: held.partnership.name,
    about: longDate(now.date),
    numbers: numbersOf(shown),
    notes: registers.length === 0 && schools.length === 0 ? [todayTexts.nobody] : [],
    sections: [...registerSections(shown), digestSection(shown), vacancySection(shown)].filter(
      ({ items }) => items.length > 0,
    ),
    buttons: [{ title: 'Follow-ups', verb: 'say', fields: { text: 'follow-ups' } }],
    foot: `As it stood at ${timeOf(now.instant)}.`,
    ...(pageCharacters !== undefined && { pageCharacters }),
  });
}
