/** The form, filled in and sent; and what the answer to it says. */
import { NONE, OTHER, UNSURE } from '../../../src/texts/concern/form.ts';
import { packAction } from '../../../src/teams/verbs.ts';
import type { Inbound } from '../../support/activities.ts';
import { buttonOf, buttonTitles, wordsOf } from '../../support/card-words.ts';
import type { Connector } from '../../support/connector.ts';
import type { Json } from '../../support/connector-rest.ts';
import { CODE } from '../partnership.ts';
import { LADO } from './partnership.ts';
import type { Report } from './reports.ts';

export type Fields = Readonly<Record<string, string>>;

/** As the form's choices are called. */
function whomFields({ child, urn, typedName, adult }: Report): Fields {
  const whom = {
    pupil: child ? `${CODE}|${child.id}` : NONE,
    pupilName: child?.name ?? typedName ?? '',
    place: `school|${urn}`,
  };
  if (!adult) return { ...whom, adult: 'no' };
  const { at, who } = adult;
  return {
    ...whom,
    adult: 'yes',
    adultAt: typeof at === 'string' ? at : `org|${at.organisation}`,
    adultWho: who.kind === 'picked' ? who.upn : who.kind === 'typed' ? OTHER : UNSURE,
    ...(who.kind === 'typed' && { adultName: who.name }),
  };
}

const [NEXT, SEND] = ['Next', 'Log this concern'];
/** What the last page carries along: its token, and whom to ring where it fails. */
const carriedHere = ({ token }: Report): Fields => ({ token, ring: '01632 961000', ringAdult: LADO });

/** Page by page, as the product makes them; undefined where one of them did not come. */
async function pages(report: Report, press: (verb: string, data: Fields) => Promise<Json | undefined>) {
  let card = await press('concern-begin', packAction('concern-begin'));
  while (card && buttonTitles(card).includes(NEXT)) {
    const { verb, data } = buttonOf(card, NEXT);
    card = await press(verb, { ...(data as Fields), ...whomFields(report), urgency: report.urgency });
  }
  return card && buttonTitles(card).includes(SEND) ? (buttonOf(card, SEND).data as Fields) : undefined;
}

/** What the form's last button carries. */
export async function openForm(report: Report, press: Parameters<typeof pages>[1]): Promise<Fields> {
  const carried = report.isPaged ? await pages(report, press) : undefined;
  return carried ?? packAction('concern-file', carriedHere(report));
}

export function sendForm(teams: Connector, report: Report, carried: Fields, isAgain: boolean): Inbound {
  const { by, way, words, wordsLater, parentInformed, urgency } = report;
  const { person } = by;
  const data = { ...carried, ...whomFields(report), ...(isAgain ? wordsLater : words), parentInformed, urgency };
  if (way === 'dialog') return teams.invokes(person, 'task/submit', { data });
  if (way === 'extension')
    return teams.invokes(person, 'composeExtension/submitAction', { data, commandId: 'logConcern', context: 'theme' });
  return way === 'execute' ? teams.executes(person, { verb: 'concern-file', data }) : teams.submits(person, data);
}

/** What the answer to an invoke shows: a card, or words. */
export function shownBy(body: unknown): Json | string | undefined {
  const { value, task } = (body ?? {}) as { value?: unknown; task?: { value?: unknown } };
  const shown = task?.value ?? value;
  if (typeof shown === 'object' && shown !== null) return shown as Json;
  return typeof shown === 'string' ? shown : undefined;
}
export const wordsBy = (shown: Json | string | undefined): string =>
  typeof shown === 'object' ? wordsOf(shown) : (shown ?? '');

const number = /\b[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}\b/;
export const receiptIn = (words: string): string | undefined => number.exec(words)?.[0];
export const saysNotRecorded = (words: string): boolean => /\bnot recorded\b/i.test(words);
