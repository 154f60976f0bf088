/** Once a day: open concerns to which nobody has added anything for days. Safe on several instances: each is raised once. */
import { isToBeRaised } from '../../domain/concern/status.ts';
import type { PartnershipRecords } from '../../domain/records.ts';
import { setting } from '../../domain/settings.ts';
import { weekdayOf, type LocalDate, type Moment } from '../../domain/time.ts';
import { addToConcern, type ConcernParts } from '../../record/concern/add.ts';
import { logShut } from './watch.ts';

const isWeekend = (date: LocalDate): boolean => ['saturday', 'sunday'].includes(weekdayOf(date));

export function createStaleWatch(parts: ConcernParts): (held: PartnershipRecords, moment: Moment) => Promise<void> {
  /** When each partnership was last looked at: only spares asking again. */
  const looked = new Map<string, LocalDate>();
  return async (held, moment) => {
    const { code } = held.partnership;
    const { date, time } = moment;
    if (looked.get(code) === date || isWeekend(date)) return;
    if (time < setting(held, [code], 'dsl_hours_from', date)) return;
    const days = Number(setting(held, [code], 'concern_stale_days', date));
    const stale = (await parts.store.concerns.open(code, logShut(parts.log))).filter((one) =>
      isToBeRaised(one, moment, days),
    );
    for (const { id } of stale)
      await addToConcern(parts, moment, { partnership: code, id }, { kind: 'raised-again' }, (concern) =>
        isToBeRaised(concern, moment, days),
      );
    looked.set(code, date);
  };
}
