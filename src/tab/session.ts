/** What every part of the page shares: whom it asks as, and who is looking. */
import { createContext, useContext } from 'react';
import type { Me } from '../tab-api/models.ts';
import type { Api } from './api.ts';

export interface Session {
  api: Api;
  me: Me;
  /** In the demo, alone in a browser: who is looking can be changed. */
  leave?: () => void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('there is no session');
  return session;
}
