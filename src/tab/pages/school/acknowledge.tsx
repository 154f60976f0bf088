import { useState, type ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { AskFault } from '../../api.ts';
import { FaultBar } from '../../parts/fault-bar.tsx';
import { useSession } from '../../session.ts';
import { schoolWords } from './words.ts';

interface Given {
  urn: string;
  date: string;
  /** Whether there is something to acknowledge for this reader. */
  may: boolean;
  onDone: () => void;
}

/** As the button on the post: what is acknowledged is what stands in the channel. */
export function Acknowledge({ urn, date, may, onDone }: Given): ReactNode {
  const { api } = useSession();
  const [isSending, setSending] = useState(false);
  const [isDone, setDone] = useState(false);
  const [fault, setFault] = useState<AskFault>();
  const send = async (): Promise<void> => {
    setSending(true);
    setFault(undefined);
    try {
      await api.send('POST', `school/${encodeURIComponent(urn)}/acknowledge`, { date });
      setDone(true);
      onDone();
    } catch (failed) {
      setFault(failed instanceof AskFault ? failed : new AskFault('fault'));
    }
    setSending(false);
  };
  return (
    <>
      {fault && <FaultBar fault={fault} />}
      {may && (
        <Button appearance="primary" disabledFocusable={isSending} onClick={() => void send()}>
          {schoolWords.acknowledge}
        </Button>
      )}
      <p role="status">{isDone && !may && schoolWords.acknowledged}</p>
    </>
  );
}
