/** JSON lines on stdout. An allow-list of fields, because a pupil's name must not reach a log by any path. */
import pino from 'pino';

export type Log = pino.Logger;

/** Of a fault only its kind, code and place in our code are kept: its message may quote what people typed. */
function describeFault(error: unknown): object {
  const fault = error as { name?: string; code?: string; statusCode?: number; stack?: string };
  const frames = (fault.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: fault.name,
    code: fault.code,
    status: fault.statusCode,
    stack: frames.slice(0, 6).map((line) => line.trim()),
  };
}

/** Written at once: a line said before a step must be there if the process is killed in it. */
export const createLog = (level: string, to: pino.DestinationStream = pino.destination({ sync: true })): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describeFault } }, to);

const consoleDoors = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;

/**
 * Closes the console for the whole process. Libraries print to it what must not be printed: botbuilder a key and a stack
 * for every bad token. Each kind of such print is noted once, without its content. Gives the way back.
 */
export function quietConsole(log: Log): () => void {
  const noted = new Set<string>();
  const before = consoleDoors.map((door) => [door, console[door]] as const);
  for (const door of consoleDoors) {
    console[door] = (first?: unknown) => {
      const kind = `${door} ${first instanceof Error ? first.name : typeof first}`;
      if (noted.has(kind)) return;
      noted.add(kind);
      log.warn({ event: 'console.closed', kind }, 'a library printed; what it printed is not kept');
    };
  }
  return () => {
    for (const [door, print] of before) console[door] = print;
  };
}
