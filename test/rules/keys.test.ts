import * as fc from 'fast-check';
import type { Mark } from '../../src/domain/records.ts';
import { instantAt } from '../../src/domain/time.ts';
import {
  afterDay,
  firstOfDay,
  keyPart,
  knownKey,
  markKey,
  noticeKey,
  postKey,
  postsOfDay,
} from '../../src/store/keys.ts';
import { checkKey } from '../../src/store/limits.ts';

/** Any text at all, and often the characters that storage refuses or that the grammar uses itself. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(
      '/',
      '\\',
      '#',
      '?',
      '|',
      '%',
      '\t',
      '\u0000',
      '\u0085',
      'é',
      '’',
      ' ',
      'a',
      '0',
      '!',
      '~',
      '*',
    ),
    maxLength: 12,
  }),
);
const dates = fc.constantFrom('2020-09-01', '2026-11-09', '2026-11-10', '2031-07-22');
const times = fc.constantFrom('08:30', '09:00', '12:45');
const marks: fc.Arbitrary<Mark> = fc.record({
  pupilId: text,
  date: dates,
  provision: text,
  arrive: times,
  recordedAt: fc.integer({ min: Date.UTC(2020), max: Date.UTC(2032) }),
  recordedBy: text,
  status: fc.constant('present' as const),
});
const refused = /[/\\#?\p{Cc}]/u;
const unescaped = (part: string): string =>
  part.replaceAll(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));

describe('parts of keys', () => {
  test('any text becomes one that Azure takes and can be read back', () => {
    fc.assert(
      fc.property(text, (written) => {
        const part = keyPart(written);
        expect(part).not.toMatch(refused);
        expect(part).not.toContain('|');
        expect(unescaped(part)).toBe(written);
      }),
    );
  });

  test('two rows of different parts never share a key', () => {
    fc.assert(
      fc.property(fc.tuple(text, text), fc.tuple(text, text), (one, other) => {
        const key = ([organisation, name]: [string, string]): string =>
          knownKey.setting({ organisation, name, from: '2026-09-01', value: '' });
        expect(key(one) === key(other)).toBe(one[0] === other[0] && one[1] === other[1]);
      }),
    );
  });

  test('an apostrophe, an accent and a space stay readable', () => {
    expect(keyPart("O'Neill Zoë")).toBe("O'Neill Zoë");
  });
});

describe('what a day asks for', () => {
  test('what is under way sorts before every day, what is known after every day', () => {
    fc.assert(
      fc.property(marks, text, dates, (mark, code, date) => {
        const day = markKey(mark);
        for (const underWay of [postKey(date, code), noticeKey({ date, urns: [code], upn: code, why: 'no-channel' })]) {
          expect(underWay < day).toBe(true);
        }
        for (const known of [
          knownKey.partnership,
          knownKey.school(code),
          knownKey.provision(code),
          knownKey.pupil(code),
          knownKey.calendar({ organisation: code, from: date, to: date, kind: 'inset' }),
          knownKey.setting({ organisation: code, name: code, from: date, value: '' }),
        ]) {
          expect(known > day).toBe(true);
          expect(known > afterDay('9999-12-31')).toBe(true);
        }
      }),
    );
  });

  test('a mark is between the ends of its own day and of no other', () => {
    fc.assert(
      fc.property(marks, dates, (mark, date) => {
        const key = markKey(mark);
        expect(firstOfDay(date) <= key && key < afterDay(date)).toBe(mark.date === date);
      }),
    );
  });

  test('a post is between the ends of its own day and of no other', () => {
    fc.assert(
      fc.property(dates, text, dates, (written, urn, asked) => {
        const [from, to] = postsOfDay(asked);
        const key = postKey(written, urn);
        expect(from <= key && key < to).toBe(written === asked);
      }),
    );
  });

  test('R3.6 a correction recorded later is another row, after the first', () => {
    fc.assert(
      fc.property(marks, fc.integer({ min: 1, max: 86_400_000 }), (mark, later) => {
        const corrected = markKey({ ...mark, recordedAt: mark.recordedAt + later });
        expect(corrected > markKey(mark)).toBe(true);
      }),
    );
  });
});

test('the longest codes of a data pack make keys that Azure takes', () => {
  const longest = '|'.repeat(60);
  const mark: Mark = {
    pupilId: longest,
    date: '2026-11-09',
    provision: longest,
    arrive: '09:00',
    recordedAt: instantAt('2026-11-09', '09:05'),
    recordedBy: longest,
    status: 'present',
  };
  expect(checkKey(markKey(mark))).toBe(markKey(mark));
});
