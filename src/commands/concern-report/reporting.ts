/** What the form is made from: whom the reporter may see, where they may raise a concern, and whom to ring. Read afresh. */
import { scopeOf, type Person } from '../../domain/access.ts';
import { ownPartnerships, ownProvisions } from '../../domain/concern/reporter.ts';
import { ringingOf, type Ringing } from '../../domain/concern/ringing.ts';
import type { Roster } from '../../store/people.ts';
import { personOf } from '../../teams/recognise.ts';
import type { Asking, Parts } from '../command.ts';
import { pupilsInScope, type Found } from '../find-pupil.ts';

export interface Reporting {
  /** As they are in the roster at this moment. */
  person: Person;
  roster: Roster;
  inScope: Found[];
  /** Their own before those whose pupils they have. */
  partnerships: string[];
  ringing: Ringing[];
}

/** For no partnership of their own in particular, every one there is. */
async function partnershipsOf(
  { store }: Pick<Parts, 'store'>,
  asking: Asking,
  inScope: readonly Found[],
): Promise<string[]> {
  const { person, directory, scope, now } = asking;
  const provisions = ownProvisions(person, directory);
  // A manager or owner sees no pupil; where theirs are from is no more than a list of partnerships.
  const isScoped = provisions.every((code) => scope.provisions.includes(code));
  const served = isScoped
    ? inScope
    : await pupilsInScope(store.records, { ...asking, scope: { ...scope, provisions } }, now.date);
  const codes = [...ownPartnerships(person, directory), ...served.map(({ held }) => held.partnership.code)];
  return codes.length > 0 ? [...new Set(codes)] : [...directory.partnerships];
}

/** A few rows of each: the calendar and the settings, without its pupils. */
export async function ringingIn(
  { store }: Pick<Parts, 'store'>,
  { person, now }: Pick<Asking, 'person' | 'now'>,
  roster: Roster,
  partnerships: readonly string[],
): Promise<Ringing[]> {
  const held = await Promise.all(partnerships.map((code) => store.records.day(code, now.date, { schools: [] })));
  return held.flatMap((one) => (one ? [ringingOf(one, roster, now, person.upn)] : []));
}

export async function reportingOf(parts: Pick<Parts, 'store'>, asking: Asking): Promise<Reporting> {
  const { store } = parts;
  const roster = await store.people.fresh();
  // Who has just lost their last role is heard all the same, as somebody who sees nobody.
  const person = personOf(roster, asking.person.upn, asking.now) ?? { ...asking.person, holdings: [] };
  const afresh = { ...asking, person, scope: scopeOf(person, asking.directory) };
  const inScope = await pupilsInScope(store.records, afresh, asking.now.date);
  const partnerships = await partnershipsOf(parts, afresh, inScope);
  return { person, roster, inScope, partnerships, ringing: await ringingIn(parts, afresh, roster, partnerships) };
}
