/**
 * Preloaded (`--import`) into a process under test: its `Date` begins at CLOCK_BEGINS (ISO, with offset) and goes on at the
 * usual speed; a message `{ clock: <instant> }` from the test sets it anew. Timers are as they were.
 */
const RealDate = Date;
let ahead = Date.parse(process.env['CLOCK_BEGINS'] ?? '') - RealDate.now();
if (Number.isNaN(ahead)) throw new Error('CLOCK_BEGINS must be a date with a time');
const now = (): number => RealDate.now() + ahead;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: [], made) => Reflect.construct(target, given.length > 0 ? given : [now()], made) as Date,
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});

process.on('message', ({ clock }: { clock: number }) => {
  ahead = clock - RealDate.now();
});
// A test that is gone takes its product along; until then the channel alone keeps nothing running.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
