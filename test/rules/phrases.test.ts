import * as fc from 'fast-check';
import { parseTimePhrase, pastDay, splitNameAndPhrase } from '../../src/domain/phrases.ts';
import { instantAt, isDate, isTime, momentOf, weekdayOf } from '../../src/domain/time.ts';

/** A Wednesday. */
const now = momentOf(instantAt('2026-11-11', '10:00'));
const at = (date: string, time: string) => ({ kind: 'at', date, time });
const day = (date: string) => ({ kind: 'day', date });
const week = (monday: string) => ({ kind: 'week', monday });
const isNow = { kind: 'now' };

describe('time phrases, said on Wednesday 11 November 2026 at 10:00', () => {
  test.each([
    ['now', isNow],
    ['Now?', isNow],
    ['right now please', isNow],
    ['at 14:00', at('2026-11-11', '14:00')],
    ['at 2pm', at('2026-11-11', '14:00')],
    ['2 p.m.', at('2026-11-11', '14:00')],
    ['2.30pm', at('2026-11-11', '14:30')],
    ['at 2:30', at('2026-11-11', '14:30')],
    ['at 02:30', at('2026-11-11', '02:30')],
    ['at 1400', at('2026-11-11', '14:00')],
    ['at 930', at('2026-11-11', '09:30')],
    ['at 2', at('2026-11-11', '14:00')],
    ['at 6', at('2026-11-11', '18:00')],
    ['at 7', at('2026-11-11', '07:00')],
    ['at 10', at('2026-11-11', '10:00')],
    ['at 12', at('2026-11-11', '12:00')],
    ["at 11 o'clock", at('2026-11-11', '11:00')],
    ['12am', at('2026-11-11', '00:00')],
    ['12pm', at('2026-11-11', '12:00')],
    ['at noon', at('2026-11-11', '12:00')],
    ['midday', at('2026-11-11', '12:00')],
    ['today', day('2026-11-11')],
    ['this morning', day('2026-11-11')],
    ['this afternoon', day('2026-11-11')],
    ['today at 11', at('2026-11-11', '11:00')],
    ['tomorrow', day('2026-11-12')],
    ['tommorow', day('2026-11-12')],
    ['tomorrow at 10', at('2026-11-12', '10:00')],
    ['at 10 tomorrow', at('2026-11-12', '10:00')],
    ['yesterday', day('2026-11-10')],
    ['on thursday', day('2026-11-12')],
    ['on Thursday at 2pm', at('2026-11-12', '14:00')],
    ['on thursday, at 2pm?', at('2026-11-12', '14:00')],
    ['Thursday 11:00', at('2026-11-12', '11:00')],
    ['at 10:30 on Tuesday', at('2026-11-17', '10:30')],
    ['thu', day('2026-11-12')],
    ['on thurday', day('2026-11-12')],
    ['on thursday morning', day('2026-11-12')],
    ['on wednesday', day('2026-11-11')],
    ['on tuesday', day('2026-11-17')],
    ['this friday', day('2026-11-13')],
    ['next thursday', day('2026-11-19')],
    ['next tuesday', day('2026-11-17')],
    ['last thursday', day('2026-11-05')],
    ['last wednesday', day('2026-11-04')],
    ['this week', week('2026-11-09')],
    ['next week', week('2026-11-16')],
    ['last week', week('2026-11-02')],
    ['on 9 November', day('2026-11-09')],
    ['on the 9th of november', day('2026-11-09')],
    ['9 nov 2027', day('2027-11-09')],
    ['on 3 sept', day('2026-09-03')],
    ['9/11', day('2026-11-09')],
    ['5/1', day('2027-01-05')],
    ['09/11/2026', day('2026-11-09')],
    ['9/11/26', day('2026-11-09')],
    ['2026-11-09 at 10:00', at('2026-11-09', '10:00')],
    ['9 november at 2', at('2026-11-09', '14:00')],
    ['29 february 2028', day('2028-02-29')],
  ])('%s', (text, expected) => {
    expect(parseTimePhrase(text, now)).toEqual(expected);
  });

  test.each([
    '',
    '2',
    'Y10',
    'at 25:00',
    'at 13pm',
    '12/13',
    '30 february',
    '29 february',
    'on thirstday',
    'may',
    'at half two',
    'week',
  ])('not understood, and said back as typed: "%s"', (text) => {
    expect(parseTimePhrase(text, now)).toEqual({ kind: 'not-understood', text });
  });

  test.each([
    ['Q23: Monday 00:10', '2026-11-09T00:10:00Z', '2026-11-09'],
    ['Q23: Monday 00:10 in summer', '2027-07-04T23:10:00Z', '2027-07-05'],
  ])('%s: today and "on monday" are the local date', (_, iso, date) => {
    const moment = momentOf(Date.parse(iso));
    expect(parseTimePhrase('today', moment)).toEqual(day(date));
    expect(parseTimePhrase('on monday', moment)).toEqual(day(date));
  });
});

describe('the day of a digest looks back', () => {
  test.each([
    ['friday', '2026-11-06'],
    ['on Friday?', '2026-11-06'],
    ['for tuesday', '2026-11-10'],
    ['wednesday', '2026-11-11'],
    ['last wednesday', '2026-11-04'],
    ['today', '2026-11-11'],
    ['yesterday', '2026-11-10'],
    ['9 november', '2026-11-09'],
    ['20/12', '2025-12-20'],
    ['2026-11-20', '2026-11-20'],
    ['tomorrow', '2026-11-12'],
    ['the other day', undefined],
    ['at 10', undefined],
  ])('digest %s', (text, date) => {
    expect(pastDay(text, now)).toBe(date);
  });
});

describe('a name and its time phrase', () => {
  test.each([
    ['alfie smith on thursday at 2pm', 'alfie smith', at('2026-11-12', '14:00')],
    ['alfie now?', 'alfie', isNow],
    ['Mohammed Ali Y10 tomorrow', 'Mohammed Ali Y10', day('2026-11-12')],
    ['Mohammed Ali', 'Mohammed Ali', isNow],
    ['Mohammed Ali 10', 'Mohammed Ali 10', isNow],
    ["Jack O'Neill, at 2", "Jack O'Neill", at('2026-11-11', '14:00')],
    ['Smith, Tom next week', 'Smith, Tom', week('2026-11-16')],
    ['April May', 'April May', isNow],
    ['April May on 9 may', 'April May', day('2027-05-09')],
    ['Joy Sunday on sunday', 'Joy Sunday', day('2026-11-15')],
    ['alfie 2pm', 'alfie', at('2026-11-11', '14:00')],
    ['alfie 2026-11-09 at 10:00', 'alfie', at('2026-11-09', '10:00')],
    ['now', 'now', isNow],
    ['May', 'May', isNow],
    ['Monday?', 'Monday', isNow],
  ])('%s', (text, name, phrase) => {
    expect(splitNameAndPhrase(text, now)).toEqual({ name, phrase });
  });

  test.each([
    ['Joy Sunday', 'Joy Sunday', isNow, 'Joy', day('2026-11-15')],
    ['Wei Sun', 'Wei Sun', isNow, 'Wei', day('2026-11-15')],
    ['Asif Noon', 'Asif Noon', isNow, 'Asif', at('2026-11-11', '12:00')],
    ['alfie smith thursday', 'alfie smith thursday', isNow, 'alfie smith', day('2026-11-12')],
    ['alfie thursday 11:00', 'alfie thursday', at('2026-11-11', '11:00'), 'alfie', at('2026-11-12', '11:00')],
  ])(
    '%s: the whole name first, the time phrase where nobody has that name',
    (text, name, phrase, other, otherPhrase) => {
      expect(splitNameAndPhrase(text, now)).toEqual({ name, phrase, otherwise: { name: other, phrase: otherPhrase } });
    },
  );

  test.each([
    ['alfie smith at half two', 'alfie smith', 'at half two'],
    ['alfie on thirstday at 2', 'alfie', 'on thirstday at 2'],
  ])('%s: the part not understood is named where nobody has that name', (text, name, said) => {
    expect(splitNameAndPhrase(text, now).otherwise).toEqual({ name, phrase: { kind: 'not-understood', text: said } });
  });
});

describe('whatever is typed', () => {
  const words = fc.constantFrom(
    'on',
    'at',
    'next',
    'last',
    'thursday',
    'May',
    'noon',
    '2pm',
    '14:00',
    '9',
    '31/2',
    'week',
    'Ali',
  );
  const typed = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 6 }).map((list) => list.join(' ')),
  );

  test('a phrase understood has a real date and time', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const phrase = parseTimePhrase(text, now);
        if (phrase.kind === 'day' || phrase.kind === 'at') expect(isDate(phrase.date)).toBe(true);
        if (phrase.kind === 'at') expect(isTime(phrase.time)).toBe(true);
        if (phrase.kind === 'week') expect(weekdayOf(phrase.monday)).toBe('monday');
      }),
    );
  });

  test('the name is the beginning of the text and holds its first word', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const { name, otherwise } = splitNameAndPhrase(text, now);
        const tidy = text.trim().replaceAll(/\s+/g, ' ');
        const firstWord = tidy.split(' ')[0]!.replace(/[\s,?!.]+$/, '');
        for (const found of [name, otherwise?.name ?? name]) {
          expect(tidy.startsWith(found)).toBe(true);
          expect(found.startsWith(firstWord)).toBe(true);
        }
      }),
    );
  });

  test('two words of a name are never taken for a time', () => {
    const anyName = fc
      .stringMatching(/^[A-Z][a-z]{1,9}$/)
      .filter((word) => !['Now', 'Today', 'Tomorrow'].includes(word));
    fc.assert(
      fc.property(anyName, anyName, (forename, surname) => {
        expect(splitNameAndPhrase(`${forename} ${surname}`, now).name).toBe(`${forename} ${surname}`);
      }),
    );
  });
});
