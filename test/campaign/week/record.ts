/** Everything that stands in a partnership's record at the end, sorted out by kind. */
import { isOpen, type Absence } from '../../../src/domain/absence/absence.ts';
import type { Told } from '../../../src/domain/absence/told.ts';
import type { Chase } from '../../../src/domain/chase/chase.ts';
import type { FollowUpCard } from '../../../src/domain/follow-up-card.ts';
import type { Notice } from '../../../src/domain/post.ts';
import type { Mark } from '../../../src/domain/records.ts';
import { dateOf, type Instant, type LocalDate } from '../../../src/domain/time.ts';
import { isMark } from '../../../src/store/keys.ts';
import type { Happened } from '../../../src/store/ledger.ts';
import type { Store } from '../../../src/store/open.ts';
import { CODE } from './partnership.ts';

export interface WeekRecord {
  marks: Mark[];
  /** Each as it last stood. */
  absences: Absence[];
  events: Happened[];
  chases: Chase[];
  notices: Notice[];
  cards: FollowUpCard[];
}

export const ruled = ({ event }: Happened): { told: Told[] } | undefined => {
  const { kind, told } = event as { kind: string; told?: Told[] };
  return kind === 'by-the-rules' && told ? { told } : undefined;
};

const absenceKey = ({ pupilId, openedAt }: Absence): string => `${pupilId} ${openedAt}`;

/** One that was closed and reopened stands there twice: what was said last counts. */
function latest(absences: readonly Absence[]): Absence[] {
  const found = new Map<string, Absence>();
  for (const one of absences.toSorted((a, b) => a.version - b.version)) found.set(absenceKey(one), one);
  return [...found.values()].toSorted((a, b) => absenceKey(a).localeCompare(absenceKey(b)));
}

export async function readWeek(store: Store, today: LocalDate): Promise<WeekRecord> {
  const [rows, held] = await Promise.all([store.records.appended(CODE), store.records.day(CODE, today)]);
  const of = <T>(fits: (key: string) => boolean): T[] =>
    rows.filter(({ key }) => fits(key)).map(({ value }) => value as T);
  const aside = (kind: string) => (key: string) => key.startsWith(`||${kind}|`, 'yyyy-mm-dd'.length);
  const open = held?.absences ?? [];
  return {
    marks: of(isMark),
    absences: latest([...of<Absence>(aside('absence')), ...open]),
    events: of(aside('event')),
    chases: of(aside('chase')),
    notices: of((key) => key.startsWith('!notice|')),
    cards: of((key) => key.startsWith('!card|')),
  };
}

/** The open absence of a pupil, as their people have it on a card. */
export async function openAbsence(store: Store, pupilId: string, at: Instant): Promise<Absence | undefined> {
  const held = await store.records.day(CODE, dateOf(at));
  return held?.absences.find((one) => one.pupilId === pupilId && isOpen(one));
}
