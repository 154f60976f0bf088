import type { MouseEvent, ReactNode } from 'react';
import { Link } from '@fluentui/react-components';
import { app } from '@microsoft/teams-js';
import { useSession } from '../session.ts';

/** To Keylink's chat, where there is one. Teams opens it itself. */
export function ChatLink({ children }: { children: ReactNode }): ReactNode {
  const { chat } = useSession().me;
  if (chat === undefined) return null;
  const open = (event: MouseEvent): void => {
    if (!app.isInitialized()) return;
    event.preventDefault();
    void app.openLink(chat);
  };
  return (
    <Link inline href={chat} target="_blank" rel="noreferrer" onClick={open}>
      {children}
    </Link>
  );
}
