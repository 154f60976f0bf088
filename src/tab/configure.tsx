/** What Teams shows when somebody adds the page to a channel: there is nothing to choose, only what it means. */
import { useEffect, type ReactNode } from 'react';
import { Text, Title2 } from '@fluentui/react-components';
import { pages } from '@microsoft/teams-js';
import type { Host } from './host.ts';
import { configureWords } from './words.ts';

export const isConfiguring = window.location.search === '?config';

/** Teams' own button saves. */
function offerTab(): void {
  const page = `${window.location.origin}/tab`;
  pages.config.registerOnSaveHandler((saving) => {
    pages.config
      .setConfig({ entityId: 'keylink', contentUrl: page, websiteUrl: page, suggestedDisplayName: 'Keylink' })
      .then(() => saving.notifySuccess())
      .catch(() => saving.notifyFailure());
  });
  pages.config.setValidityState(true);
}

export function Configure({ host }: { host: Host }): ReactNode {
  useEffect(() => {
    offerTab();
    host.ready();
  }, [host]);
  return (
    <main className="pick">
      <Title2 as="h1">{configureWords.title}</Title2>
      <Text>{configureWords.means}</Text>
    </main>
  );
}
