/** Concerns as they come to be: routed, opened, and told by the clock. The partnership's host school is Birchwood. */
import { calledFor, type Called, type Limits } from '../../src/domain/concern/clock.ts';
import type { By, Concern, Urgency } from '../../src/domain/concern/concern.ts';
import type { AdultNamed, FirstEvent, LaterEvent, Report, Routed } from '../../src/domain/concern/events.ts';
import { next, opened } from '../../src/domain/concern/next.ts';
import type { Seating } from '../../src/domain/concern/people.ts';
import { routeOf, type RouteAsked } from '../../src/domain/concern/routes.ts';
import type { Pupil } from '../../src/domain/records.ts';
import { instantAt, type Instant } from '../../src/domain/time.ts';
import { ASHFIELD, aSchool, BIRCHWOOD, PARTNERSHIP } from './cal-a.ts';
import { there } from './partnerships.ts';
import { rosterOf, TODAY, type Held } from './staffing.ts';

export const limits: Limits = { urgent: 10, standard: 60 };
export const openedAt: Instant = instantAt(TODAY, '10:00');
/** Somebody who sits at no party. */
export const aReporter: By = { upn: 'teacher', name: 'Terry Reed', position: 'Tutor' };
const nothing = {
  what: '',
  ownWords: '',
  questions: '',
  when: '',
  where: '',
  present: '',
  injuries: '',
  action: '',
  opinion: '',
};

export const routed = (roster: Seating['roster'], over: Partial<RouteAsked> = {}): Routed =>
  routeOf({
    partnership: { code: PARTNERSHIP, hostSchool: BIRCHWOOD },
    schools: [aSchool(), aSchool({ urn: BIRCHWOOD, name: 'Birchwood School' })],
    urn: ASHFIELD,
    roster,
    there,
    date: TODAY,
    ...over,
  });

/** Whoever's name ends with `?` has never been written to in Teams. */
export const seating = (
  rows: readonly Held[],
  cover: readonly Held[] = [],
  pupil?: Pick<Pupil, 'sealed'>,
): Seating => ({
  roster: rosterOf(rows, cover),
  there,
  date: TODAY,
  reachable: (upn) => !upn.endsWith('?'),
  pupil,
});

export interface Raised {
  urgency?: Urgency;
  by?: By;
  adult?: AdultNamed | undefined;
  provision?: string | undefined;
  isDraft?: boolean | undefined;
  at?: Instant;
}

export function firstEvent(roster: Seating['roster'], raised: Raised = {}): FirstEvent {
  const { urgency = 'standard', by = aReporter, adult, provision, isDraft } = raised;
  const route = routed(roster, { adult, provision });
  const subject = {
    kind: adult ? ('adult' as const) : ('child' as const),
    pupilId: 'p01',
    urn: ASHFIELD,
    ...(provision !== undefined && { provision }),
  };
  const of = { id: 'AAAAA-BBBBB', partnership: PARTNERSHIP, subject, route };
  if (isDraft) return { kind: 'drafted', ...of, urgency, of: { openedAt: 1, why: 'missing' } };
  const report: Report = { by, words: nothing, parentInformed: 'not-said', urgency, ...(adult && { adult }) };
  return { kind: 'opened', ...of, report };
}

/** As it stands the moment it is stored, before anybody is told. */
export const aConcern = (roster: Seating['roster'], raised: Raised = {}): Concern =>
  opened(firstEvent(roster, raised), raised.at ?? openedAt);

/** After an entry that must be possible. */
export function after(concern: Concern, event: LaterEvent, at: Instant = openedAt): Concern {
  const result = next(concern, event, at);
  if (result.kind === 'refused') throw new Error(`refused: ${result.why}`);
  return result.concern;
}

/** One look at the clock: who is told, and the concern afterwards. */
export function look(concern: Concern, at: Seating, now: Instant): { concern: Concern; called: Called | undefined } {
  const called = calledFor(concern, at, now, limits);
  return { called, concern: called ? after(concern, called.told, now) : concern };
}
