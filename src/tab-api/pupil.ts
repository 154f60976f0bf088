/** Everything about one pupil that the asker may see, on one page and as one look-up. */
import { whereaboutsFacts, whereaboutsStyle } from '../cards/whereabouts.ts';
import { atLeast } from '../commands/at-least.ts';
import { attendanceFor, figuresKind } from '../commands/attendance.ts';
import { pupilsInScope, type Found } from '../commands/find-pupil.ts';
import { mayAskOfPupils } from '../commands/rights.ts';
import { daysShown, PLAN_ALONE, weekFrom } from '../commands/timetable.ts';
import { whereaboutsAt } from '../commands/where-is.ts';
import { addDays, longDate, mondayOf, type LocalDate } from '../domain/time.ts';
import { pupilPageTexts } from '../texts/pupil-page.ts';
import type { Asking } from '../commands/command.ts';
import type { WhereaboutsShown } from '../cards/whereabouts.ts';
import type { FactShown, PlannedWeek, PupilShown, SaidWithFacts, Tone } from './models.ts';
import { pictureShown } from './pupil-picture.ts';
import { familyOf, followUpsOf } from './pupil-record.ts';
import { pupilNamed } from './pupils.ts';
import { notFound, type Answered, type Question, type TabParts } from './question.ts';

const QUERY = 'pupil';

const factsShown = (facts: readonly [label: string, text: string][]): FactShown[] =>
  facts.map(([label, text]) => ({ label, lines: [text] }));

const whereShown = ({ said, state, asked }: WhereaboutsShown): SaidWithFacts => ({
  headline: said.headline,
  tone: whereaboutsStyle(state) as Tone,
  facts: factsShown(whereaboutsFacts(said)),
  foot: asked,
});

function weeksShown(asking: Asking, found: Found): Pick<PupilShown, 'weeks' | 'planFoot'> {
  const monday = mondayOf(asking.now.date);
  const week = (name: string, from: LocalDate): PlannedWeek => {
    return { name, about: `Week of ${longDate(from)}`, days: daysShown(asking, found, weekFrom(from)) };
  };
  return {
    weeks: [week(pupilPageTexts.thisWeek, monday), week(pupilPageTexts.nextWeek, addDays(monday, 7))],
    planFoot: PLAN_ALONE,
  };
}

async function recordShown({ store }: TabParts, asking: Asking, found: Found): Promise<Partial<PupilShown>> {
  if (found.sight !== 'all') return {};
  return { followUps: await followUpsOf(store.records, asking, found), family: familyOf(found.pupil) };
}

async function show(parts: TabParts, asking: Asking, pupilId: string): Promise<Answered> {
  const { store } = parts;
  const inScope = await pupilsInScope(store.records, asking, asking.now.date);
  const found = inScope.find((one) => one.pupilId === pupilId);
  if (!found) return { ...notFound, looked: { query: QUERY, decision: 'not-found' } };
  const [where, attendance, record] = await Promise.all([
    whereaboutsAt(store, asking, found, { kind: 'now' }),
    attendanceFor(store.records, asking, found),
    recordShown(parts, asking, found),
  ]);
  const { said, tone, picture } = attendance;
  const body: PupilShown = {
    ...pupilNamed(found),
    where: whereShown(where),
    ...weeksShown(asking, found),
    figures: { ...said, tone, facts: factsShown(said.facts) },
    picture: pictureShown(picture),
    ...record,
    notHeld: found.sight === 'all' ? [pupilPageTexts.noVisits] : [pupilPageTexts.ownSlotsAlone],
  };
  const seen = found.sight === 'all' ? ['follow-ups', 'contacts'] : [];
  const fields = [where.state, 'timetable', figuresKind(found), ...seen];
  return { status: 200, body, looked: { query: QUERY, decision: 'answered', pupilId, fields } };
}

export const pupilQuestion = (parts: TabParts): Question => ({
  method: 'GET',
  path: 'pupil/:id',
  may: mayAskOfPupils,
  run: (asking, { params }) => atLeast(show(parts, asking, params['id'] ?? '')),
});
