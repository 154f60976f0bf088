/** The risk assessment's score (4.8). It decides nothing about a child: their colour comes from the criteria (R4.13). */

export const scale = [1, 2, 3, 4, 5] as const;
export type Grade = (typeof scale)[number];

export interface RiskScore {
  score: number;
  band: 'red' | 'amber' | 'green';
  /** The printed bands begin at 2. */
  belowScale: boolean;
}

/** R4.12: the product, since a sum could never reach the printed 20–25. */
export function riskScore(likelihood: Grade, frequency: Grade): RiskScore {
  const score = likelihood * frequency;
  if (score >= 20) return { score, band: 'red', belowScale: false };
  return { score, band: score >= 10 ? 'amber' : 'green', belowScale: score < 2 };
}
