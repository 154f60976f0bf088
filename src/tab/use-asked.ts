/** Something asked of the server: what came, why nothing did, and a way to ask again. */
import { useCallback, useEffect, useState } from 'react';
import { AskFault } from './api.ts';
import { useSession } from './session.ts';

export interface AskedOf<T> {
  /** The last that came; stays while it is asked for again. */
  value: T | undefined;
  fault: AskFault | undefined;
  isAsking: boolean;
  again(): void;
}

export function useAsked<T>(path: string | undefined): AskedOf<T> {
  const { api } = useSession();
  const [state, setState] = useState<{ path?: string; value?: T | undefined; fault?: AskFault }>({});
  const [times, setTimes] = useState(0);
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    if (path === undefined) return undefined;
    const gone = new AbortController();
    setAsking(true);
    api
      .get<T>(path, gone.signal)
      .then((value) => setState({ path, value }))
      .catch((fault: unknown) => {
        if (gone.signal.aborted) return;
        setState((before) => ({
          ...(before.path === path && { path, value: before.value }),
          fault: fault instanceof AskFault ? fault : new AskFault('fault'),
        }));
      })
      .finally(() => !gone.signal.aborted && setAsking(false));
    return () => gone.abort();
  }, [api, path, times]);
  const again = useCallback(() => setTimes((n) => n + 1), []);
  const isThis = state.path === path;
  return { value: isThis ? state.value : undefined, fault: state.fault, isAsking, again };
}
