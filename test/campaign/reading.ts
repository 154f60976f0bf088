/** What people read in a school's channel: which posts are digests, which only headers, and which pupils stand on them. */
import { longDate, type LocalDate } from '../../src/domain/time.ts';
import { cardOf, type Connector } from '../support/connector.ts';
import type { Post } from '../support/connector-rest.ts';
import type { LinkedSchool } from './stage.ts';

export type Kind = 'digest' | 'header' | 'missed' | 'other';

interface Read {
  kind: Kind;
  texts: string[];
}

const known = new WeakMap<object, Read>();

function textsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(textsOf);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === 'text' && typeof value === 'string' ? [value] : textsOf(value),
  );
}

function kindOf(texts: readonly string[]): Kind {
  const says = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
  if (says(/Being prepared/)) return 'header';
  // The number block: the first thing on every digest, and on nothing else.
  if (says(/^(child|children) not accounted for$|^No pupils expected today$/)) return 'digest';
  return says(/was not posted in time/) ? 'missed' : 'other';
}

function read(post: Post): Read {
  const held = known.get(post.activity);
  if (held) return held;
  const texts = textsOf(cardOf(post)['body']);
  const made = { kind: kindOf(texts), texts };
  known.set(post.activity, made);
  return made;
}

/** Threads of one school and day, by what their first post is; headers of later parts count as headers too. */
export function postsOf(teams: Connector, { channel }: LinkedSchool, date: LocalDate, kind: Kind): Post[] {
  const day = longDate(date);
  return teams.postsIn(channel).filter((post) => {
    const { kind: found, texts } = read(post);
    return found === kind && texts.some((text) => text.includes(day));
  });
}

/** The initials on a digest and on the parts below it, each as often as it stands there. */
export function initialsOn(teams: Connector, digest: Post, school: LinkedSchool): string[] {
  const shown = [digest, ...teams.repliesTo(digest)].flatMap((post) => read(post).texts);
  return shown.filter((text) => school.initials.includes(text)).toSorted();
}

/** Only what was posted late says so. */
export const saysLate = (post: Post): boolean => read(post).texts.some((text) => text.startsWith('Late:'));

export const schoolsWithout = (teams: Connector, schools: readonly LinkedSchool[], date: LocalDate): LinkedSchool[] =>
  schools.filter((school) => postsOf(teams, school, date, 'digest').length === 0);
