/** A register of 25 by keyboard: keys and requests to storage, marked without a pause and saved pupil by pupil. */
import type { Counts } from '../support/counting.ts';
import { markByKeyboard, PUPILS, startRegisterMorning } from '../support/register-morning.ts';

const total = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

async function morning(what: string, pauseMs: number): Promise<string> {
  const { page, during, sent, stop } = await startRegisterMorning();
  await page.clock.install();
  const pause = async (marked: number): Promise<void> => {
    if (pauseMs === 0) return;
    await page.clock.runFor(pauseMs);
    await page.getByText(`${marked} drafted and saved, not recorded`).waitFor();
  };
  let keys = 0;
  const began = performance.now();
  const counts = await during(async () => void (keys = await markByKeyboard(page, pause)));
  const ms = performance.now() - began;
  const { saves } = sent();
  await stop();
  return (
    `a register of ${PUPILS} with 3 not here by keyboard, ${what}: ${keys} keys, ${saves} saves and 1 submit, ` +
    `${total(counts)} requests to storage; the page and the server took ${Math.round(ms)} ms of it`
  );
}

export const measureRegister = async (): Promise<string[]> => [
  await morning('without a pause', 0),
  await morning('with a pause after each pupil', 1_500),
];
