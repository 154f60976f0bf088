/** Who has a concern, who has acknowledged it, and whom to ring where nobody has (R5.5, 5.3). */
import { waitingParties } from '../../domain/concern/acts.ts';
import { steps } from '../../domain/concern/clock.ts';
import { isOpen, sameParty, type Party } from '../../domain/concern/concern.ts';
import { everyoneAt } from '../../domain/concern/people.ts';
import { capital, seatWords, whenWords } from './desk.ts';
import { byWords, nameIn, type ConcernTold, type Fact } from './told.ts';

/** Those whom Teams did not let us tell have not been told, though they are waited for. */
function waitingWords({ told, step, dueAt }: Party, { people, concern }: ConcernTold): string[] {
  const namesOf = (upns: readonly string[]): string => upns.map((upn) => nameIn(people, upn)).join(', ');
  const isOut = (upn: string): boolean => concern.unreachable.includes(upn);
  const [out, reached] = [told.filter(isOut), told.filter((upn) => !isOut(upn))];
  if (told.length === 0) return ['NOT acknowledged, and nobody there could be told.'];
  const next = step >= steps.length ? 'It is said again' : 'The next in turn, where there is one, is told';
  return [
    reached.length > 0 ? `Not acknowledged. Told: ${namesOf(reached)}.` : 'NOT acknowledged.',
    ...(out.length > 0 ? [`Could not be told in Teams: ${namesOf(out)}.`] : []),
    `${next} ${whenWords(dueAt)}.`,
  ];
}

function partyLines(party: Party, told: ConcernTold): string[] {
  if (party.ack) return [`Acknowledged by ${byWords(party.ack)}, ${whenWords(party.ack.at)}.`];
  return isOpen(told.concern) ? waitingWords(party, told) : ['Not acknowledged.'];
}

function ringLines(party: Party, { concern, seating, people, reader }: ConcernTold): string[] {
  const there = everyoneAt(party, concern, seating).filter((upn) => upn !== reader);
  return there.map((upn) => {
    const phone = people.find((row) => row.upn === upn && row.phone !== undefined)?.phone;
    return `${nameIn(people, upn)} (${seatWords[party.seat]}): ${phone ?? 'no number held'}`;
  });
}

function waitedFor(told: ConcernTold): Fact[] {
  const waiting = waitingParties(told.concern);
  const parties = told.concern.parties.filter((party) => waiting.some((one) => sameParty(one, party)));
  const lines = [...new Set(parties.flatMap((party) => ringLines(party, told)))];
  return lines.length > 0 ? [{ label: 'Not acknowledged by them: please ring', lines }] : [];
}

export function partyFacts(told: ConcernTold): Fact[] {
  const [first, ...more] = told.concern.parties.map((party): Fact => ({
    label: capital(`${seatWords[party.seat]}, ${told.nameOf(party.organisation)}`),
    lines: partyLines(party, told),
  }));
  const heading = 'Who has it';
  return first
    ? [{ heading, ...first }, ...more]
    : [{ heading, lines: ['Nobody of the partnership may be told of it.'] }];
}

export function ringFacts(told: ConcernTold): Fact[] {
  const { concern, held } = told;
  if (!isOpen(concern)) return [];
  const { laDutyContact, outOfHoursContact, ladoContact } = held.partnership;
  const duty = [laDutyContact, outOfHoursContact].filter((one) => one !== undefined);
  const lado = ladoContact ?? 'No number is held here. Ask the council’s children’s services for the LADO.';
  return [
    ...waitedFor(told),
    ...(concern.lado ? [{ label: 'LADO, to be told the same day', lines: [lado] }] : []),
    ...(duty.length > 0 ? [{ label: 'Children’s social care', lines: duty }] : []),
  ];
}
