/**
 * Breaking the glass: the concerns about a child who is in somebody's care, when they are not theirs to see and the child's
 * safety cannot wait. A reason is asked for, sealed with each concern shown, and its DSLs are told before anything is shown.
 */
import { glassFormCard } from '../../cards/concern-act.ts';
import { mayBreakGlass } from '../../domain/concern/acts.ts';
import type { ConcernHeld } from '../../domain/concern/chronology.ts';
import type { Concern } from '../../domain/concern/concern.ts';
import { isBarred, mayRead } from '../../domain/concern/people.ts';
import { roles } from '../../domain/records.ts';
import { minutesSince } from '../../domain/time.ts';
import { addToConcern } from '../../record/concern/add.ts';
import type { OnShut } from '../../store/concerns.ts';
import { chronologyTexts, glassTexts } from '../../texts/concern/chronology.ts';
import { deskTexts, shutWords } from '../../texts/concern/desk.ts';
import { atLeast } from '../at-least.ts';
import type { Answer, Asking, Fields } from '../command.ts';
import type { Found } from '../find-pupil.ts';
import type { DeskParts } from './case.ts';
import { asNow, childrenOf } from './child.ts';
import { chronologyCard, concernsOf, noSuchPupil, withEntries } from './chronology.ts';

const QUERY = 'concern: glass';
/** A word is no reason. */
const LEAST = 10;
/** So long the reason given stands for looking at the other parts, which carry no words. */
const STANDS_MINUTES = 30;

/** With this reason, or with any. */
const isBroken = ({ entries }: ConcernHeld, { person, now }: Asking, why?: string): boolean =>
  entries.some(
    ({ at, event }) =>
      event.kind === 'broke-glass' &&
      event.by.upn === person.upn &&
      event.why === (why ?? event.why) &&
      minutesSince(at, now.instant) < STANDS_MINUTES,
  );

/** As whom: by the role they have at the child's school or provision, as the pack words it. */
function breaker({ person }: Asking) {
  const held = person.holdings.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
  const own = held.find(({ role }) => role === 'head' || role === 'provision-dsl' || role === 'deputy') ?? held[0];
  return { upn: person.upn, name: person.name, position: own?.position ?? own?.role ?? '' };
}

interface Shut {
  concern: Concern;
  /** It is theirs to read anyhow: nothing is broken. */
  isOpen: boolean;
}

async function shutIn(parts: DeskParts, asking: Asking, { held, pupilId }: Found, onShut: OnShut): Promise<Shut[]> {
  const { upn } = asking.person;
  const { concerns, room } = await concernsOf(parts, asking, held.partnership.code, pupilId, onShut);
  return concerns
    .filter(({ barred }) => !isBarred(upn, barred, room))
    .map((concern) => ({ concern, isOpen: mayRead(concern, upn, room.seatingOf(concern)) }));
}

/** Written down and told before it is shown; what could not be is not shown either. */
async function broken(parts: DeskParts, asking: Asking, one: ConcernHeld, why: string): Promise<boolean> {
  const { upn } = asking.person;
  if (isBroken(one, asking, why)) return true;
  const at = { partnership: one.concern.partnership, id: one.concern.id };
  const added = await addToConcern(
    parts,
    asking.now,
    at,
    { kind: 'broke-glass', by: breaker(asking), why },
    (concern, room) => !isBarred(upn, concern.barred, room),
  );
  return added.kind === 'done';
}

function form(pupilId: string, filled: Fields = {}, problem?: string): Answer {
  const card = glassFormCard({
    carried: { pupil: pupilId },
    back: { verb: 'concern-chronology', fields: { pupil: pupilId } },
    filled,
    ...(problem !== undefined && { problem }),
  });
  return {
    messages: [{ summary: deskTexts.summary, card }],
    only: 'fetched',
    looked: { query: QUERY, decision: problem === undefined ? 'choice' : 'refused' },
  };
}

async function seen(parts: DeskParts, asking: Asking, found: readonly Found[]) {
  let hasShut = false;
  const onShut = (): void => void (hasShut = true);
  const shut = (await Promise.all(found.map((one) => shutIn(parts, asking, one, onShut)))).flat();
  const held = await withEntries(
    parts,
    shut.map(({ concern }) => concern),
  );
  const open = new Set(shut.filter(({ isOpen }) => isOpen).map(({ concern }) => concern.id));
  const notes = hasShut ? [shutWords] : [];
  return { held, notes, isOpen: ({ concern }: ConcernHeld): boolean => open.has(concern.id) };
}

async function shown(
  parts: DeskParts,
  asking: Asking,
  found: readonly Found[],
  {
    concerns,
    notes: more,
    part,
  }: { concerns: readonly ConcernHeld[]; notes: readonly string[]; part: string | undefined },
): Promise<Answer> {
  const pupilId = found[0]!.pupilId;
  const notes = [concerns.length > 0 ? chronologyTexts.byGlass : chronologyTexts.byGlassNone, ...more];
  const again = { verb: 'concern-glass' as const, fields: { pupil: pupilId } };
  const card = await chronologyCard(parts, asking, { found, concerns, notes, again }, part);
  return {
    messages: [{ summary: chronologyTexts.summary, card }],
    only: 'fetched',
    looked: { query: QUERY, decision: 'answered', fields: concerns.map(({ concern }) => concern.id) },
  };
}

async function glass(parts: DeskParts, asked: Asking, fields: Fields): Promise<Answer> {
  const asking = await asNow(parts, asked);
  const pupilId = fields['pupil'] ?? '';
  const found = asking ? await childrenOf(parts, asking, pupilId) : [];
  const may = found.some(
    ({ pupil }) => asking && mayBreakGlass(asking.person, pupil, asking.directory, asking.now.date),
  );
  if (!asking || !may) return noSuchPupil(QUERY);
  const { held, notes, isOpen } = await seen(parts, asking, found);
  const { part, why } = fields;
  const broke = held.filter((one) => isBroken(one, asking));
  // Without a reason given there is no telling whether there is anything to be seen.
  if (part !== undefined && broke.length > 0 && held.every((one) => isOpen(one) || broke.includes(one)))
    return shown(parts, asking, found, { concerns: held, notes, part });
  if (why === undefined) return form(pupilId);
  if (why.trim().length < LEAST) return form(pupilId, fields, glassTexts.tooShort(LEAST));
  if (why.length > glassTexts.most) return form(pupilId, fields, glassTexts.tooLong(glassTexts.most));
  const opened: ConcernHeld[] = [];
  // One after the other: they all add to one chain.
  for (const one of held) if (isOpen(one) || (await broken(parts, asking, one, why))) opened.push(one);
  return shown(parts, asking, found, { concerns: opened, notes, part });
}

export const breakGlass = (parts: DeskParts, asking: Asking, fields: Fields): Promise<Answer> =>
  atLeast(glass(parts, asking, fields));
