/** Absences in any state there is, likely or not, with words in them that nobody but their owners may read. */
import * as fc from 'fast-check';
import { absenceStates, childModes, contactMethods, contactOutcomes } from '../../src/domain/absence/absence.ts';
import type { Absence, AbsentSlot, By, Contact, Missing, SafeAnswer, Step } from '../../src/domain/absence/absence.ts';
import { incidentKey } from '../../src/domain/incident.ts';
import type { Mark } from '../../src/domain/records.ts';
import { addDays, instantAt } from '../../src/domain/time.ts';
import type { Instant, LocalDate } from '../../src/domain/time.ts';
import { ASHFIELD, PARTNERSHIP } from './cal-a.ts';

/** None of them is part of any other word of a card. */
export const secretWords = [
  'Wilhelmina Quarrel',
  'stepfather’s barge',
  'Ottoline Fisk',
  'o.fisk@quarrel.example',
  'sectioned overnight',
  'hid in the orchard',
  'frightened of the taxi',
  'grandmother’s caravan',
  'Zachariah Plumb',
];
const clocks: Step[] = ['notify-overdue', 'update-overdue', 'contacts-due', 'day-over', 'n-aim'];
const secret = fc.constantFrom(...secretWords);
const by: fc.Arbitrary<By> = fc.record({ upn: secret, name: secret, position: secret });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const contactAt = (at: fc.Arbitrary<Instant>): fc.Arbitrary<Contact> =>
  fc.record({
    at,
    by,
    whom: secret,
    relationship: secret,
    method: fc.constantFrom(...contactMethods),
    outcome: fc.constantFrom(...contactOutcomes),
    reason: maybe(secret),
    child: maybe(fc.record({ mode: fc.constantFrom(...childModes), where: secret })),
    next: secret,
  });

const slotOn = (date: LocalDate): fc.Arbitrary<AbsentSlot> =>
  fc.record({
    date: fc.constant(date),
    session: fc.constantFrom('AM' as const, 'PM' as const),
    provision: fc.constant('oak-farm'),
    start: fc.constant('09:00'),
    code: maybe(fc.constantFrom('N', 'I', 'Y5')),
    explained: fc.boolean(),
    attended: fc.boolean(),
  });

/** Read from one of these marks, or somebody's word. */
const missingOn = (date: LocalDate, at: fc.Arbitrary<Instant>, marks: readonly Mark[]): fc.Arbitrary<Missing> =>
  fc.record({
    at,
    why: secret,
    by: maybe(secret),
    from: fc.constant('09:50'),
    of: fc.constantFrom(undefined, ...marks.filter((mark) => mark.date === date).map(incidentKey)),
  });

const safeOn = (date: LocalDate, at: fc.Arbitrary<Instant>): fc.Arbitrary<SafeAnswer> =>
  fc.record({
    at,
    date: fc.constant(date),
    how: fc.constantFrom('seen' as const, 'spoken-to' as const, 'reason-heard' as const, 'marked-present' as const),
    by: secret,
  });

/** Of a pupil's absence on or up to a date, all of whose happenings lie at `at`. */
export function anyAbsence(
  pupilId: string,
  date: LocalDate,
  at: fc.Arbitrary<Instant>,
  marks: readonly Mark[] = [],
): fc.Arbitrary<Absence> {
  const earlier = addDays(date, -3);
  return fc.record({
    partnership: fc.constant(PARTNERSHIP),
    pupilId: fc.constant(pupilId),
    urn: fc.constant(ASHFIELD),
    openedAt: fc.oneof(at, fc.constant(instantAt(earlier, '09:38'))),
    firstDate: fc.constantFrom(earlier, date),
    date: fc.constantFrom(earlier, date),
    state: fc.constantFrom('missing', ...absenceStates),
    since: at,
    version: fc.nat(9),
    raisedAt: at,
    day: fc.integer({ min: 1, max: 9 }),
    slots: fc.array(slotOn(date), { maxLength: 2 }),
    notifiedAt: maybe(at),
    missing: maybe(missingOn(date, at, marks)),
    visit: maybe(fc.record({ at, by: secret, wanted: fc.boolean(), why: secret })),
    safe: maybe(safeOn(date, at)),
    contacts: fc.array(contactAt(at), { maxLength: 2 }),
    due: fc.uniqueArray(fc.record({ step: fc.constantFrom(...clocks), at, of: fc.constant(date) }), {
      selector: ({ step }) => step,
      maxLength: 3,
    }),
    fired: fc.constant([]),
    review: maybe(fc.record({ at, why: secret })),
    needsDsl: fc.boolean(),
    watchers: fc.array(secret, { maxLength: 2 }),
    closedAt: maybe(at),
    closedBy: maybe(secret),
  });
}
