/** Whom to ring about a concern (5.3): the partnership's DSL and, out of their hours, whoever is there at any hour. */
import { schoolDay } from '../calendar.ts';
import { inRole, type Staff } from '../duty.ts';
import type { PartnershipRecords } from '../records.ts';
import { setting } from '../settings.ts';
import type { Moment } from '../time.ts';

export interface Ringing {
  /** The partnership's name. */
  partnership: string;
  dsl: { name: string; phone?: string }[];
  /** Not within the hours of a school day in which a DSL is at work. */
  isOutOfHours: boolean;
  outOfHours?: string;
  laDuty?: string;
  lado?: string;
}

type Held = Pick<PartnershipRecords, 'partnership' | 'settings' | 'calendar'>;
interface PhoneBook extends Staff {
  people: readonly (Staff['people'][number] & { phone?: string })[];
}

export function isOutOfHours({ partnership, settings, calendar }: Held, { date, time }: Moment): boolean {
  const hour = (name: 'dsl_hours_from' | 'dsl_hours_to'): string =>
    setting({ settings }, [partnership.code], name, date);
  const isSchoolDay = schoolDay(calendar, { organisation: partnership.code }, date).kind === 'school-day';
  return !isSchoolDay || time < hour('dsl_hours_from') || time >= hour('dsl_hours_to');
}

function inPhoneBook(upn: string, { people }: PhoneBook): Ringing['dsl'][number] {
  const rows = people.filter((row) => row.upn === upn);
  const phone = rows.find((row) => row.phone !== undefined)?.phone;
  return { name: rows[0]?.name ?? upn, ...(phone !== undefined && { phone }) };
}

/** Whoever asks does not ring themselves: of a coordinator, the deputies. */
function dslsOf(code: string, roster: PhoneBook, date: string, asker: string): Ringing['dsl'] {
  const others = (role: 'coordinator' | 'deputy'): string[] =>
    inRole({ roster, date }, code, [role]).filter((upn) => upn !== asker);
  const first = others('coordinator');
  return (first.length > 0 ? first : others('deputy')).map((upn) => inPhoneBook(upn, roster));
}

export function ringingOf(held: Held, roster: PhoneBook, now: Moment, asker: string): Ringing {
  const { code, name, outOfHoursContact, laDutyContact, ladoContact } = held.partnership;
  return {
    partnership: name,
    dsl: dslsOf(code, roster, now.date, asker),
    isOutOfHours: isOutOfHours(held, now),
    ...(outOfHoursContact !== undefined && { outOfHours: outOfHoursContact }),
    ...(laDutyContact !== undefined && { laDuty: laDutyContact }),
    ...(ladoContact !== undefined && { lado: ladoContact }),
  };
}
