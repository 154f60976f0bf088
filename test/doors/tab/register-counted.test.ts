/** The register of 25 pupils with 3 not here, by a scripted keyboard: the keys it takes, and what it asks of storage. */
import { jest } from '@jest/globals';
import type { Counts } from '../../support/counting.ts';
import { markByKeyboard, PUPILS, startRegisterMorning, type RegisterMorning } from '../../support/register-morning.ts';

jest.setTimeout(60_000);

const requestsIn = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
/** A key a pupil; one more for each who is not here, because a reason may be known; and the one that submits. */
const KEYS = PUPILS + 3 + 1;
/** Reading the records and the draft, and writing the draft. */
const FOR_A_SAVE = 3;
/** Five pupils a transaction: read, decide, write; the draft emptied; and the register as it stands since. */
const FOR_A_SUBMIT = 30;

let morning: RegisterMorning;
beforeEach(async () => {
  morning = await startRegisterMorning();
});
afterEach(() => morning.stop());

test('marked without a pause, a register is 29 keys, and all of it is recorded', async () => {
  let keys = 0;
  const counts = await morning.during(async () => void (keys = await markByKeyboard(morning.page)));
  expect(keys).toBeLessThanOrEqual(KEYS);
  expect(morning.sent().submits).toBe(1);
  expect(requestsIn(counts)).toBeLessThanOrEqual(FOR_A_SUBMIT + morning.sent().saves * FOR_A_SAVE);
  const statuses = Object.groupBy(await morning.marks(), ({ status }) => status);
  expect([statuses.present?.length, statuses.absent?.length]).toEqual([PUPILS - 3, 3]);
  expect(statuses.absent?.map(({ code }) => code)).toContain('I');
});

test('with a pause after each pupil, each is saved by itself: that is the most it can cost', async () => {
  const { page } = morning;
  await page.clock.install();
  const isSaved = async (marked: number): Promise<void> => {
    await page.clock.runFor(1_500);
    await page.getByText(`${marked} drafted and saved, not recorded`).waitFor();
  };
  let keys = 0;
  const counts = await morning.during(async () => void (keys = await markByKeyboard(page, isSaved)));
  expect(keys).toBeLessThanOrEqual(KEYS);
  const { saves, submits } = morning.sent();
  expect(saves).toBeLessThanOrEqual(PUPILS);
  expect(submits).toBe(1);
  // Once it is written down that the register was shown.
  expect(requestsIn(counts)).toBeLessThanOrEqual(saves * FOR_A_SAVE + FOR_A_SUBMIT + 1);
  expect(await morning.marks()).toHaveLength(PUPILS);
});
