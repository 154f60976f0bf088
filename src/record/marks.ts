/** Marks written down: each decided on what stands at that moment, together with what follows from it, in one transaction. */
import { markFor, type Marking } from '../domain/register/marking.ts';
import type { Entry } from '../domain/register/entry.ts';
import type { Mark, PartnershipRecords } from '../domain/records.ts';
import type { LocalDate, LocalTime } from '../domain/time.ts';
import type { Append } from '../store/ledger.ts';
import type { Asking, Parts } from '../commands/command.ts';

export interface MarkAsked {
  partnership: string;
  pupilId: string;
  provision: string;
  /** The start of the slot. */
  start: LocalTime;
  entry: Entry;
  /** What the person had before them (`seenIn`). */
  seen?: string;
}

export interface Recorded {
  asked: MarkAsked;
  outcome: Marking;
}

/** What a mark brings with it (an absence, its cards and notices) must fit one transaction with it. */
const PUPILS_AT_ONCE = 5;

type Decided = Append & { recorded: Recorded[] };

export async function recordMarks(
  { store, followUp }: Pick<Parts, 'store' | 'followUp'>,
  asking: Asking,
  date: LocalDate,
  asked: readonly MarkAsked[],
): Promise<Recorded[]> {
  const { follow } = await followUp(asking.now);
  const recorded: Recorded[] = [];
  for (const [partnership, of] of Map.groupBy(asked, (one) => one.partnership)) {
    for (let from = 0; from < of.length; from += PUPILS_AT_ONCE) {
      const some = of.slice(from, from + PUPILS_AT_ONCE);
      const decide = async (held: PartnershipRecords): Promise<Decided> => {
        const outcomes = markAll(asking, held, date, some);
        const marks = outcomes.flatMap(({ outcome }) => (outcome.kind === 'mark' ? [outcome.mark] : []));
        const after = { ...held, marks: [...held.marks, ...marks] };
        const follows =
          marks.length > 0 ? await follow(after, date, asking.now, new Set(marks.map(({ pupilId }) => pupilId))) : {};
        return { ...follows, marks, recorded: outcomes };
      };
      recorded.push(...(await store.ledger.append({ partnership, date }, decide)).recorded);
    }
  }
  return recorded;
}

/** One pupil named twice: the second is decided on what the first says. */
function markAll(asking: Asking, held: PartnershipRecords, date: LocalDate, asked: readonly MarkAsked[]): Recorded[] {
  const added: Mark[] = [];
  return asked.map((one) => {
    const { pupilId, provision, start } = one;
    const place = { held: { ...held, marks: [...held.marks, ...added] }, pupilId, date, provision, start };
    const outcome = markFor(one.entry, place, asking, asking.now, one.seen);
    if (outcome.kind === 'mark') added.push(outcome.mark);
    return { asked: one, outcome };
  });
}
