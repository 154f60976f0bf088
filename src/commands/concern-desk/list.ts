/** `concerns`: the open ones and the drafts that somebody may read, oldest first. To everybody else it is the same empty list. */
import { concernListCards, type ListShown } from '../../cards/concern-list.ts';
import { mayRead } from '../../domain/concern/people.ts';
import { concernRoom } from '../../record/concern/seating.ts';
import { personOf } from '../../teams/recognise.ts';
import { listTexts } from '../../texts/concern/desk.ts';
import { atLeast } from '../at-least.ts';
import type { Answer, Asking } from '../command.ts';
import { staleDaysIn, type DeskParts } from './case.ts';

/** A party may be of another partnership than its concern, so each is looked through. */
async function openIn(
  parts: DeskParts,
  { person, now }: Asking,
  partnership: string,
  onShut: () => void,
): Promise<ListShown['open']> {
  const [room, open] = await Promise.all([
    concernRoom(parts, partnership, now),
    parts.store.concerns.open(partnership, onShut),
  ]);
  const staleDays = staleDaysIn(room, now);
  const isHere = personOf(room.roster, person.upn, now) !== undefined;
  return open
    .filter((concern) => isHere && mayRead(concern, person.upn, room.seatingOf(concern)))
    .map((concern) => ({ concern, staleDays }));
}

async function list(parts: DeskParts, asking: Asking): Promise<Answer> {
  const { now, directory } = asking;
  let hasShut = false;
  const onShut = (): void => void (hasShut = true);
  const found = await Promise.all([...directory.partnerships].map((code) => openIn(parts, asking, code, onShut)));
  const open = found.flat().toSorted((a, b) => a.concern.openedAt - b.concern.openedAt);
  return {
    messages: concernListCards({ open, now, hasShut }).map((card) => ({ card, summary: listTexts.summary })),
    looked: { query: 'concerns', decision: 'answered', fields: open.map(({ concern }) => concern.id) },
  };
}

export const openConcerns = (parts: DeskParts, asking: Asking): Promise<Answer> => atLeast(list(parts, asking));
