/** What the import's page says of itself; what it says of a row comes from the server. */
const number = (count: number): string => count.toLocaleString('en-GB');
const rows = (count: number): string => `${number(count)} ${count === 1 ? 'row' : 'rows'}`;

export const importWords = {
  title: 'Import',
  about:
    'Bring a data pack, or one file of it. You see first what it would change, row by row; nothing changes until you apply it.',
  whose: 'You can change what belongs to your own partnership. Rows of others are refused and named.',
  drop: 'Drop CSV files or their folder here',
  or: 'or',
  choose: 'Choose files',
  reading: (count: number): string => `Looking at ${number(count)} ${count === 1 ? 'file' : 'files'}…`,
  unreadable: 'A file could not be read. Is it still where it was? Choose it again.',
  nothing: 'There was no file in that.',
  tooBig: 'Together these files are larger than 8 MB. Bring them in several lots, or use npm run import.',
  would: 'What would change',
  file: 'File',
  added: 'Added',
  changed: 'Changed',
  unchanged: 'As before',
  refused: 'Refused',
  sum: (count: number): string =>
    count === 0 ? 'Nothing would change.' : `${rows(count)} would go in. Nothing has changed yet.`,
  staysOut: 'These stay out, and the others can go in. Put them right and bring them again.',
  refusals: 'Refused',
  warnings: 'Worth a look',
  warningsMean: 'These go in all the same.',
  steps: 'Row by row',
  step: { added: 'added', changed: 'changed', withdrawn: 'withdrawn' },
  cleared: 'cleared',
  line: (line: number): string => `Line ${number(line)}`,
  wholeFile: 'The file',
  rowsOf: (count: number): string => rows(count),
  more: (count: number): string => `And ${number(count)} more.`,
  apply: (count: number): string => `Apply ${rows(count)}`,
  others: 'Choose other files',
  applying: 'Applying',
  soFar: (done: number, total: number): string => `${number(done)} of ${rows(total)}`,
  leave: 'You can leave this page: it goes on.',
  done: 'Done',
  allIn: 'What you brought has gone in.',
  someOut: (count: number): string =>
    `${number(count)} ${count === 1 ? 'was' : 'were'} refused and stayed out; the others have gone in.`,
  cutOff:
    'The connection broke, so I cannot say how far it came. Bring the same files again: what is in stays in, and the rest goes in too.',
  back: 'Import something else',
} as const;
