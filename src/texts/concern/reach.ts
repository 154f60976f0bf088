/** DSLs and deputies whom Teams does not let Keylink write to. Names roles, organisations and staff only. */
import type { DslPost } from '../../domain/concern/reach.ts';
import type { Unreached } from '../../domain/post.ts';
import { roleWords } from '../roles.ts';
import type { NoticeWords } from './notices.ts';

const dslWords = ({ role }: DslPost): string => (role === 'deputy' ? 'deputy DSL' : roleWords[role]);

/** What somebody is, and where: `school DSL, Ashmere Vale`. */
export const dslAt = (posts: readonly DslPost[], nameOf: (organisation: string) => string): string =>
  posts.map((post) => `${dslWords(post)}, ${nameOf(post.organisation)}`).join('; ');

/** So that a first day, on which hardly anybody has written yet, is still one message. */
const LISTED = 30;

function listed(people: readonly Unreached[]): string[] {
  const lines = people.map(({ name, as }) => `${name}: ${as}`);
  const more = lines.length - LISTED;
  return more > 0 ? [...lines.slice(0, LISTED), `…and ${more} more.`] : lines;
}

export const unreachedWords = (people: readonly Unreached[]): NoticeWords => ({
  title:
    people.length === 1
      ? 'One DSL or deputy cannot be reached in Teams'
      : `${people.length} DSLs or deputies cannot be reached in Teams`,
  lines: [
    'Looked at today, in silence. A concern would not wait for them: it would go at once to their deputy, or to the next DSL.',
    ...listed(people),
    'To be reached they install Keylink in Teams, or write “help” to it once. Until then make sure that they can be rung.',
  ],
});
