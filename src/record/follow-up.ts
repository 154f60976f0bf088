/** What a day calls for in the follow-up of absences: decided inside the transaction that writes its cause. */
import type { Absence } from '../domain/absence/absence.ts';
import type { Holders } from '../domain/absence/ask.ts';
import { runBefore } from '../domain/absence/day-count.ts';
import type { Told, Telling } from '../domain/absence/told.ts';
import { wantsCount, watch, type Change } from '../domain/absence/watch.ts';
import { chasesCalledFor, type ChaseChange } from '../domain/chase/watch.ts';
import { dutyOf, holdersFor, type Staffing } from '../domain/duty.ts';
import type { Notice } from '../domain/post.ts';
import { newNotice } from '../domain/posting.ts';
import type { PartnershipRecords, Pupil } from '../domain/records.ts';
import { addDays, type Instant, type LocalDate, type Moment } from '../domain/time.ts';
import type { Log } from '../log.ts';
import type { Directory } from '../store/directory.ts';
import type { Append, Happened } from '../store/ledger.ts';
import type { Store } from '../store/open.ts';
import { staffingOf } from '../jobs/audience.ts';
import { chaseNotices, staffAt } from './chase-notices.ts';

interface Following {
  holdersOf(held: PartnershipRecords, pupil: Pupil): Holders;
  /**
   * `date`: the day of `held.marks`. Gives what must stand, or nothing where all of it stands already; no more than fits one
   * transaction, `first` before others: asked again it gives the rest.
   */
  follow(held: PartnershipRecords, date: LocalDate, now: Moment, first?: ReadonlySet<string>): Promise<Append>;
}
/** Reads who has which duty; what it gives is good for one transaction. */
export type FollowUp = (now: Moment) => Promise<Following>;

/** The longest run of absence that is counted: more than any half term. */
const DAYS_LOOKED_BACK = 60;

/** Of these the card of the absence arriving or changing tells enough: nobody is called for it besides. */
const quiet = new Set<Telling>(['opened', 'new-day', 'reason-given', 'closed', 'corrected']);

/** What somebody is told of one absence. */
interface Word {
  absence: Absence;
  what: Telling;
  upn: string;
}

/**
 * What the people of absences are told beside their cards. Whoever is told one thing of several children at once, as at the
 * end of the day, is told it once.
 */
export function noticesOf(changes: readonly Pick<Change, 'absence' | 'told'>[], date: LocalDate): Notice[] {
  const words = changes.flatMap(({ absence, told }) =>
    told
      .filter(({ what }) => !quiet.has(what))
      .flatMap(({ what, to }): Word[] => to.map((upn) => ({ absence, what, upn }))),
  );
  const together = Map.groupBy(words, ({ what, upn }) => `${what} ${upn}`);
  return [...together.values()].map((one) => noticeOf(one, date));
}

function noticeOf(words: readonly Word[], date: LocalDate): Notice {
  const [{ absence, what, upn }] = words as [Word, ...Word[]];
  const { partnership, pupilId, openedAt } = absence;
  const urns = [...new Set(words.map((word) => word.absence.urn))];
  const about = words.map((word) =>
    [word.absence.pupilId, word.absence.openedAt, word.absence.version, what].join('|'),
  );
  const of = words.length > 1 ? { children: words.length, what } : { pupilId, openedAt, what };
  return newNotice({ partnership, date, urns, about: about.join(' '), absence: of }, upn, 'follow-up');
}

const happenedIn = ({ absence, told }: Change, at: Instant): Happened => ({
  at,
  pupilId: absence.pupilId,
  urn: absence.urn,
  openedAt: absence.openedAt,
  event: { kind: 'by-the-rules', state: absence.state, version: absence.version, told },
});

function chasesOf(held: PartnershipRecords, now: Moment, staffing: Staffing): ChaseChange[] {
  const partnership = held.partnership.code;
  const officers = dutyOf({ role: 'officer', organisation: partnership, partnership }, staffing).holders;
  return chasesCalledFor({
    held,
    now,
    staffAt: (provision) => staffAt(provision, partnership, staffing),
    officers,
  });
}

/** The earlier marks of those whose absence begins today: to say which day of it this is (R4.6). */
async function countsOf(store: Store, held: PartnershipRecords, date: LocalDate) {
  const wanted = wantsCount(held, date);
  const read = await Promise.all(
    wanted.map(async (pupilId) => {
      const pupil = held.pupils.find((one) => one.pupilId === pupilId);
      const from = addDays(date, -DAYS_LOOKED_BACK);
      const marks = await store.records.marksOf(held.partnership.code, pupilId, from, addDays(date, -1));
      return [pupilId, pupil && runBefore(pupil, date, held, marks)] as const;
    }),
  );
  const runs = new Map(read);
  return (pupilId: string) => runs.get(pupilId);
}

/** Told to nobody: the duty is empty right through its ladder, and must fail loudly (R4.14). */
function complain(log: Log, told: readonly Told[]): void {
  for (const { what } of told.filter(({ to }) => to.length === 0))
    log.error({ event: 'follow-up.untold', what }, 'nobody has the duty to follow an absence up');
}

/** Registers asked for in one transaction, each with a word to those told. */
const CHASES = 8;

/** Rows that leave room in a transaction for the marks they follow from. */
const ROWS = 70;

/** The first changes that fit, each with an event, its own row, and at most a word to each of those told. */
function fitting(changes: readonly Change[], first: ReadonlySet<string>): Change[] {
  const rank = ({ absence }: Change): number => Number(!first.has(absence.pupilId));
  let rows = 0;
  return changes
    .toSorted((a, b) => rank(a) - rank(b))
    .filter((change) => {
      rows += 2 + change.told.reduce((sum, { to }) => sum + to.length, 0);
      return rows <= ROWS || first.has(change.absence.pupilId);
    });
}

export function createFollowUp(store: Store, directory: () => Promise<Directory>, log: Log): FollowUp {
  return async (moment) => {
    const [roster, there] = await Promise.all([store.people.roster(moment.instant), directory()]);
    const staffing = staffingOf(roster, there, moment);
    const holdersOf: Following['holdersOf'] = (held, pupil) =>
      holdersFor({ partnership: held.partnership.code, urn: pupil.schoolUrn }, staffing);
    return {
      holdersOf,
      async follow(held, date, now, first = new Set()) {
        const before = await countsOf(store, held, date);
        const called = watch({ held, date, now, holdersOf: (pupil) => holdersOf(held, pupil), before });
        const changes = fitting(called, first);
        for (const { told } of changes) complain(log, told);
        const chases = date === now.date && changes.length === 0 ? chasesOf(held, now, staffing).slice(0, CHASES) : [];
        const asked = chases.map((change) => ({ change, notices: chaseNotices(change, held, staffing) }));
        if (
          asked.some(
            ({ change: { told }, notices }) => notices.length === 0 && told.some(({ step }) => step === 'ring'),
          )
        )
          log.error({ event: 'register.untold' }, 'nobody can be told of a register that does not come');
        return {
          absences: changes.map(({ absence }) => absence),
          events: changes.map((change) => happenedIn(change, now.instant)),
          chases: chases.map(({ chase }) => chase),
          notices: [...noticesOf(changes, now.date), ...asked.flatMap(({ notices }) => notices)],
        };
      },
    };
  };
}
