/** What is wrong with one cell of a data pack and what would be right, for a school administrator. */
import type { Words } from '../pack/reading.ts';

const EXAMPLE = '2026-11-20';

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const british = (iso: string): string => iso.split('-').toReversed().join('/');

/** A day that its month does not have becomes the month's last, so that the example is near what was meant. */
function exampleNear(iso: string): string {
  const [, year = '', month = '', day = ''] = /^((?:19|20|21)\d\d)-(\d\d)-(\d\d)$/.exec(iso) ?? [];
  if (!(Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31)) return EXAMPLE;
  return `${year}-${month}-${lastDayOf(Number(year), Number(month))}`;
}

/** `a, b or c`. */
export const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)!}`;

const always = (what: string, right: string) => (): Words => ({ what, right });

const tooLong = (length: number, longest: number): Words => ({
  what: `has ${length.toLocaleString('en-GB')} characters`,
  right: `write at most ${longest.toLocaleString('en-GB')}`,
});

export const wrong = {
  date: (iso: string): Words => {
    const example = exampleNear(iso);
    return { what: 'is not a date', right: `write ${example} or ${british(example)}` };
  },
  time: always('is not a time of day', 'write 09:00 or 14:30'),
  instant: always('is not a date with a time', 'write 2026-11-20 09:05 (London time) or 2026-11-20T09:05:00+00:00'),
  key: always('cannot be a code', 'write at most 60 characters, without / \\ # ?'),
  urn: always('is not a URN', 'write the six digits of the school'),
  signIn: always(
    'is not a sign-in name',
    'write it like a.shah@ashfield.example, the account of their own organisation',
  ),
  uuid: always('is not an id of Microsoft Entra', 'write it like 0f8fad5b-d9cb-469f-a165-70867728950e'),
  phone: always('is not a phone number', 'write it like 01632 960001'),
  yesOrNo: always('is neither yes nor no', 'write yes or no'),
  confirmation: always(
    'is neither a date nor yes or no',
    'write the date it was confirmed, like 2026-09-01, or yes or no',
  ),
  sealed: always(
    'is not a list of sign-in names',
    'write those who may see the pupil, like a.shah@ashfield.example;b.cole@ashfield.example',
  ),
  text:
    (longest: number) =>
    (text: string): Words =>
      text.length > longest
        ? tooLong(text.length, longest)
        : { what: 'has characters that cannot be printed', right: 'type it again without them' },
  code: (offer: readonly string[]): Words => ({
    what: 'is not an attendance code',
    right: offer.length > 0 ? `write ${either(offer)}` : 'write one of the national codes of 2024, like B, I or N',
  }),
  oneOf: (words: readonly string[]) => always('is not known here', `write ${either(words)}`),
  wholeNumber: (least: number, most: number) =>
    always(`is not a whole number from ${least} to ${most}`, `write ${least} to ${most}`),
};

/** What every cell must be, whatever it holds. */
export const must = {
  fill: { what: 'is empty', right: 'fill it in' },
  shorten: tooLong,
  differ: (columns: readonly string[], before: number): Words => ({
    what: `is there already on line ${before}`,
    right: `keep one row for each ${columns.join(' + ')}`,
  }),
};
