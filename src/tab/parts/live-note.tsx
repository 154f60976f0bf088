import type { ReactNode } from 'react';
import { Text } from '@fluentui/react-components';
import type { Connection } from '../use-live.ts';
import { liveWords } from '../words.ts';

/** How old it is what stands here, and how it is kept up to date. */
export const LiveNote = ({ asOf, connection }: { asOf: string; connection: Connection }): ReactNode => (
  <Text as="p" size={200} className="quiet" role="status">
    {liveWords.asOf(asOf)} {liveWords[connection]}
  </Text>
);
