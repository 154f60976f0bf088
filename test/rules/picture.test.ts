import { decode } from 'fast-png';
import { attendanceCard } from '../../src/cards/attendance.ts';
import { PAGE_CHARACTERS } from '../../src/cards/digest.ts';
import { drawWeeks, pictureOf, signOf } from '../../src/cards/picture.ts';
import { dotsOf } from '../../src/cards/picture/glyphs.ts';
import { cellKinds, type CellKind, type DayCells } from '../../src/domain/figures/school-weeks.ts';
import { addDays, shortDate } from '../../src/domain/time.ts';
import { sayFigures } from '../../src/texts/attendance.ts';
import { everyCell, everyFigure, noFigures } from '../support/attendance-states.ts';
import { wordsOf } from '../support/card-words.ts';

const allOf = (kind: CellKind): DayCells[] => everyCell.map(({ date }) => ({ date, AM: kind, PM: kind }));

/** Of a colour (`[r, g, b]`) how light it is to the eye, from 0 to 1 (WCAG 2). */
function lightness(colour: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = colour.map((one) => {
    const part = one / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const contrast = (a: readonly number[], b: readonly number[]): number => {
  const [dark, light] = [lightness(a), lightness(b)].toSorted((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

interface Pixels {
  width: number;
  height: number;
  at(x: number, y: number): number[];
}
function pixelsOf(days: readonly DayCells[]): Pixels {
  const { width, height, data, palette } = decode(drawWeeks(days));
  return { width, height, at: (x, y) => palette![data[y * width + x]!]! };
}
/** The colours of the first cell, the commoner first: its paper and its ink. */
function firstCell(kind: CellKind): number[][] {
  const { at } = pixelsOf(allOf(kind));
  const seen: string[] = [];
  for (let y = 72; y < 108; y += 1) for (let x = 62; x < 98; x += 1) seen.push(at(x, y).join(' '));
  const counts = [...Map.groupBy(seen, (one) => one)].toSorted(([, a], [, b]) => b.length - a.length);
  return counts.map(([colour]) => colour.split(' ').map(Number));
}

describe('the picture of the latest weeks', () => {
  test('is a PNG twice as wide as a card on a phone, opaque on any theme', () => {
    const { width, height, at } = pixelsOf(everyCell);
    expect([width, height < 400]).toEqual([600, true]);
    expect(at(0, 0)).toEqual([255, 255, 255]);
  });

  test('is the same for the same days, and another for others', () => {
    expect(pictureOf(everyCell)).toBe(pictureOf(everyCell));
    expect(pictureOf(allOf('attended'))).not.toBe(pictureOf(allOf('unauthorised')));
  });

  test.each([1, 2, 3, 4])('has room for %i weeks', (weeks) => {
    expect(pixelsOf(everyCell.slice(0, weeks * 5)).height).toBe(weeks > 2 ? 358 : 182);
  });

  const drawn = cellKinds.filter((kind) => kind !== 'blank' && kind !== 'closed');
  test.each(drawn)('%s: its sign stands out from its cell without the colour', (kind) => {
    const [paper, ink] = firstCell(kind);
    expect(contrast(paper!, ink!)).toBeGreaterThan(4.5);
  });

  test('every kind of a whole pupil’s cells has a sign of its own', () => {
    const signs = cellKinds.filter((kind) => kind !== 'not-attended').map(signOf);
    expect(new Set(signs.filter((sign) => sign !== '')).size).toBe(6);
  });

  test('every sign in it, in each month’s name too, is drawn', () => {
    const months = Array.from({ length: 12 }, (_, n) => shortDate(`2026-${String(n + 1).padStart(2, '0')}-01`));
    const names = months
      .join('')
      .replaceAll(/\w+ (?=\d)/g, '')
      .toUpperCase();
    const written = Array.from(`${names}0123456789MTWFAPM`);
    const ink = (sign: string) => dotsOf(sign).flat().some(Boolean);
    const undrawn = written.filter((sign) => sign !== ' ' && !ink(sign));
    expect(undrawn).toEqual([]);
    expect(drawn.map(signOf).filter((sign) => !ink(sign))).toEqual([]);
  });

  test('the dots of a sign are as wide in each of seven rows', () => {
    for (const sign of 'ABCDEFGJLMNOPRSTUVWY0123456789?!–✓✕ ') {
      const rows = dotsOf(sign);
      expect([rows.length, new Set(rows.map((row) => row.length)).size]).toEqual([7, 1]);
    }
  });
});

describe('the card', () => {
  const who = { name: 'Alfie Smith', about: 'Ashfield Academy, Year 10', tone: 'warning' as const };
  const card = attendanceCard({ ...who, said: sayFigures(everyFigure), weeks: everyFigure.weeks });
  const json = JSON.stringify(card);

  test('with everything there is to say is one message', () => {
    expect(json.length).toBeLessThan(PAGE_CHARACTERS);
  });

  test('holds the picture itself and no address', () => {
    expect(json).toContain('"url":"data:image/png;base64,');
    expect(json.replaceAll('http://adaptivecards.io/schemas/adaptive-card.json', '')).not.toMatch(/https?:/);
  });

  test('says the picture in words: how many of each kind, not each cell', () => {
    const days = [0, 1, 2, 3, 4].map((n): DayCells => {
      const kind = n < 3 ? 'attended' : 'unmarked';
      return { date: addDays('2026-11-09', n), AM: kind, PM: n === 4 ? 'blank' : kind };
    });
    const words = wordsOf(attendanceCard({ ...who, said: sayFigures(noFigures), weeks: days }));
    expect(words).toContain('Sessions, Monday 9 November to Friday 13 November: 6 attended, 3 no mark.');
    expect(words).toContain('✓ attended · ? no mark');
  });

  test('R9.3: never names Y5, not even among the codes to look at', () => {
    expect(wordsOf(card)).not.toContain('Y5');
    expect(wordsOf(card)).toContain('unable to attend (restricted)');
  });

  test('trap 3: says that the part-time timetable alone makes a pupil persistently absent', () => {
    const alone = {
      ...noFigures.year,
      persistent: true,
      partTimeAlone: true,
      partTime: 3,
      percent: everyFigure.year.percent,
    };
    const words = wordsOf(attendanceCard({ ...who, said: sayFigures({ ...noFigures, year: alone }), weeks: [] }));
    expect(words).toContain('Only the part-time timetable makes it so (C2, 3 sessions)');
  });

  test('R2.4: says that no session was possible, never 0 or 100', () => {
    const words = wordsOf(attendanceCard({ ...who, said: sayFigures(noFigures), weeks: [] }));
    expect(words).toContain('Attendance: no possible sessions');
    expect(words).not.toMatch(/100|\b0\.0%/);
  });

  test('R2.14: never recommends a penalty', () => {
    expect(wordsOf(card)).toContain('For information: support comes first');
    expect(wordsOf(card)).not.toMatch(/recommend|should issue|fine\b/i);
  });
});
