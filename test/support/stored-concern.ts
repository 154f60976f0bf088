/** Concerns as they are written to the store: raised, added to, ended; and the proof of all of them. */
import type { Concern } from '../../src/domain/concern/concern.ts';
import type { FirstEvent, LaterEvent } from '../../src/domain/concern/events.ts';
import { next, opened } from '../../src/domain/concern/next.ts';
import { proveConcerns } from '../../src/store/concern-proof.ts';
import type { ConcernAppend, Concerns } from '../../src/store/concerns.ts';
import type { Store } from '../../src/store/open.ts';
import { firstEvent, openedAt, seating } from './a-concern.ts';
import { PARTNERSHIP } from './cal-a.ts';

export const [one, two] = ['AAAAA-AAAAA', 'BBBBB-BBBBB'] as const;
export const at = (id: string) => ({ partnership: PARTNERSHIP, id });
export const by = { upn: 'd.lane@ashfield.example', name: 'Dee Lane', position: 'DSL' };
const reporter = { upn: 't.reed@oak-farm.example', name: 'Terry Reed', position: 'Tutor' };
const ownWords = 'he hit me 🙈 مرحبا \u0000 \uD83D ${x} <b> =1+1';

export function reported(id: string): FirstEvent {
  const event = firstEvent(seating([]).roster, { by: reporter });
  if (event.kind !== 'opened') throw new Error('not a report');
  return {
    ...event,
    id,
    report: { ...event.report, typedName: 'Ella Quarrel', words: { ...event.report.words, ownWords } },
  };
}
export const note = (n: number): LaterEvent => ({ kind: 'added', by, text: `note ${n}`, from: 'dsl' });

export const open = (concerns: Concerns, id: string): Promise<ConcernAppend> =>
  concerns.append(at(id), openedAt, () => ({
    events: [reported(id)],
    concern: opened(reported(id), openedAt),
    words: [{ upn: by.upn, news: 'new' }],
  }));
export const add = (concerns: Concerns, id: string, ...events: LaterEvent[]): Promise<ConcernAppend> =>
  concerns.append(at(id), openedAt + 1, (held) => ({ events, concern: events.reduce(after, held!) }));
export function after(concern: Concern, event: LaterEvent): Concern {
  const result = next(concern, event, openedAt + 1);
  if (result.kind === 'refused') throw new Error(result.why);
  return result.concern;
}
export const ended: LaterEvent[] = [
  { kind: 'decided', by, decision: 'monitor', rationale: 'seen' },
  { kind: 'closed', by, outcome: 'done' },
];
export const prove = async ({ concerns }: Pick<Store, 'concerns'>) => proveConcerns(await concerns.chain(PARTNERSHIP));
export const whole = expect.objectContaining({ kind: 'whole' });
export const textsOf = async ({ concerns }: Pick<Store, 'concerns'>, id: string): Promise<string[]> =>
  ((await concerns.read(at(id)))?.entries ?? []).flatMap(({ event }) => (event.kind === 'added' ? [event.text] : []));
