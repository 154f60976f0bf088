import type { ReactNode, RefObject } from 'react';
import { Button } from '@fluentui/react-components';
import { keyTable, registerWords } from './words.ts';

/** The browser's own dialog: it keeps the focus, gives it back, and closes with Escape. */
export const KeysHelp = ({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }): ReactNode => (
  <dialog ref={dialog} className="reg-keys" aria-labelledby="keys-title">
    <h2 id="keys-title">{registerWords.keysTitle}</h2>
    <dl>
      {keyTable.map(([key, does]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
    <Button appearance="primary" onClick={() => dialog.current?.close()}>
      {registerWords.close}
    </Button>
  </dialog>
);
