/** What the time of day calls for. Everything it starts is a row, so a tick missed is made up by the next, on any instance. */
import { momentOf, type Instant, type LocalDate, type Moment } from '../domain/time.ts';
import type { Log } from '../log.ts';
import type { Directory } from '../store/directory.ts';
import type { Store } from '../store/open.ts';
import type { Outbox } from '../store/outbox.ts';
import { readersOf, staffToTell } from './audience.ts';
import { rowsCalledFor } from '../domain/posting.ts';

interface Parts {
  store: Store;
  outbox: Outbox;
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

  const postDue = async (partnership: string, moment: Moment): Promise<void> => {
    const { records, posts, channels, people } = parts.store;
    const [held, there, links, roster] = await Promise.all([
      records.day(partnership, moment.date),
      posts.ofDay(partnership, moment.date),
      channels.links(),
      people.roster(moment.instant),
    ]);
    if (!held) return;
    const known = {
      posted: new Set(there.map((post) => post.urn)),
      linked: new Set(links.map((link) => link.urn)),
      staff: staffToTell(roster, partnership, moment),
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

  return {
    lookAgain() {
      settled = new Map();
    },
    async tick() {
      const moment = momentOf(parts.now());
      const { partnershipList } = await parts.directory();
      for (const { code, digestAt } of partnershipList) {
        if (moment.time < digestAt) continue;
        if (settled.get(code) !== moment.date) await postDue(code, moment);
        await sweep(code, moment);
      }
    },
  };
}
