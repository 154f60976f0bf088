/** The codes that a school enters in its own register for a day: proposals, as the digest's rows have them. The school decides (R0.2). */
import { schoolDecides } from '../cards/digest-words.ts';
import type { Asking } from '../commands/command.ts';
import { digestFacts, noDigestWords } from '../commands/show-digest.ts';
import { digestDue } from '../domain/digest-due.ts';
import { digestFor } from '../domain/digest.ts';
import { shownForename, shownSurname } from '../domain/names/known-name.ts';
import type { Pupil } from '../domain/records.ts';
import { longDate, type LocalDate } from '../domain/time.ts';
import { codeToEnter } from '../texts/digest.ts';
import type { TabParts } from './question.ts';
import type { CodeRow, SchoolCodes } from './school-model.ts';

export interface Entered extends CodeRow {
  surname: string;
  forename: string;
}

export interface CodesOf extends SchoolCodes {
  rows: Entered[];
}

/** As a school's register lists them. */
export const bySurname = (a: Pupil, b: Pupil): number =>
  shownSurname(a).localeCompare(shownSurname(b), 'en-GB') ||
  shownForename(a).localeCompare(shownForename(b), 'en-GB') ||
  a.pupilId.localeCompare(b.pupilId);

export async function codesOf(
  parts: TabParts,
  asking: Asking,
  urn: string,
  date: LocalDate,
): Promise<CodesOf | undefined> {
  const { now, person } = asking;
  const facts = await digestFacts(parts, asking, urn, date);
  if (!facts) return undefined;
  const { held } = facts;
  const reader = { urn, date, held, viewer: person.upn };
  const day = { date, day: longDate(date), today: now.date, foot: schoolDecides };
  if (!digestDue(reader)) return { ...day, rows: [], none: noDigestWords(asking, urn, date) };
  const { rows } = digestFor({ ...reader, moment: now });
  const found = new Map(rows.map((row) => [row.pupilId, row]));
  const listed = held.pupils.filter(({ pupilId }) => found.has(pupilId)).toSorted(bySurname);
  const entered = listed.map((pupil): Entered => {
    const { proposals } = found.get(pupil.pupilId)!;
    const [forename, surname] = [shownForename(pupil), shownSurname(pupil)];
    return {
      id: pupil.pupilId,
      name: `${surname}, ${forename}`,
      surname,
      forename,
      year: String(pupil.yearGroup),
      am: codeToEnter(proposals.AM),
      pm: codeToEnter(proposals.PM),
    };
  });
  return { ...day, rows: entered, none: '' };
}
