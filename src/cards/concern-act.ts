/** The form in which a DSL records something about a concern. What was typed comes back with it until it has been recorded. */
import type { ConcernAct } from '../domain/concern/acts.ts';
import { actTexts, formNotes, formTitles, submitTitles } from '../texts/concern/acts.ts';
import type { ActField } from '../texts/concern/act-fields.ts';
import { glassTexts } from '../texts/concern/chronology.ts';
import { buttons, fill, plain, type AdaptiveCard, type Button } from './render.ts';

export interface ActFormShown {
  act: ConcernAct;
  /** Its number: whoever it is about is not named on a form. */
  id: string;
  fields: readonly ActField[];
  /** What sending it carries. */
  carried: Record<string, string>;
  back: Pick<Button, 'verb' | 'fields'>;
  /** As it was filled in when it could not be recorded, and why. */
  filled?: Readonly<Record<string, string>>;
  problem?: string;
}

const none = { choices: [] as { title: string; value: string }[], most: 0, long: false, style: 'compact' };

function fieldShown(field: ActField, value: string | undefined) {
  const shown = { ...none, id: field.id, kind: field.kind, label: plain(field.label) };
  if (field.kind === 'text') return { ...shown, value: value ?? '', most: field.most, long: field.long };
  if (field.kind === 'date') return { ...shown, value: value ?? field.chosen };
  const choices = field.choices.map((one) => ({ title: plain(one.title), value: one.value }));
  return { ...shown, value: value ?? field.chosen, choices };
}

type GlassShown = Pick<ActFormShown, 'carried' | 'back' | 'filled' | 'problem'>;

/** The same whether or not there is anything to be seen. */
export function glassFormCard({ carried, back, filled = {}, problem }: GlassShown): AdaptiveCard {
  const reason: ActField = { id: 'why', label: glassTexts.reason, kind: 'text', most: glassTexts.most, long: true };
  return fill('absence-form', {
    title: plain(glassTexts.title),
    about: plain(glassTexts.about),
    fallback: plain(actTexts.formFallback),
    notes: [
      ...(problem === undefined ? [] : [{ text: plain(problem), style: 'attention' }]),
      { text: plain(glassTexts.note), style: 'warning' },
    ],
    fields: [fieldShown(reason, filled[reason.id])],
    ...buttons([
      { title: glassTexts.submit, verb: 'concern-glass', fields: carried, fetched: true },
      { title: actTexts.back, ...back, fetched: true },
    ]),
  });
}

export function concernActCard({ act, id, fields, carried, back, filled = {}, problem }: ActFormShown): AdaptiveCard {
  const note = formNotes[act];
  return fill('absence-form', {
    title: plain(formTitles[act]),
    about: plain(`Concern ${id}`),
    fallback: plain(actTexts.formFallback),
    notes: [
      ...(problem === undefined ? [] : [{ text: plain(problem), style: 'attention' }]),
      ...(note === undefined ? [] : [{ text: plain(note), style: 'emphasis' }]),
    ],
    fields: fields.map((field) => fieldShown(field, filled[field.id])),
    ...buttons([
      { title: submitTitles[act], verb: 'concern-record', fields: carried, fetched: true },
      { title: actTexts.back, ...back, fetched: true },
    ]),
  });
}
