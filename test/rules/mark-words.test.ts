import { readMark } from '../../src/commands/mark/words.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';

const now = momentOf(instantAt('2026-11-11', '09:40')); // a Wednesday
const first = (text: string) => {
  const [said] = readMark(text, now);
  if (!said) return undefined;
  const { reading, ...rest } = said;
  void reading;
  return rest;
};

describe('mark <name> <what> [am | pm] [day] [reason]', () => {
  test.each([
    ['Joe Bloggs present', { name: 'Joe Bloggs', entry: { said: 'present' } }],
    ['joe bloggs is in', { name: 'joe bloggs', entry: { said: 'present' } }],
    ['Joe Bloggs in at 8.55', { name: 'Joe Bloggs', entry: { said: 'present', at: '08:55' } }],
    ['Joe Bloggs late 9:20', { name: 'Joe Bloggs', entry: { said: 'late', at: '09:20' } }],
    ['Joe Bloggs late', { name: 'Joe Bloggs', entry: { said: 'late' } }],
    ['Joe Bloggs late 25:00', { name: 'Joe Bloggs', entry: { said: 'late', at: '25:00' } }],
    ['Joe Bloggs left at 1.20pm pm', { name: 'Joe Bloggs', entry: { said: 'left', at: '13:20' }, session: 'PM' }],
    [
      'Joe Bloggs left 11:05 collected',
      { name: 'Joe Bloggs', entry: { said: 'left', at: '11:05', reason: 'collected' } },
    ],
    [
      'Joe Bloggs absent am mother rang',
      { name: 'Joe Bloggs', entry: { said: 'absent', reason: 'mother rang' }, session: 'AM' },
    ],
    ['Joe Bloggs not here: ill', { name: 'Joe Bloggs', entry: { said: 'absent', reason: 'ill' } }],
    [
      'Joe Bloggs absent yesterday pm',
      { name: 'Joe Bloggs', entry: { said: 'absent' }, date: '2026-11-10', session: 'PM' },
    ],
    [
      'Joe Bloggs absent on monday mother rang',
      { name: 'Joe Bloggs', entry: { said: 'absent', reason: 'mother rang' }, date: '2026-11-09' },
    ],
    ['Joe Bloggs absent tomorrow', { name: 'Joe Bloggs', entry: { said: 'absent' }, date: '2026-11-12' }],
    ['Joe Bloggs absent sun stroke', { name: 'Joe Bloggs', entry: { said: 'absent', reason: 'sun stroke' } }],
    ['Joe Bloggs I pm', { name: 'Joe Bloggs', entry: { said: 'code', code: 'I' }, session: 'PM' }],
    ['Joe Bloggs 0', { name: 'Joe Bloggs', entry: { said: 'code', code: '0' } }],
    ['Joe Bloggs |', { name: 'Joe Bloggs', entry: { said: 'code', code: '|' } }],
    ['Joe Bloggs ZZ', { name: 'Joe Bloggs', entry: { said: 'code', code: 'ZZ' } }],
  ])('%s', (text, said) => expect(first(text)).toEqual(said));

  test('a short word may be an initial or a code: both readings are tried', () => {
    expect(readMark('Alfie B I', now).map(({ name, entry }) => [name, entry])).toEqual([
      ['Alfie', { said: 'code', code: 'B', reason: 'I' }],
      ['Alfie B', { said: 'code', code: 'I' }],
    ]);
  });

  test.each(['Joe', 'Joe Bloggs', ''])('“%s” says nothing of anybody', (text) =>
    expect(readMark(text, now)).toEqual([]),
  );
});
