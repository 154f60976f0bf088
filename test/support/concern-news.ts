/** What people are told of concerns, and of DSLs out of reach: apart from what a test of something else is about. */
import { concernNoticeWords } from '../../src/texts/concern/notices.ts';
import { wordsOf } from './card-words.ts';
import type { Post } from './connector-rest.ts';

const titles = new Set(Object.values(concernNoticeWords).map(({ title }) => title));
const unreached = /^(?:One DSL or deputy|\d+ DSLs or deputies) cannot be reached in Teams$/;

export function isOfConcerns(post: Post): boolean {
  const [title = ''] = wordsOf(post).split('\n');
  return titles.has(title) || unreached.test(title);
}
