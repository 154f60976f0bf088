/** `live`: a line whenever what the page shows may have changed. It says that something has, never what. */
import { readsDigestOf } from '../domain/access.ts';
import { mayReadSomeDigest } from '../commands/rights.ts';
import type { Asking } from '../commands/command.ts';
import type { Moves } from './moves.ts';
import { notFound, type Given, type Question } from './question.ts';

/** Of their own partnership, or of that of a school whose digest they read. */
function partnershipOf({ scope, directory }: Asking, { query }: Given): string | undefined {
  const { partnership = '', school = '' } = query;
  if (school === '') return scope.partnerships.find((code) => code === partnership);
  return readsDigestOf(scope, school, directory) ? directory.schools.get(school) : undefined;
}

export const liveQuestion = (moves: Moves): Question => ({
  method: 'GET',
  path: 'live',
  may: (asking) => asking.scope.partnerships.length > 0 || mayReadSomeDigest(asking),
  run: async (asking, given) => {
    const partnership = partnershipOf(asking, given);
    return partnership === undefined ? notFound : { status: 200, events: moves.of(partnership, given.signal) };
  },
});
