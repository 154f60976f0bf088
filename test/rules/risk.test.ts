import { criteriaRag, ragOf } from '../../src/domain/absence/rag.ts';
import { riskScore, scale } from '../../src/domain/absence/risk-score.ts';
import { aPupil } from '../support/cal-a.ts';

/** The grid of 4.8 as printed: rows likelihood 5 to 1, columns frequency 1 to 5. */
const grid = [
  [5, '5 G', '10 A', '15 A', '20 R', '25 R'],
  [4, '4 G', '8 G', '12 A', '16 A', '20 R'],
  [3, '3 G', '6 G', '9 G', '12 A', '15 A'],
  [2, '2 G', '4 G', '6 G', '8 G', '10 A'],
  [1, '1 unbanded', '2 G', '3 G', '4 G', '5 G'],
] as const;
const bands: Record<string, string> = { R: 'red', A: 'amber', G: 'green', unbanded: 'green' };
const cells = grid.flatMap(([likelihood, ...row]) =>
  row.map((cell, i) => [likelihood, scale[i]!, ...(cell.split(' ') as [string, string])] as const),
);

describe('R4.12: the whole grid of 4.8', () => {
  test('has 25 cells', () => {
    expect(cells).toHaveLength(25);
  });

  test.each(cells)('R4.12: likelihood %i × frequency %i is %s %s', (likelihood, frequency, score, band) => {
    expect(riskScore(likelihood, frequency)).toEqual({
      score: Number(score),
      band: bands[band],
      belowScale: band === 'unbanded',
    });
  });

  test('R4.12: scores that can never occur', () => {
    const reached = new Set(cells.map(([likelihood, frequency]) => riskScore(likelihood, frequency).score));
    for (const never of [7, 11, 13, 14, 17, 18, 19, 21, 22, 23, 24]) expect(reached).not.toContain(never);
  });

  test('R4.13: suicide risk scores green (3 × 2) and stays a red child', () => {
    expect(riskScore(3, 2).band).toBe('green');
    expect(ragOf(aPupil({ rag: 'green', ragReasons: ['suicide risk (family)'] })).rag).toBe('red');
  });
});

describe('4.4: the criteria, highest wins', () => {
  test.each([
    ['red', 'EHCP'],
    ['red', 'LAC'],
    ['red', 'CIC'],
    ['red', 'CSE'],
    ['red', 'CCE'],
    ['red', 'county lines'],
    ['red', 'social worker'],
    ['red', 'CP plan'],
    ['red', 's47'],
    ['red', 'Section 47 enquiry'],
    ['red', 'mental health, suicidal'],
    ['amber', 'severe and persistent absentee'],
    ['amber', 'working with external agency'],
    ['amber', 'family concern'],
    ['amber', 'EWO involvement'],
    ['amber', 'AST'],
    ['amber', 'police investigation'],
    ['green', 'universal'],
    ['green', 'placed last term'],
  ] as const)('%s: %s', (rag, reason) => {
    expect(criteriaRag({ ragReasons: [reason] })).toBe(rag);
  });

  test('highest of several wins; the columns of the pack count too', () => {
    expect(criteriaRag({ ragReasons: ['family concern', 's47'] })).toBe('red');
    expect(criteriaRag({ ehcp: true })).toBe('red');
    expect(criteriaRag({ lookedAfter: true })).toBe('red');
    expect(criteriaRag({})).toBe('green');
  });

  test('none recorded is taken as red and is a gap', () => {
    expect(ragOf(aPupil())).toEqual({ rag: 'red', gap: 'rag-not-recorded' });
  });

  test('one below the criteria is a gap, one above them is a judgement', () => {
    expect(ragOf(aPupil({ rag: 'green', ehcp: true }))).toEqual({ rag: 'red', gap: 'rag-below-criteria' });
    expect(ragOf(aPupil({ rag: 'amber', ragReasons: ['universal'] }))).toEqual({ rag: 'amber' });
    expect(ragOf(aPupil({ rag: 'red' }))).toEqual({ rag: 'red' });
  });
});
