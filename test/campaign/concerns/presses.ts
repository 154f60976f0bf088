/** People's presses, and what each of them was shown: it was for them alone. */
import type { Inbound } from '../../support/activities.ts';
import type { Json } from '../../support/connector-rest.ts';
import type { Chance } from '../chance.ts';
import type { Stage } from '../stage.ts';
import { deliver } from './deliver.ts';
import { shownBy } from './form.ts';
import type { Member } from './partnership.ts';
import type { Troubled } from './troubles.ts';

export interface Read {
  by: Member;
  text: string;
}

export interface Presses {
  reads: Read[];
  /** How often Teams waited in vain, and brought it again. */
  late: number;
  deliver(by: Member, activity: Inbound, chance: Chance): Promise<Json | string | undefined>;
  /** Of a button; gives the card that is the answer. */
  press(by: Member, button: { verb: string; data: unknown }, chance: Chance): Promise<Json | undefined>;
}

export function createPresses(
  { teams }: Pick<Stage, 'teams'>,
  { running }: Pick<Troubled, 'running'>,
  times: number,
): Presses {
  const reads: Read[] = [];
  const made: Presses = {
    reads,
    late: 0,
    async deliver(by, activity, chance) {
      const answer = await deliver(running, activity, { chance, times, onLate: () => void (made.late += 1) });
      reads.push({ by, text: JSON.stringify(answer?.body ?? '') });
      return shownBy(answer?.body);
    },
    async press(by, button, chance) {
      const shown = await made.deliver(by, teams.executes(by.person, button), chance);
      return typeof shown === 'object' ? shown : undefined;
    },
  };
  return made;
}
