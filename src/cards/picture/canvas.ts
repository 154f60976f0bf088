/** A plain surface of pixels to draw rectangles and signs on, and its PNG. */
import { encode } from 'fast-png';
import { dotsOf } from './glyphs.ts';

/** `#rrggbb` */
export type Colour = string;
/** In pixels, from the top left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Between two signs of a text, in dots. */
const GAP = 1;

const channelsOf = (colour: Colour): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

export interface Canvas {
  fill(box: Box, colour: Colour): void;
  /** Inside the box. */
  frame(box: Box, colour: Colour, thickness: number): void;
  /** `size`: pixels to a dot. The place is the text's top left corner. */
  write(text: string, place: { x: number; y: number }, colour: Colour, size: number): void;
  /** In the middle of the box. */
  sign(sign: string, box: Box, colour: Colour, size: number): void;
  png(): Uint8Array;
}

/** Opaque, so that it reads the same on a light and on a dark theme. */
export function createCanvas(width: number, height: number, paper: Colour): Canvas {
  // A byte a pixel and the colours in a table: a picture in colours of its own pixels is six times as large.
  const colours: Colour[] = [];
  const data = new Uint8Array(width * height);
  const numberOf = (colour: Colour): number =>
    colours.includes(colour) ? colours.indexOf(colour) : colours.push(colour) - 1;
  const fill = (box: Box, colour: Colour): void => {
    const number = numberOf(colour);
    for (let y = box.y; y < box.y + box.height; y += 1) {
      const start = y * width + box.x;
      data.fill(number, start, start + box.width);
    }
  };
  const put = (sign: string, place: { x: number; y: number }, colour: Colour, size: number): number => {
    const dots = dotsOf(sign);
    for (const [y, row] of dots.entries())
      for (const [x, ink] of row.entries())
        if (ink) fill({ x: place.x + x * size, y: place.y + y * size, width: size, height: size }, colour);
    return dots[0]!.length;
  };
  fill({ x: 0, y: 0, width, height }, paper);
  return {
    fill,
    frame({ x, y, width: across, height: down }, colour, thickness) {
      fill({ x, y, width: across, height: thickness }, colour);
      fill({ x, y: y + down - thickness, width: across, height: thickness }, colour);
      fill({ x, y, width: thickness, height: down }, colour);
      fill({ x: x + across - thickness, y, width: thickness, height: down }, colour);
    },
    write(text, place, colour, size) {
      let { x } = place;
      for (const sign of text) x += (put(sign, { x, y: place.y }, colour, size) + GAP) * size;
    },
    sign(sign, box, colour, size) {
      const dots = dotsOf(sign);
      const x = box.x + Math.floor((box.width - dots[0]!.length * size) / 2);
      put(sign, { x, y: box.y + Math.floor((box.height - dots.length * size) / 2) }, colour, size);
    },
    png: () => encode({ width, height, data, channels: 1, palette: colours.map(channelsOf) }, { zlib: { level: 9 } }),
  };
}
