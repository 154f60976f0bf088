/** `follow-up/:pupil/:opened`: one absence as its card in the chat tells it; what is done about it is recorded there. */
import { followUpSaid } from '../cards/follow-up.ts';
import { foundCase } from '../commands/absence.ts';
import type { FollowUpShown } from './today-model.ts';
import { notFound, type Question, type TabParts } from './question.ts';

export const followUpQuestion = (parts: TabParts): Question => ({
  method: 'GET',
  path: 'follow-up/:pupil/:opened',
  may: ({ scope }) => scope.partnerships.length + scope.schools.length > 0,
  async run(asking, { params }) {
    const { pupil = '', opened = '' } = params;
    const of = await foundCase(parts, asking, { pupil, opened });
    const said = typeof of === 'object' ? followUpSaid({ ...of, ...asking }) : undefined;
    if (typeof of !== 'object' || !said) return { ...notFound, looked: { query: 'absence', decision: 'not-found' } };
    const body: FollowUpShown = { ...said, facts: said.facts.map(([label, lines]) => ({ label, lines })) };
    const fields: string[] = [of.absence.state];
    return { status: 200, body, looked: { query: 'absence', decision: 'answered', pupilId: pupil, fields } };
  },
});
