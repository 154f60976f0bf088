/** Whoever marked a pupil before is told that somebody says otherwise: both know, and neither mark is lost. */
import { newNotice } from '../../domain/posting.ts';
import type { Pupil } from '../../domain/records.ts';
import type { Standing } from '../../domain/standing.ts';
import type { Outbox } from '../../store/outbox.ts';
import type { Asking } from '../command.ts';
import { rowKey } from './reading.ts';

export async function tellOther(
  outbox: Outbox,
  asking: Asking,
  { partnership, pupil, standing }: { partnership: string; pupil: Pupil; standing: Standing },
): Promise<void> {
  const { slot, history } = standing;
  const { upn } = asking.person;
  const theirs = history.findLast((mark) => mark.upn !== upn);
  // An imported mark is nobody's here; of a pupil sealed since, somebody not named hears nothing (R8.3).
  if (theirs?.upn === undefined || (pupil.sealed && !pupil.sealed.includes(theirs.upn))) return;
  const about = [slot.provision, rowKey(slot), theirs.recordedAt, upn].join(' ');
  const notice = newNotice({ partnership, date: slot.date, urns: [], about }, theirs.upn, 'mark-contested');
  await outbox.put(partnership, [
    { ...notice, register: { provision: slot.provision, closesAt: slot.closesAt, asked: 0, pupils: 1 } },
  ]);
}
