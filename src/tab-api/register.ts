/** The register on the page: the same registers, rights, drafts and marks as in the chat. */
import { mayTakeRegisters } from '../commands/register/places.ts';
import type { Question, TabParts } from './question.ts';
import { places, rolls } from './register/asked.ts';
import { saveDraft, submit } from './register/sent.ts';

export function registerQuestions(parts: TabParts): Question[] {
  const may = mayTakeRegisters;
  return [
    { method: 'GET', path: 'register', may, run: (asking) => places(parts, asking) },
    { method: 'GET', path: 'register/:provision', may, run: (asking, given) => rolls(parts, asking, given) },
    { method: 'PUT', path: 'register/:provision/draft', may, run: (asking, given) => saveDraft(parts, asking, given) },
    { method: 'POST', path: 'register/:provision/submit', may, run: (asking, given) => submit(parts, asking, given) },
  ];
}
