/** One page of the concern form. What was entered stands on it again, exactly as it was entered. */
import { formTexts, type FormField } from '../texts/concern/form.ts';
import type { Style } from './sections.ts';
import { buttons, fill, plain, type AdaptiveCard, type Button } from './render.ts';

export interface Box {
  style: Style;
  first: string;
  lines?: readonly string[];
}

export interface ConcernPage {
  title: string;
  boxes: readonly Box[];
  about?: readonly string[];
  fields: readonly FormField[];
  /** Behind a button, until one of them has something in it. */
  more?: readonly FormField[];
  entered: Readonly<Record<string, string>>;
  button: Button;
}

function shown(field: FormField, entered: ConcernPage['entered']) {
  const { id, kind } = field;
  const said = { id, kind, label: plain(field.label), hint: plain(field.hint ?? ''), value: entered[id] ?? '' };
  if (field.kind === 'text')
    return { ...said, most: field.most, long: field.long === true, style: 'compact', choices: [] };
  return {
    ...said,
    value: entered[id] ?? field.chosen ?? '',
    style: field.expanded ? 'expanded' : 'compact',
    choices: field.choices.map(({ title, value }) => ({ title: plain(title), value })),
    most: 0,
    long: false,
  };
}

export const boxShown = ({ style, first, lines = [] }: Box) => ({
  style,
  first: plain(first),
  lines: lines.map((text) => ({ text: plain(text) })),
});

export function concernFormCard({
  title,
  boxes,
  about = [],
  fields,
  more = [],
  entered,
  button,
}: ConcernPage): AdaptiveCard {
  return fill('concern-form', {
    title: plain(title),
    fallback: plain(`${title}. ${formTexts.emergency} Open it in Teams on a computer or a newer phone.`),
    notes: boxes.map(boxShown),
    about: about.map((text) => ({ text: plain(text) })),
    fields: fields.map((field) => shown(field, entered)),
    hasMore: more.length > 0,
    moreLine: plain(formTexts.more),
    moreTitle: formTexts.openMore,
    moreShown: more.some(({ id }) => (entered[id] ?? '') !== ''),
    more: more.map((field) => shown(field, entered)),
    ...buttons([button]),
  });
}
