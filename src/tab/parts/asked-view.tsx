import type { ReactNode } from 'react';
import { Button, MessageBar, MessageBarActions, MessageBarBody, Spinner } from '@fluentui/react-components';
import type { AskedOf } from '../use-asked.ts';
import { faultWords, words } from '../words.ts';

/** Whatever was asked for: while it comes, when it did not, and what to show of it. What came before stays in sight. */
export function AskedView<T>({ asked, children }: { asked: AskedOf<T>; children: (value: T) => ReactNode }): ReactNode {
  const { value, fault, isAsking, again } = asked;
  return (
    <>
      {fault && (
        <MessageBar intent={value === undefined ? 'error' : 'warning'} role="alert">
          <MessageBarBody>{fault.words ?? faultWords[fault.kind]}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={again}>
              {words.again}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {value === undefined && !fault && isAsking && <Spinner label={words.loading} />}
      {value !== undefined && children(value)}
    </>
  );
}
