/** A name as the chat matches it (8.3). It goes in a body and never in an address, where it would be kept and shown. */
import { atLeast } from '../commands/at-least.ts';
import { aboutPupil, nameOf, pupilsInScope, type Found } from '../commands/find-pupil.ts';
import { LISTED, whichPupil } from '../commands/pupil-question.ts';
import { mayAskOfPupils } from '../commands/rights.ts';
import { matchName } from '../domain/names.ts';
import { texts } from '../texts/turn.ts';
import type { Asking } from '../commands/command.ts';
import type { PupilNamed, PupilsFound } from './models.ts';
import { badAsk, type Answered, type Question, type TabParts } from './question.ts';

const QUERY = 'find pupil';
const LONGEST_NAME = 200;

export const pupilNamed = (found: Found): PupilNamed => ({
  id: found.pupilId,
  name: nameOf(found),
  about: aboutPupil(found),
});

const found = (body: PupilsFound, looked: Answered['looked']): Answered => ({
  status: 200,
  body,
  ...(looked && { looked }),
});

function choice(candidates: readonly Found[]): Answered {
  const listed = candidates.slice(0, LISTED);
  return found(
    { kind: 'choice', ...whichPupil(candidates.length), pupils: listed.map(pupilNamed) },
    { query: QUERY, decision: 'choice', fields: listed.map(({ pupilId }) => pupilId) },
  );
}

async function find({ store }: TabParts, asking: Asking, name: string): Promise<Answered> {
  const match = matchName(name, await pupilsInScope(store.records, asking, asking.now.date));
  if (match.kind === 'none')
    return found({ kind: 'none', words: texts.uniform }, { query: QUERY, decision: 'not-found' });
  if (match.kind !== 'one') return choice(match.kind === 'several' ? match.candidates : [match.pupil]);
  const { pupilId } = match.pupil;
  // That a pupil of this name is in scope has been told: a look-up like any other.
  return found(
    { kind: 'one', pupil: pupilNamed(match.pupil) },
    { query: QUERY, decision: 'answered', pupilId, fields: [] },
  );
}

export const findPupilQuestion = (parts: TabParts): Question => ({
  method: 'POST',
  path: 'pupils/find',
  may: mayAskOfPupils,
  async run(asking, { body }) {
    const q = (body as { q?: unknown } | undefined)?.q;
    if (typeof q !== 'string' || q.trim() === '' || q.length > LONGEST_NAME) return badAsk;
    return atLeast(find(parts, asking, q));
  },
});
