/** What the people are told of a register that does not come. */
import type { ChaseChange } from '../domain/chase/watch.ts';
import { dutyOf, type Staffing } from '../domain/duty.ts';
import type { Notice } from '../domain/post.ts';
import { newNotice } from '../domain/posting.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import { namedStaff } from '../jobs/audience.ts';

/** Those at a provision itself who can be written to. */
export function staffAt(provision: string, partnership: string, staffing: Staffing): string[] {
  const duty = dutyOf({ role: 'provision', organisation: provision, partnership }, staffing);
  return duty.by === 'role' || duty.by === 'cover' ? duty.holders : [];
}

type KnownTo = (upn: string) => string[];

/** Of these pupils, those that somebody may know of: a number tells of a sealed pupil too (R8.3). */
function knownAmong(pupils: readonly string[], held: PartnershipRecords): KnownTo {
  const sealed = new Map(held.pupils.map((pupil) => [pupil.pupilId, pupil.sealed]));
  return (upn) => pupils.filter((pupilId) => sealed.get(pupilId)?.includes(upn) ?? true);
}

/** Where nobody who is to ring may know of a pupil, the partnership's staff who are named for them. */
function namedBesides(to: readonly string[], pupils: readonly string[], known: KnownTo, staff: string[]): string[] {
  const told = new Set(to.flatMap(known));
  const untold = new Set(pupils.filter((pupilId) => !told.has(pupilId)));
  return staff.filter((upn) => !to.includes(upn) && known(upn).some((pupilId) => untold.has(pupilId)));
}

/** A register is asked of the provision; ringing for it is the officer's. Each is told of the pupils they may know of. */
export function chaseNotices({ chase, told }: ChaseChange, held: PartnershipRecords, staffing: Staffing): Notice[] {
  const { partnership, provision, closesAt, date } = chase;
  const asked = chase.fired.filter(({ step }) => step !== 'ring').length;
  const there = staffAt(provision, partnership, staffing);
  const staff = namedStaff(staffing, partnership).filter(staffing.reachable);
  return told.flatMap(({ step, to, pupils }) => {
    const known = knownAmong(pupils, held);
    const isAsked = there.some((upn) => known(upn).length > 0);
    const people = step === 'ring' ? [...to, ...namedBesides(to, pupils, known, staff)] : to;
    return people.flatMap((upn) => {
      const register = { provision, closesAt, asked: isAsked ? asked : 0, pupils: known(upn).length };
      const at = { partnership, date, urns: [], about: `${provision}|${closesAt}|${step}`, register };
      const why = step === 'ring' ? 'register-ring' : 'register-due';
      return register.pupils > 0 ? [newNotice(at, upn, why)] : [];
    });
  });
}
