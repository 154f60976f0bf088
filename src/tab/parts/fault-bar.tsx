import type { ReactNode } from 'react';
import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { AskFault } from '../api.ts';
import { faultWords } from '../words.ts';

export function FaultBar({ fault }: { fault: AskFault }): ReactNode {
  return (
    <MessageBar intent="error" role="alert">
      <MessageBarBody>{fault.words ?? faultWords[fault.kind]}</MessageBarBody>
    </MessageBar>
  );
}
