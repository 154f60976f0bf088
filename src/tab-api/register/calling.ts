/** The registers of today that somebody may take, in the order in which to ring the places: whoever is late first. */
import type { Asking, Parts } from '../../commands/command.ts';
import { mayTakeRegisters, placesIn } from '../../commands/register/places.ts';
import { pupilsMarkedAt, readHeld, registerIn, unmarkedIn, type Register } from '../../commands/register/reading.ts';
import type { PartnershipRecords, Provision } from '../../domain/records.ts';

type Undrafted = Omit<Register, 'draft'>;

/** The session running or next to start, and one before it of which something is missing. */
function registersAt(asking: Asking, place: Provision, held: readonly PartnershipRecords[]): Undrafted[] {
  const { date } = asking.now;
  const now = registerIn(asking, place, held, { date });
  if (!now) return [];
  const before = now.sessions.filter((session) => session < now.at.session);
  const missing = before.flatMap((session) => registerIn(asking, place, held, { date, session }) ?? []);
  return [...missing.filter((register) => unmarkedIn(register) > 0), now];
}

const isIn = (register: Undrafted): boolean => unmarkedIn(register) === 0;

/** The closing time that presses: of whoever is not marked yet. */
const closesAt = (register: Undrafted): string => {
  const waiting = register.roll.filter(({ standing }) => isIn(register) || standing.history.length === 0);
  return waiting.map(({ slot }) => slot.closesAt).toSorted()[0] ?? '';
};

const inCallingOrder = (a: Undrafted, b: Undrafted): number =>
  Number(isIn(a)) - Number(isIn(b)) || closesAt(a).localeCompare(closesAt(b)) || a.place.localeCompare(b.place, 'en');

export async function registersToday(parts: Pick<Parts, 'store'>, asking: Asking): Promise<Register[]> {
  if (!mayTakeRegisters(asking)) return [];
  const { date } = asking.now;
  const { directory, scope, person } = asking;
  const codes = scope.provisions.length > 0 ? [...directory.partnerships] : scope.partnerships;
  const [held, drafts] = await Promise.all([
    readHeld(parts, asking, codes, date),
    parts.store.drafts.ofDay(date, person.upn),
  ]);
  const registers = placesIn(asking, held).flatMap((place) => {
    const mine = pupilsMarkedAt(asking, place.code, date);
    return registersAt(
      asking,
      place,
      held.filter(({ partnership }) => mine.includes(partnership.code)),
    );
  });
  const draftOf = ({ at }: Undrafted) =>
    drafts.find(({ of }) => of.provision === at.provision && of.session === at.session);
  return registers.toSorted(inCallingOrder).map((register) => Object.assign(register, { draft: draftOf(register) }));
}
