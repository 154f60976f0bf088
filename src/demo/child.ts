/** A pupil of the demo as the lists tell of one; what is the same for all is filled in by pupils.ts. */
import type { Placement, Pupil } from '../domain/records.ts';
import type { Week } from './weeks.ts';

export interface Child {
  id: string;
  forename: string;
  surname: string;
  year: number;
  school: string;
  week: Week;
  /** The criteria of R4.4 after the colour. */
  rag: readonly ['red' | 'amber' | 'green', ...string[]];
  /** Twins have one birthday and one family. */
  family?: string;
  also?: Partial<Pupil>;
  /** The week before they moved to the present one, a fortnight ago at most. */
  movedFrom?: Week;
  /** By provision; a plain placement is the school's. */
  placed?: Readonly<Record<string, Partial<Placement>>>;
  /** Half days off by agreement: `mon-am`. An agreement that ended did so a fortnight ago. */
  partTime?: { off: string; ended: boolean };
  /** Starts on Monday, left three weeks ago, or suspended now; most are none of it. */
  stage?: 'starts-next-week' | 'left' | 'suspended';
}
