import { instantAt } from '../../src/domain/time.ts';
import { createClock } from '../../src/jobs/clock.ts';
import { createLog } from '../../src/log.ts';

type Parts = Parameters<typeof createClock>[0];

test('a fault in one partnership holds up no other: each has its own clock', async () => {
  const looked: string[] = [];
  const log: string[] = [];
  const partnershipList = ['first', 'second', 'third'].map((code) => ({ code, digestAt: '23:59' }));
  const clock = createClock({
    directory: async () => ({ partnershipList }) as unknown as Awaited<ReturnType<Parts['directory']>>,
    watch: async (partnership: string) => {
      looked.push(partnership);
      if (partnership === 'first') throw new Error('its ledger cannot be read');
    },
    log: createLog('info', { write: (line) => void log.push(line) }),
    now: () => instantAt('2026-11-09', '09:00'),
  } as unknown as Parts);
  await clock.tick();
  expect(looked).toEqual(['first', 'second', 'third']);
  await clock.tick();
  // Looked at in this minute: only the one that failed is looked at again.
  expect(looked).toEqual(['first', 'second', 'third', 'first']);
  expect(log.join('')).toContain('"event":"clock.fault","partnership":"first"');
});
