/** Which of the day is shown: of one school, of one provision, or all of it. */
import type { Followed, RegisterGroup } from '../../../tab-api/today-model.ts';

export interface Chosen {
  school: string;
  provision: string;
}

export const everybody: Chosen = { school: '', provision: '' };

export const isAll = ({ school, provision }: Chosen): boolean => school === '' && provision === '';

export const chosenOf = <T extends Followed>(all: readonly T[], { school, provision }: Chosen): T[] =>
  all.filter((one) => (school === '' || one.school === school) && (provision === '' || one.places.includes(provision)));

export const registersOf = (groups: readonly RegisterGroup[], { provision }: Chosen): RegisterGroup[] =>
  groups
    .map((group) => ({
      ...group,
      registers: group.registers.filter((one) => provision === '' || one.provision === provision),
    }))
    .filter(({ registers }) => registers.length > 0);
