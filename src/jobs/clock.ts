/** What the time of day calls for. Everything it starts is a row, so a tick missed is made up by the next, on any instance. */
import type { Staffing } from '../domain/duty.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import { momentOf, type Instant, type LocalDate, type Moment } from '../domain/time.ts';
import type { Log } from '../log.ts';
import type { Directory } from '../store/directory.ts';
import type { Store } from '../store/open.ts';
import type { Outbox } from '../store/outbox.ts';
import { readersOf, staffingOf, staffToTell } from './audience.ts';
import { vacancyNotices } from './vacancies.ts';
import { rowsCalledFor } from '../domain/posting.ts';

interface Parts {
  store: Store;
  outbox: Outbox;
  /** The steps of follow-ups and of concerns that are due. */
  watch(partnership: string, moment: Moment): Promise<void>;
  directory(): Promise<Directory>;
  log: Log;
  now(): Instant;
}

export interface Clock {
  /** Does what is due. Safe to call at any time and on several instances at once. */
  tick(): Promise<void>;
  /** Something changed that may call for a post: look again at the next tick. */
  lookAgain(): void;
}

/** After this time of day no post of today is kept up to date; a partnership may choose an earlier one. */
const DAY_ENDS = '23:00';

export function createClock(parts: Parts): Clock {
  /** Partnerships whose schools all have their post of a day: only spares asking again. */
  let settled = new Map<string, LocalDate>();
  const swept = new Map<string, string>();
  const watched = new Map<string, string>();
  const vacanciesTold = new Map<string, LocalDate>();

  /** Once a minute, at any hour: what was due while nobody looked is done at once. */
  const watch = async (partnership: string, moment: Moment): Promise<void> => {
    const minute = `${moment.date} ${moment.time}`;
    if (watched.get(partnership) === minute) return;
    await parts.watch(partnership, moment);
    watched.set(partnership, minute);
  };

  /** An empty role is told at digest time, while there is a day to do something about it (R4.14). */
  const tellVacancies = async (held: PartnershipRecords, staffing: Staffing): Promise<void> => {
    const { code } = held.partnership;
    if (vacanciesTold.get(code) === staffing.date) return;
    const { gaps, rows } = vacancyNotices(held, staffing);
    if (gaps.length > 0 && rows.length === 0)
      parts.log.error(
        { event: 'vacancy.untold', partnership: code, gaps: gaps.length },
        'roles are empty and nobody can be told',
      );
    if (rows.length > 0) await parts.outbox.put(code, rows);
    vacanciesTold.set(code, staffing.date);
  };

  const postDue = async (partnership: string, moment: Moment): Promise<void> => {
    const { records, posts, channels, people } = parts.store;
    const [held, posted, links, roster, there] = await Promise.all([
      records.day(partnership, moment.date),
      posts.ofDay(partnership, moment.date),
      channels.links(),
      people.roster(moment.instant),
      parts.directory(),
    ]);
    if (!held) return;
    await tellVacancies(held, staffingOf(roster, there, moment));
    const known = {
      posted: new Set(posted.map((post) => post.urn)),
      linked: new Set(links.map((link) => link.urn)),
      staff: staffToTell(roster, partnership, moment, there),
      mayRead: (upn: string, urn: string) => readersOf(roster, moment, urn, partnership).includes(upn),
    };
    const { rows, waiting } = rowsCalledFor(held, known, moment);
    if (rows.length > 0) {
      parts.log.info({ event: 'clock.posts', partnership, rows: rows.length }, 'digests are due');
      await parts.outbox.put(partnership, rows);
    }
    if (waiting === 0) settled.set(partnership, moment.date);
  };

  /** Registers close and days end by the clock alone: once a minute today's posts are looked at. */
  const sweep = async (partnership: string, moment: Moment): Promise<void> => {
    const minute = `${moment.date} ${moment.time}`;
    if (moment.time >= DAY_ENDS || swept.get(partnership) === minute) return;
    swept.set(partnership, minute);
    await parts.outbox.changed(partnership);
  };

  /** A fault in one partnership holds up no other. */
  const lookAt = async (code: string, digestAt: string, moment: Moment): Promise<void> => {
    await watch(code, moment);
    if (moment.time < digestAt) return;
    if (settled.get(code) !== moment.date) await postDue(code, moment);
    await sweep(code, moment);
  };

  return {
    lookAgain() {
      settled = new Map();
    },
    async tick() {
      const moment = momentOf(parts.now());
      const { partnershipList } = await parts.directory();
      for (const { code, digestAt } of partnershipList)
        await lookAt(code, digestAt, moment).catch((fault: unknown) => {
          parts.log.error({ event: 'clock.fault', partnership: code, err: fault }, 'a look at a partnership failed');
        });
    },
  };
}
