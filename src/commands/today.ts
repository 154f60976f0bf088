/** `today`: the partnership's morning – registers in, children unaccounted for, digests sent and read. */
import { todayCards, type TodayShown } from '../cards/today.ts';
import { isOpen } from '../domain/absence/absence.ts';
import { maySee, pupilOf } from '../domain/follow-up/acts.ts';
import { dayRegisters } from '../domain/day-registers.ts';
import { digestFor, type Digest } from '../domain/digest.ts';
import { digestDue } from '../domain/digest-due.ts';
import { vacanciesOf } from '../domain/duty/vacancies.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import { staffingOf } from '../jobs/audience.ts';
import type { Answer, Asking, Command, Message, Parts } from './command.ts';

/** The reader's own numbers: with the sealed pupils that name them, and no others (R8.3). */
const digestsOf = (held: PartnershipRecords, { now, person }: Asking): Digest[] =>
  held.schools
    .map(({ urn }) => ({ urn, date: now.date, held, viewer: person.upn }))
    .filter(digestDue)
    .map((ask) => digestFor({ ...ask, moment: now }));

const openFor = (held: PartnershipRecords, { person, scope, now }: Asking) =>
  held.absences.filter((absence) => {
    const pupil = pupilOf(absence, held);
    return pupil !== undefined && isOpen(absence) && maySee({ person, scope }, absence, pupil, now.date);
  });

/** The morning as its card shows it, and whose names are behind its numbers. */
export type Morning = Omit<TodayShown, 'schools'> & { schools: readonly Digest[] };

/** Undefined: there is no such partnership. */
export async function morningOf(
  { store }: Pick<Parts, 'store'>,
  asking: Asking,
  partnership: string,
): Promise<Morning | undefined> {
  const { now, directory } = asking;
  const [held, posts, roster] = await Promise.all([
    store.records.day(partnership, now.date),
    store.posts.ofDay(partnership, now.date),
    store.people.roster(now.instant),
  ]);
  return (
    held && {
      held,
      now,
      schools: digestsOf(held, asking),
      registers: dayRegisters(held, now, asking.person.upn),
      open: openFor(held, asking),
      posts,
      vacancies: vacanciesOf(held, staffingOf(roster, directory, now), asking.person.upn),
      nameOf: (upn) => roster.people.find((row) => row.upn === upn)?.name ?? upn,
    }
  );
}

async function messagesOf(parts: Parts, asking: Asking, partnership: string): Promise<Message[]> {
  const morning = await morningOf(parts, asking, partnership);
  return morning ? todayCards(morning).map((card) => ({ card, summary: 'The partnership’s morning' })) : [];
}

async function today(parts: Parts, asking: Asking): Promise<Answer> {
  const messages = await Promise.all(asking.scope.partnerships.map((code) => messagesOf(parts, asking, code)));
  return {
    messages: messages.flat(),
    looked: { query: 'today', decision: 'answered', fields: asking.scope.partnerships },
  };
}

export function todayCommand(parts: Parts): Command {
  return {
    name: 'today',
    example: 'today',
    means: 'the partnership’s morning: registers in, children unaccounted for, digests sent and read',
    words: ['today'],
    parse: (rest) => (rest === '' ? {} : undefined),
    may: ({ scope }) => scope.partnerships.length > 0,
    answered: 'private',
    run: (asking) => today(parts, asking),
  };
}
