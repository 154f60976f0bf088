/** The receipt, as the concern stands: for a form that is sent again it is the same one. */
import type { Box } from '../../cards/concern-form.ts';
import { concernReceiptCard, type Receipt } from '../../cards/concern-receipt.ts';
import type { Button } from '../../cards/render.ts';
import { isUntold } from '../../domain/concern/clock.ts';
import { sameParty, type Concern, type Party, type PartyAt } from '../../domain/concern/concern.ts';
import { deputiesAt, firstAt, type Seating } from '../../domain/concern/people.ts';
import { ringingOf, type Ringing } from '../../domain/concern/ringing.ts';
import { momentOf } from '../../domain/time.ts';
import type { Filed } from '../../record/concern/file.ts';
import { receiptTexts, toldLines, untoldLines, type HasIt, type PartyTold } from '../../texts/concern/receipt.ts';
import { ladoLine, ladoLines, ringLines } from '../../texts/concern/ringing.ts';
import type { Answer, Asking, Parts } from '../command.ts';

type ToldFirst = readonly (PartyAt & { told: readonly string[] })[];

/** A later step tells others; those who were told first have it still. */
function toldOf(party: Party, toldFirst: ToldFirst): Set<string> {
  const first = toldFirst.find((one) => sameParty(one, party))?.told ?? [];
  return new Set([...first, ...party.told, ...(party.ack ? [party.ack.upn] : [])]);
}

/** Whoever was told because nobody of its own could be does not stand for a party. */
function hasIt(party: Party, concern: Concern, seating: Seating, toldFirst: ToldFirst): HasIt {
  if (party.ack && party.ack.upn === concern.reporter?.upn) return 'reporter';
  const told = toldOf(party, toldFirst);
  if (firstAt(party, concern, seating).some((upn) => told.has(upn))) return 'first';
  return deputiesAt(party, concern, seating).some((upn) => told.has(upn)) ? 'deputy' : 'nobody';
}

const partiesTold = (concern: Concern, seating: Seating, toldFirst: ToldFirst): PartyTold[] =>
  concern.parties.map((party) => ({ seat: party.seat, has: hasIt(party, concern, seating, toldFirst) }));

/** Of a form sent again later: what its first receipt said. */
async function toldFirstOf({ store }: Pick<Parts, 'store'>, { id, partnership }: Concern): Promise<ToldFirst> {
  const { entries = [] } = (await store.concerns.read({ partnership, id })) ?? {};
  return entries.flatMap(({ event }) => (event.kind === 'told' ? [event.parties] : []))[0] ?? [];
}

/** Of a child the DSL; of an adult nobody whom it may be about. */
const numbersFor = ({ subject }: Concern, ringing: readonly Ringing[]): string[] =>
  subject.kind === 'child' ? ringLines(ringing) : ladoLines(ringing);

const nobodyBox = (numbers: readonly string[]): Box => ({
  style: 'attention',
  first: receiptTexts.untold,
  lines: [receiptTexts.untoldWhy, ...numbers, receiptTexts.emergency],
});
const missingBox = (missing: readonly string[]): Box[] =>
  missing.length === 0 ? [] : [{ style: 'warning', first: receiptTexts.notTold, lines: missing }];

const mineButton: Button = { title: receiptTexts.mine, verb: 'say', fields: { text: 'my concerns' } };

function receiptOf({ concern, room }: Filed, { person, now, origin }: Asking, toldFirst: ToldFirst): Receipt {
  const ringing = [ringingOf(room.held, room.roster, now, person.upn)];
  const numbers = numbersFor(concern, ringing);
  const parties = partiesTold(concern, room.seatingOf(concern), toldFirst);
  const isNobody = isUntold(concern);
  const lado = concern.lado || isNobody ? [ladoLine(ringing)] : [];
  const missing = untoldLines(parties);
  return {
    title: receiptTexts.title,
    number: receiptTexts.number(concern.id),
    at: receiptTexts.at(momentOf(concern.openedAt)),
    boxes: isNobody ? [nobodyBox([...new Set([...numbers, ...lado])])] : missingBox(missing),
    lines: isNobody
      ? []
      : [
          ...toldLines(parties),
          receiptTexts.each,
          receiptTexts.later(room.limits[concern.urgency]),
          ...new Set([...numbers, ...lado]),
          receiptTexts.emergency,
        ],
    // Pressed in a channel's dialog, everybody would see that something was answered.
    buttons: origin.kind === 'personal' ? [mineButton] : [],
  };
}

/** In the private chat it takes the place of the form. */
export async function receiptAnswer(parts: Pick<Parts, 'store'>, asking: Asking, filed: Filed): Promise<Answer> {
  const isAgain = filed.concern.openedAt !== asking.now.instant;
  const toldFirst = isAgain ? await toldFirstOf(parts, filed.concern) : [];
  return {
    messages: [{ summary: receiptTexts.summary, card: concernReceiptCard(receiptOf(filed, asking, toldFirst)) }],
    inPlace: async () => undefined,
  };
}
