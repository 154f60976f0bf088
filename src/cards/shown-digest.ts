/** A school's digest as cards: the same for the channel's post, for `digest`, and for a names view. */
import { createHash } from 'node:crypto';
import { digestCards, type AckShown, type DigestShown } from './digest.ts';
import type { AdaptiveCard, Button } from './render.ts';
import { changesSince, snapshotOf, type DigestSnapshot } from '../domain/digest-change.ts';
import { digestFor, type Digest } from '../domain/digest.ts';
import { setting } from '../domain/settings.ts';
import type { PartnershipRecords, Role } from '../domain/records.ts';
import type { LocalDate, Moment } from '../domain/time.ts';
import type { Post } from '../domain/post.ts';
import type { View } from '../texts/digest.ts';

interface Ask {
  urn: string;
  date: LocalDate;
  held: PartnershipRecords;
  moment: Moment;
  view: View;
  /** Who reads it alone; sealed pupils that name them are in it. */
  viewer?: string;
  post?: Post;
}

export interface ShownDigest {
  digest: Digest;
  cards: AdaptiveCard[];
}

/** What an acknowledgement was of: the groups and codes, not the wording or the time. */
export const marking = (snapshot: DigestSnapshot): string => shortHash(JSON.stringify(snapshot));
export const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

function acksShown(post: Post | undefined, now: DigestSnapshot): AckShown[] {
  return (post?.acks ?? []).map(({ name, role, at, of }) => ({
    name,
    role: role as Role,
    at,
    changedSince: of !== marking(now),
  }));
}

const fieldsOf = ({ urn, date }: Ask): Record<string, string> => ({ urn, date });

const namesButton = (ask: Ask, page: string): Button[] =>
  ask.post && ask.view === 'channel'
    ? [{ title: 'Show names', verb: 'names', fields: { ...fieldsOf(ask), page } }]
    : [];

const buttonsFor = (ask: Ask): Button[] =>
  ask.post ? [{ title: 'Acknowledge', verb: 'acknowledge', fields: fieldsOf(ask) }, ...namesButton(ask, 'last')] : [];

export const dayIsOver = ({ urn, date, held, moment }: Pick<Ask, 'urn' | 'date' | 'held' | 'moment'>): boolean =>
  moment.date > date || moment.time >= setting(held, [urn, held.partnership.code], 'digest_lives_until', date);

const noteOf = ({ date, moment, post }: Ask): 'last school day' | 'past day' | undefined => {
  if (date === moment.date) return undefined;
  return post?.forced ? 'last school day' : 'past day';
};

/** Reads nothing: `held` carries the day's marks. */
export function digestShown(ask: Ask): DigestShown {
  const { urn, date, held, moment, view, viewer, post } = ask;
  const digest = digestFor({ urn, date, held, moment, ...(viewer === undefined ? {} : { viewer }) });
  // What is told against the post is what the post shows: a reader's sealed pupils are no change.
  const posted = viewer === undefined ? digest : digestFor({ urn, date, held, moment });
  const note = noteOf(ask);
  return {
    digest,
    held,
    view,
    acks: acksShown(post, snapshotOf(posted)),
    changes: post?.first ? changesSince(post.first, posted) : [],
    buttons: buttonsFor(ask),
    pageButtons: (page) => namesButton(ask, String(page)),
    over: post !== undefined && !post.forced && dayIsOver(ask),
    late: post?.late ?? false,
    ...(note ? { dayNote: note } : {}),
    ...(post?.firstAt === undefined ? {} : { firstAt: post.firstAt }),
    ...(post?.pageCharacters === undefined ? {} : { pageCharacters: post.pageCharacters }),
    updatedAt: moment.instant,
  };
}

export function shownDigest(ask: Ask): ShownDigest {
  const shown = digestShown(ask);
  return { digest: shown.digest, cards: digestCards(shown) };
}
