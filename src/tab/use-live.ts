/** Something that is asked again whenever the server says that it may have changed; while it cannot say so, now and then. */
import { useEffect, useRef, useState } from 'react';
import type { LiveLine } from '../tab-api/models.ts';
import { useSession } from './session.ts';
import { useAsked, type AskedOf } from './use-asked.ts';

export type Connection = 'opening' | 'live' | 'polling';

const POLL_MS = 15_000;

const pause = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, POLL_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

interface Heard {
  connection: Connection;
  line?: LiveLine;
}

/** `fell`: nothing is heard any more. */
function useLines(path: string, fell: () => void): Heard {
  const { api } = useSession();
  const [heard, setHeard] = useState<Heard>({ connection: 'opening' });
  useEffect(() => {
    const gone = new AbortController();
    const listen = async (): Promise<void> => {
      for await (const line of api.events<LiveLine>(path, gone.signal)) setHeard({ connection: 'live', line });
    };
    const keepListening = async (): Promise<void> => {
      while (!gone.signal.aborted) {
        await listen().catch(() => undefined);
        if (gone.signal.aborted) return;
        setHeard({ connection: 'polling' });
        fell();
        await pause(gone.signal);
      }
    };
    void keepListening();
    return () => gone.abort();
  }, [api, path, fell]);
  return heard;
}

export interface LiveOf<T> {
  asked: AskedOf<T>;
  connection: Connection;
}

export function useLive<T extends LiveLine>(path: string, livePath: string): LiveOf<T> {
  const asked = useAsked<T>(path);
  const { value, again } = asked;
  const { connection, line } = useLines(livePath, again);
  const followed = useRef<LiveLine>(undefined);
  useEffect(() => {
    if (!line || !value || followed.current === line || line.mark === value.mark) return;
    followed.current = line;
    again();
  }, [line, value, again]);
  return { asked, connection };
}
