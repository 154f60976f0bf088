/** How soon an absent child must be seen or spoken to, by colour and day of absence (R4.5, R4.6). */
import { setting } from '../settings.ts';
import type { ChildMode } from './absence.ts';
import type { Rag } from './rag.ts';
import type { PartnershipRecords } from '../records.ts';
import type { LocalDate } from '../time.ts';

export type ContactWanted = 'none' | 'spoken-to' | 'face-to-face';

export interface Cadence {
  profile: 'table-1' | 'appendix-4';
  amberDaily: boolean;
  videoCounts: boolean;
}

/** The choices of a school, else of its partnership. */
export function cadenceOf(held: PartnershipRecords, urn: string, date: LocalDate): Cadence {
  const chosen = (name: 'cadence_profile' | 'amber_daily_verbal' | 'video_counts'): string =>
    setting(held, [urn, held.partnership.code], name, date);
  return {
    profile: chosen('cadence_profile') === 'appendix-4' ? 'appendix-4' : 'table-1',
    amberDaily: chosen('amber_daily_verbal') === 'yes',
    videoCounts: chosen('video_counts') === 'yes',
  };
}

/** Appendix 4 has the daily word to an amber child in itself; table 1 takes it over by choice. */
const amberWord = ({ profile, amberDaily }: Cadence): ContactWanted =>
  profile === 'appendix-4' || amberDaily ? 'spoken-to' : 'none';

/** `day`: the number of the day of absence, from 1. */
export function contactWanted(rag: Rag, day: number, cadence: Cadence): ContactWanted {
  if (rag === 'red') return 'face-to-face';
  if (rag === 'amber') return day % 3 === 0 ? 'face-to-face' : amberWord(cadence);
  return cadence.profile === 'table-1' && day % 5 === 0 ? 'spoken-to' : 'none';
}

/** Days between two contacts that the colour itself asks for (4.5); none where it asks for no contact at all. */
export function everyDays(rag: Rag, { profile }: Cadence): number | undefined {
  if (rag === 'red') return 1;
  if (rag === 'amber') return 3;
  return profile === 'table-1' ? 5 : undefined;
}

/** R4.5: video is face to face where the partnership says so, and never after a visit that did not see the child. */
export function meets(wanted: ContactWanted, mode: ChildMode, cadence: Cadence, wasNotSeen: boolean): boolean {
  if (wanted !== 'face-to-face' || mode === 'in-person') return true;
  return mode === 'video' && cadence.videoCounts && !wasNotSeen;
}
