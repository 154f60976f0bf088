/** The chronology of one pupil (R5.4), for whoever pressed alone: from an open concern of theirs, or by `concerns about <name>`. */
import { concernCard } from '../../cards/concern.ts';
import { noticeCard } from '../../cards/notice.ts';
import type { Button } from '../../cards/render.ts';
import type { Concern } from '../../domain/concern/concern.ts';
import { chronologyOf, type ConcernHeld } from '../../domain/concern/chronology.ts';
import { mayRead } from '../../domain/concern/people.ts';
import { timeOf } from '../../domain/time.ts';
import { concernRoom, type ConcernRoom } from '../../record/concern/seating.ts';
import type { OnShut } from '../../store/concerns.ts';
import { chronologyTexts, sayChronology } from '../../texts/concern/chronology.ts';
import { actTexts } from '../../texts/concern/acts.ts';
import { deskTexts, shutWords } from '../../texts/concern/desk.ts';
import { texts } from '../../texts/turn.ts';
import { atLeast } from '../at-least.ts';
import { say, type Answer, type Asking, type Fields } from '../command.ts';
import { aboutPupil, nameOf, type Found } from '../find-pupil.ts';
import { organisationNames, withCase, type DeskParts } from './case.ts';
import { absencesSeen, asNow, childrenOf, DAYS_BACK } from './child.ts';
import { glassButtons } from './offer.ts';
import { addressOf } from './open.ts';

/** R8.1: the same for a pupil who is not there and for one who is not theirs. */
export const noSuchPupil = (query: string): Answer => ({
  ...say(noticeCard({ lines: [texts.uniform] }), deskTexts.summary),
  only: 'fetched',
  looked: { query, decision: 'not-found' },
});

/** Every concern about a child, whatever has become of it; of an adult none (R5.8). */
export async function concernsOf(
  parts: DeskParts,
  { now }: Asking,
  partnership: string,
  pupilId: string,
  onShut: OnShut,
): Promise<{ concerns: Concern[]; room: ConcernRoom }> {
  const [room, all] = await Promise.all([
    concernRoom(parts, partnership, now),
    parts.store.concerns.all(partnership, onShut),
  ]);
  return { concerns: all.filter(({ subject }) => subject.kind === 'child' && subject.pupilId === pupilId), room };
}

export async function withEntries({ store }: DeskParts, concerns: readonly Concern[]): Promise<ConcernHeld[]> {
  const read = await Promise.all(concerns.map(({ partnership, id }) => store.concerns.read({ partnership, id })));
  return read.filter((one) => one !== undefined);
}

export interface Chronology {
  found: readonly Found[];
  concerns: readonly ConcernHeld[];
  /** How it was come by, and what it does not show. */
  notes: readonly string[];
  again: { verb: 'concern-chronology' | 'concern-glass'; fields: Record<string, string> };
  buttons?: readonly Button[];
}

/** As a card; of a pupil whom the reader sees no more than by their own slots nothing of absences is on it. */
export async function chronologyCard(parts: DeskParts, asking: Asking, shown: Chronology, part?: string) {
  const { found, concerns, notes, again, buttons = [] } = shown;
  const [child] = found;
  const absences = await absencesSeen(parts, asking, found);
  const { people } = await parts.store.people.roster(asking.now.instant);
  const nameOfPlace = organisationNames(asking.directory);
  const events = chronologyOf(concerns, absences, child?.pupil);
  const toldOf = (id: string) => ({
    concern: concerns.find(({ concern }) => concern.id === id)!.concern,
    nameOf: nameOfPlace,
    people,
  });
  const isWhole = found.some(({ sight }) => sight === 'all');
  return concernCard(
    {
      title: chronologyTexts.title(child ? nameOf(child) : chronologyTexts.about),
      about: child ? aboutPupil(child) : chronologyTexts.about,
      headline: chronologyTexts.headline(events.length),
      tone: 'emphasis',
      alarms: [...notes, isWhole ? chronologyTexts.absences(DAYS_BACK) : chronologyTexts.noAbsences],
      facts: sayChronology({ events, told: toldOf }),
      buttons,
      again,
      foot: deskTexts.foot(timeOf(asking.now.instant)),
      fallback: deskTexts.fallback,
    },
    part,
  );
}

const QUERY = 'concern: chronology';

interface Asked {
  pupilId: string;
  /** Beside those the pupil is found in. */
  partnership?: string;
  fields: Fields;
  again: Record<string, string>;
  /** Without any, whoever may break the glass is offered it. */
  buttons?: readonly Button[];
}

async function readable(
  parts: DeskParts,
  asking: Asking,
  partnership: string,
  pupilId: string,
  onShut: OnShut,
): Promise<ConcernHeld[]> {
  const { concerns, room } = await concernsOf(parts, asking, partnership, pupilId, onShut);
  const theirs = concerns.filter((one) => mayRead(one, asking.person.upn, room.seatingOf(one)));
  return withEntries(parts, theirs);
}

async function ofPupil(parts: DeskParts, asking: Asking, asked: Asked): Promise<Answer> {
  const { pupilId, partnership, fields, again, buttons } = asked;
  const found = await childrenOf(parts, asking, pupilId);
  if (found.length === 0 && partnership === undefined) return noSuchPupil(QUERY);
  const codes = new Set(found.map(({ held }) => held.partnership.code));
  if (partnership !== undefined) codes.add(partnership);
  let hasShut = false;
  const onShut = (): void => void (hasShut = true);
  const read = await Promise.all([...codes].map((code) => readable(parts, asking, code, pupilId, onShut)));
  const concerns = read.flat();
  const card = await chronologyCard(
    parts,
    asking,
    {
      found,
      concerns,
      notes: [chronologyTexts.concerns, ...(hasShut ? [shutWords] : [])],
      again: { verb: 'concern-chronology', fields: again },
      buttons: buttons ?? found.slice(0, 1).flatMap((one) => glassButtons(one, asking)),
    },
    fields['part'],
  );
  return {
    messages: [{ summary: chronologyTexts.summary, card }],
    only: 'fetched',
    looked: { query: QUERY, decision: 'answered', fields: concerns.map(({ concern }) => concern.id) },
  };
}

/** From a concern: whoever may read it may read what else of the child is theirs to see. */
const ofConcern = (parts: DeskParts, asking: Asking, fields: Fields): Promise<Answer> =>
  withCase(parts, asking, fields, QUERY, async (of) => {
    const { kind, pupilId } = of.concern.subject;
    const now = await asNow(parts, asking);
    if (!now || kind !== 'child' || pupilId === undefined) return noSuchPupil(QUERY);
    const back: Button = { title: actTexts.back, verb: 'concern', fields: addressOf(of), fetched: true };
    const { partnership } = of.concern;
    return ofPupil(parts, now, { pupilId, partnership, fields, again: addressOf(of), buttons: [back] });
  });

async function ofName(parts: DeskParts, asking: Asking, fields: Fields): Promise<Answer> {
  const now = await asNow(parts, asking);
  const pupilId = fields['pupil'] ?? '';
  return now ? ofPupil(parts, now, { pupilId, fields, again: { pupil: pupilId } }) : noSuchPupil(QUERY);
}

export const showChronology = (parts: DeskParts, asking: Asking, fields: Fields): Promise<Answer> =>
  fields['concern'] === undefined ? atLeast(ofName(parts, asking, fields)) : ofConcern(parts, asking, fields);
