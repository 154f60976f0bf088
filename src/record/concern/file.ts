/** A concern that somebody raises: routed, stored, and only then told (issue 4, item 2). */
import { createHash } from 'node:crypto';
import type { Concern } from '../../domain/concern/concern.ts';
import type { FirstEvent, Report } from '../../domain/concern/events.ts';
import { idOfBytes } from '../../domain/concern/id.ts';
import { routeOf } from '../../domain/concern/routes.ts';
import type { Subject } from '../../domain/concern/concern.ts';
import type { Moment } from '../../domain/time.ts';
import { wordsSentAgain } from '../../texts/concern/form.ts';
import { openConcern, type ConcernParts } from './add.ts';
import { addFromReporter } from './reporter.ts';
import { concernRoom, type ConcernRoom } from './seating.ts';

/**
 * The receipt number of one report: the same for the same form of the same person, however often it arrives, and otherwise as
 * good as random.
 */
export const concernIdOf = (token: string, objectId: string): string =>
  idOfBytes(createHash('sha256').update(`${objectId}\n${token}`).digest());

export interface ReportFiled {
  id: string;
  partnership: string;
  pupilId?: string;
  urn?: string;
  provision?: string;
  report: Report;
}

export interface Filed {
  concern: Concern;
  room: ConcernRoom;
}

function subjectOf({ pupilId, urn, provision, report }: ReportFiled, room: ConcernRoom): Subject {
  const sealed = room.held.pupils.find((one) => one.pupilId === pupilId)?.sealed;
  return {
    kind: report.adult ? 'adult' : 'child',
    ...(pupilId !== undefined && { pupilId }),
    ...(urn !== undefined && { urn }),
    ...(provision !== undefined && { provision }),
    ...(sealed && { sealed }),
  };
}

function firstEventOf(filed: ReportFiled, { date }: Moment, room: ConcernRoom): FirstEvent {
  const { roster, there, held } = room;
  const { id, partnership, urn, provision, report } = filed;
  const asked = { partnership: held.partnership, schools: held.schools, urn, provision, adult: report.adult };
  const route = routeOf({ ...asked, roster, there, date });
  return { kind: 'opened', id, partnership, subject: subjectOf(filed, room), report, route };
}

/** Words sent again with others in them: nothing that was written is lost. */
async function addedIfOther(parts: ConcernParts, now: Moment, { id, partnership, report }: ReportFiled): Promise<void> {
  const at = { partnership, id };
  const [first] = (await parts.store.concerns.read(at))?.entries ?? [];
  if (first?.event.kind !== 'opened') return;
  const text = wordsSentAgain(first.event.report.words, report.words);
  if (text !== '') await addFromReporter(parts, now, at, { by: report.by, text });
}

/** Throws where it could not be stored: then nobody may be told that it was. */
export async function fileConcern(parts: ConcernParts, now: Moment, filed: ReportFiled): Promise<Filed> {
  const room = await concernRoom(parts, filed.partnership, now);
  const { concern, isNew } = await openConcern(parts, now, firstEventOf(filed, now, room), room);
  if (!isNew) await addedIfOther(parts, now, filed);
  return { concern, room };
}
