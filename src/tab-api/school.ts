/** `school/…`: what a school's own people, and those who serve it, see of it. One right for all of it: to read its digest. */
import type { Asking } from '../commands/command.ts';
import { acknowledged, acknowledgedLook } from '../commands/digest-buttons.ts';
import { mayReadSomeDigest } from '../commands/rights.ts';
import { refusedLook } from '../commands/show-digest.ts';
import { readsDigestOf } from '../domain/access.ts';
import { pupilsOf } from '../domain/digest.ts';
import { displayName } from '../domain/names.ts';
import type { Placement, PartnershipRecords, Pupil } from '../domain/records.ts';
import { isDate, type LocalDate } from '../domain/time.ts';
import { placesNamed } from '../texts/follow-up.ts';
import { codesFile, codesFiles, type CodesFile } from './codes-file.ts';
import type { Moves } from './moves.ts';
import { badAsk, notFound, refused, type Answered, type Given, type Question, type TabParts } from './question.ts';
import { bySurname, codesOf } from './school-codes.ts';
import { schoolDay } from './school-digest.ts';
import type { SchoolCodes, SchoolPupils } from './school-model.ts';

interface Of {
  urn: string;
  date: LocalDate;
}

/** R8.1: a school that is not there and one that is not theirs are one answer. Of a day to come there is no digest yet. */
const ofSchool =
  (run: (asking: Asking, of: Of, given: Given) => Promise<Answered>) =>
  async (asking: Asking, given: Given): Promise<Answered> => {
    const { urn = '' } = given.params;
    const sent = given.query['date'] ?? (given.body as { date?: unknown } | undefined)?.date ?? asking.now.date;
    if (!readsDigestOf(asking.scope, urn, asking.directory)) return { ...notFound, looked: refusedLook(urn) };
    if (typeof sent !== 'string' || !isDate(sent) || sent > asking.now.date) return badAsk;
    return run(asking, { urn, date: sent }, given);
  };

const placeOf = (held: PartnershipRecords, today: LocalDate, { placements }: Pupil): string[] =>
  placements
    .filter(({ startDate, endDate }: Placement) => startDate <= today && today <= (endDate ?? today))
    .map(({ provision }) => placesNamed(held)(provision));

async function pupilsAt(parts: TabParts, { directory, now, person }: Asking, urn: string): Promise<Answered> {
  const held = await parts.store.records.day(directory.schools.get(urn) ?? '', now.date, { schools: [urn] });
  if (!held) return notFound;
  const pupils = pupilsOf({ urn, date: now.date, held, viewer: person.upn }).toSorted(bySurname);
  const body: SchoolPupils = {
    pupils: pupils.map((pupil) => ({
      id: pupil.pupilId,
      name: displayName(pupil),
      about: [`Year ${pupil.yearGroup}`, ...new Set(placeOf(held, now.date, pupil))].join(', '),
    })),
  };
  const fields = pupils.map(({ pupilId }) => pupilId);
  return { status: 200, body, looked: { query: 'school pupils', decision: 'answered', organisation: urn, fields } };
}

export function schoolQuestions(parts: TabParts, moves: Moves): Question[] {
  const get = (path: string, run: (asking: Asking, of: Of, given: Given) => Promise<Answered>): Question => ({
    method: 'GET',
    path,
    may: mayReadSomeDigest,
    run: ofSchool(run),
  });
  const codesFor = async (asking: Asking, { urn, date }: Of, kind?: CodesFile): Promise<Answered> => {
    const codes = await codesOf(parts, asking, urn, date);
    if (!codes) return notFound;
    const fields = [date, kind ?? 'shown'];
    const looked = { query: 'codes', decision: 'answered' as const, organisation: urn, fields };
    if (kind) return { status: 200, file: await codesFile(codes, urn, kind), looked };
    return { status: 200, body: codes satisfies SchoolCodes, looked };
  };
  const files = (Object.keys(codesFiles) as CodesFile[]).map((kind) =>
    get(`school/:urn/codes.${kind}`, (asking, of) => codesFor(asking, of, kind)),
  );
  return [
    {
      ...get('school/:urn', async (asking, of) => {
        const body = await schoolDay(parts, moves, asking, of);
        const looked = {
          query: 'digest',
          decision: 'answered' as const,
          organisation: of.urn,
          fields: ['names', of.date],
        };
        return body ? { status: 200, body, looked } : notFound;
      }),
      keepsLooking: true,
    },
    {
      ...get('school/:urn/acknowledge', async (asking, of) => {
        const result = await acknowledged(parts, asking, of);
        if ('refused' in result) return refused(result.refused);
        return { status: 200, body: result, looked: acknowledgedLook(of.urn, result) };
      }),
      method: 'POST',
    },
    get('school/:urn/pupils', (asking, { urn }) => pupilsAt(parts, asking, urn)),
    get('school/:urn/codes', (asking, of) => codesFor(asking, of)),
    ...files,
  ];
}
