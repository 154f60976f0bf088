/** What came of one run: numbers to be read, and what must not be. */
export interface Outcome {
  /** Empty where all went as it must. */
  wrong: string[];
  measured: Record<string, string | number>;
}

export const lineOf = (name: string, seed: number, { wrong, measured }: Outcome): string =>
  [
    `${wrong.length === 0 ? 'ok    ' : 'FAILED'} ${name}, seed ${seed}:`,
    Object.entries(measured)
      .map(([what, value]) => `${what} ${value}`)
      .join(', '),
  ].join(' ');
