/** What the reporter adds to their concern: once, however often it arrives. */
import type { By } from '../../domain/concern/concern.ts';
import type { Moment } from '../../domain/time.ts';
import type { ConcernAddress } from '../../store/concerns.ts';
import { addToConcern, type Added, type ConcernParts } from './add.ts';

interface ReporterAdds {
  by: By;
  text: string;
}

/** Gives whether it is there now, and whether it was before. `gone`: it is no concern of theirs. */
export async function addFromReporter(
  parts: ConcernParts,
  now: Moment,
  at: ConcernAddress,
  { by, text }: ReporterAdds,
): Promise<Added | { kind: 'same' }> {
  let isSame = false;
  // Read as it is written: of two at once the second reads again, and finds what the first wrote.
  const added = await addToConcern(parts, now, at, { kind: 'added', by, text, from: 'reporter' }, async (concern) => {
    isSame = await standsThere(parts, at, { by, text });
    return concern.reporter?.upn === by.upn && !isSame;
  });
  return added.kind === 'gone' && isSame ? { kind: 'same' } : added;
}

async function standsThere({ store }: ConcernParts, at: ConcernAddress, { by, text }: ReporterAdds): Promise<boolean> {
  const { entries = [] } = (await store.concerns.read(at)) ?? {};
  return entries.some(
    ({ event }) =>
      event.kind === 'added' && event.from === 'reporter' && event.by.upn === by.upn && event.text === text,
  );
}
