import { packAction, type Verb } from '../teams/verbs.ts';
import { dialogPayload, fill, plain, type AdaptiveCard } from './render.ts';

export interface Choice {
  question: string;
  button: string;
  verb: Verb;
  candidates: readonly { name: string; about: string; fields: Record<string, string> }[];
  more?: string;
  /** What it shows is left in no chat: a client that only submits opens a dialog for it. */
  fetched?: true;
}

/** People to choose between. Never a guess: nothing about any of them is said before one is chosen. */
export const choiceCard = ({ question, button, verb, candidates, more = '', fetched }: Choice): AdaptiveCard =>
  fill('choice', {
    question: plain(question),
    more: plain(more),
    candidates: candidates.map(({ name, about, fields }) => ({
      name: plain(name),
      about: plain(about),
      button,
      verb,
      payload: packAction(verb, fields),
      submitted: fetched ? dialogPayload(verb, fields) : packAction(verb, fields),
    })),
  });
