/**
 * The latest school weeks as a picture inside the card: two weeks a band, days across, morning over afternoon. Drawn twice as
 * large as it is shown on a phone (300 pixels across). Never an address: nobody else is told that somebody looked.
 */
import { createCanvas, type Box, type Canvas, type Colour } from './picture/canvas.ts';
import { halves } from '../domain/figures/sessions.ts';
import { shortDate } from '../domain/time.ts';
import type { CellKind, DayCells } from '../domain/figures/school-weeks.ts';

interface Look {
  sign: string;
  ink: Colour;
  paper: Colour;
  /** A frame instead of a filled cell. */
  framed?: true;
}

const INK = '#1f2328';
const PAPER = '#ffffff';
const DARK = '#57606a';

/** The sign says it without the colour; blue, amber and vermilion are told apart by every kind of eye. */
const looks: Record<Exclude<CellKind, 'blank'>, Look> = {
  attended: { sign: '✓', ink: PAPER, paper: '#0b5c8a' },
  authorised: { sign: 'A', ink: '#3a2a00', paper: '#f3cf7a' },
  unauthorised: { sign: '✕', ink: PAPER, paper: '#a83c0c' },
  'not-attended': { sign: '✕', ink: PAPER, paper: '#a83c0c' },
  unmarked: { sign: '?', ink: INK, paper: PAPER, framed: true },
  undecided: { sign: '!', ink: INK, paper: PAPER, framed: true },
  'not-counted': { sign: '–', ink: INK, paper: '#dfe3e8' },
  closed: { sign: ' ', ink: INK, paper: '#dfe3e8' },
};

/** What stands in a cell; empty of a closed day, which is plain grey, and of no session. */
export const signOf = (kind: CellKind): string => (kind === 'blank' ? '' : looks[kind].sign.trim());

const WIDTH = 600;
const MARGIN = 12;
const LABELS = 46;
const CELL = 46;
const STEP = 51;
/** Between the two weeks of a band. */
const WEEK_GAP = 20;
const LINE = 28;
const BAND_GAP = 18;
const WEEK_DAYS = 5;
const BAND_DAYS = 10;
const BAND = 2 * LINE + 2 * STEP;
const SMALL = 2;
const TEXT = 3;
const SIGN = 4;

const columnAt = (n: number): number => MARGIN + LABELS + n * STEP + (n >= WEEK_DAYS ? WEEK_GAP : 0);
const bandsOf = (days: readonly DayCells[]): DayCells[][] =>
  Array.from({ length: Math.ceil(days.length / BAND_DAYS) }, (_, n) => days.slice(n * BAND_DAYS, (n + 1) * BAND_DAYS));

function drawCell(canvas: Canvas, kind: CellKind, box: Box): void {
  if (kind === 'blank') return;
  const { sign, ink, paper, framed } = looks[kind];
  canvas.fill(box, paper);
  if (framed) canvas.frame(box, DARK, SMALL);
  canvas.sign(sign, box, ink, SIGN);
}

/** `9 NOV` of `Mon 9 Nov`. */
const weekLabel = (date: string): string => shortDate(date).replace(/^\w+ /, '').toUpperCase();

function drawDay(canvas: Canvas, day: DayCells, n: number, top: number): void {
  const x = columnAt(n);
  if (n % WEEK_DAYS === 0) canvas.write(weekLabel(day.date), { x, y: top }, INK, TEXT);
  const initial = shortDate(day.date).charAt(0);
  canvas.sign(initial, { x, y: top + LINE, width: CELL, height: LINE - SMALL * 2 }, DARK, TEXT);
  for (const [row, half] of halves.entries())
    drawCell(canvas, day[half], { x, y: top + 2 * LINE + row * STEP, width: CELL, height: CELL });
}

function drawBand(canvas: Canvas, days: readonly DayCells[], top: number): void {
  for (const [row, half] of halves.entries())
    canvas.write(half, { x: MARGIN, y: top + 2 * LINE + row * STEP + 13 }, DARK, TEXT);
  for (const [n, day] of days.entries()) drawDay(canvas, day, n, top);
}

/** Days in order, five a week. A whole PNG, a few thousand bytes. */
export function drawWeeks(days: readonly DayCells[]): Uint8Array {
  const bands = bandsOf(days);
  const canvas = createCanvas(WIDTH, 2 * MARGIN + bands.length * BAND + (bands.length - 1) * BAND_GAP, PAPER);
  for (const [n, band] of bands.entries()) drawBand(canvas, band, MARGIN + n * (BAND + BAND_GAP));
  return canvas.png();
}

/** As a card takes it. */
export const pictureOf = (days: readonly DayCells[]): string =>
  `data:image/png;base64,${Buffer.from(drawWeeks(days)).toString('base64')}`;
