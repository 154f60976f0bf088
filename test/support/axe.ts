/** What axe finds wrong with a page, a line a finding; nothing, where everybody can use it. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

interface Finding {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

declare const axe: { run(options: object): Promise<{ violations: Finding[] }> };

/** WCAG 2.2 AA, and what its authors hold for good practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function axeProblems(page: Page | Frame): Promise<string[]> {
  await page.evaluate(await source);
  const violations = await page.evaluate(
    async (values) => (await axe.run({ runOnly: { type: 'tag', values } })).violations,
    tags,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
  );
}
