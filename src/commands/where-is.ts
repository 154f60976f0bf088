/** `where is <name> [when]`: what is confirmed, what is planned, how old the evidence is, and whom to ring. */
import { whereaboutsCard, type WhereaboutsShown } from '../cards/whereabouts.ts';
import { instantAt, momentOf, shortDate, timeOf, type Moment } from '../domain/time.ts';
import { whereabouts, type Audience } from '../domain/whereabouts.ts';
import { inForce } from '../domain/access.ts';
import type { Store } from '../store/open.ts';
import { showAttendance } from './attendance.ts';
import { atLeast } from './at-least.ts';
import { sayWhereabouts } from '../texts/whereabouts.ts';
import { say, type Answer, type Asking, type Command, type Fields, type Parts } from './command.ts';
import { aboutPupil, nameOf, schoolNameOf, type Found } from './find-pupil.ts';
import { askByName, askChosen, type Answered, type Understood } from './pupil-question.ts';
import { mayAskOfPupils } from './rights.ts';
import { showTimetable } from './timetable.ts';

const audienceOf = (found: Found, { scope }: Asking): { kind: Audience; provisions?: readonly string[] } => {
  if (found.sight === 'slots') return { kind: 'provision', provisions: scope.provisions };
  return { kind: scope.partnerships.includes(found.held.partnership.code) ? 'partnership' : 'school' };
};

async function coordinatorOf(store: Store, partnership: string, now: Moment) {
  const { people } = await store.people.roster(now.instant);
  const holds = (role: string) =>
    people.find((row) => row.role === role && row.organisation === partnership && inForce(row, now.date));
  const row = holds('coordinator') ?? holds('deputy');
  return row && { name: row.name, ...(row.phone === undefined ? {} : { phone: row.phone }) };
}

/** What is known of where a pupil is, or was, or will be at a time. */
export async function whereaboutsAt(
  store: Store,
  asking: Asking,
  found: Found,
  phrase: Extract<Understood, { kind: 'now' | 'at' }>,
): Promise<WhereaboutsShown> {
  const { now } = asking;
  const moment = phrase.kind === 'now' ? now : momentOf(instantAt(phrase.date, phrase.time));
  const coordinator = await coordinatorOf(store, found.held.partnership.code, now);
  const where = whereabouts({
    pupil: found.pupil,
    held: found.held,
    moment,
    now,
    audience: audienceOf(found, asking),
    plan: phrase.kind === 'at',
    ...(coordinator ? { coordinator } : {}),
  });
  const who = { displayName: nameOf(found), school: schoolNameOf(found), year: found.pupil.yearGroup };
  const asked =
    phrase.kind === 'now'
      ? `Asked at ${timeOf(now.instant)}`
      : `About ${shortDate(phrase.date)} at ${phrase.time}, asked at ${timeOf(now.instant)}`;
  const said = sayWhereabouts(where, who);
  return { said, name: who.displayName, about: aboutPupil(found), state: where.state, asked };
}

async function answer(store: Store, asking: Asking, found: Found, phrase: Understood): Promise<Answer> {
  if (phrase.kind !== 'now' && phrase.kind !== 'at') return showTimetable(asking, found, phrase, 'where is');
  const shown = await whereaboutsAt(store, asking, found, phrase);
  return {
    ...say(whereaboutsCard(shown), 'Keylink answered'),
    looked: { query: 'where is', decision: 'answered', pupilId: found.pupilId, fields: [shown.state] },
  };
}

/** The choice of one pupil among several is one button, whichever question it belongs to. */
function chosen(store: Store, asking: Asking, fields: Fields, where: Answered): Promise<Answer> {
  const answers: Record<string, Answered> = {
    timetable: async (found, phrase) => showTimetable(asking, found, phrase, 'timetable'),
    attendance: (found) => showAttendance(store.records, asking, found),
    'where is': where,
  };
  const query = Object.hasOwn(answers, fields['command'] ?? '') ? fields['command']! : 'where is';
  return askChosen(store.records, asking, { query, fields }, answers[query] ?? where);
}

export function whereIsCommand({ store }: Parts): Command {
  const tell = (asking: Asking) => (found: Found, phrase: Understood) => answer(store, asking, found, phrase);
  return {
    name: 'where is',
    example: 'where is Joe Bloggs now',
    means: 'what is confirmed and what is planned; also “at 14:00”, “tomorrow”, “on Thursday at 2pm”',
    words: ['where is', 'where'],
    parse: (rest) => (rest === '' ? undefined : { text: rest }),
    may: mayAskOfPupils,
    answered: 'private',
    run: (asking, fields) =>
      atLeast(askByName(store.records, asking, { query: 'where is', text: fields['text'] ?? '' }, tell(asking))),
    presses: {
      choose: (asking, fields) => atLeast(chosen(store, asking, fields, tell(asking))),
    },
  };
}
