import './import.css';
import type { ReactNode } from 'react';
import { Button, MessageBar, MessageBarBody, Spinner } from '@fluentui/react-components';
import { importWords } from '../import-words.ts';
import { Applying } from './applying.tsx';
import { Counts } from './counts.tsx';
import { DropZone } from './drop-zone.tsx';
import { Looked } from './looked.tsx';
import { PartHeading } from './part-heading.tsx';
import { useImport } from './use-import.ts';

function Done({
  counts,
  refused,
  back,
}: {
  counts: Parameters<typeof Counts>[0]['counts'];
  refused: number;
  back(): void;
}) {
  return (
    <section className="part">
      <PartHeading>{importWords.done}</PartHeading>
      <MessageBar intent={refused > 0 ? 'warning' : 'success'} role="status" layout="multiline">
        <MessageBarBody>{refused > 0 ? importWords.someOut(refused) : importWords.allIn}</MessageBarBody>
      </MessageBar>
      <Counts counts={counts} />
      <div className="acts">
        <Button onClick={back}>{importWords.back}</Button>
      </div>
    </section>
  );
}

interface ToChoose {
  problem: string | undefined;
  again: boolean;
  choose(files: Promise<File[]>): void;
}

function Choosing({ problem, again, choose }: ToChoose): ReactNode {
  return (
    <section className="part">
      {problem !== undefined && (
        <MessageBar intent="error" role="alert" layout="multiline">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      <DropZone onFiles={choose} takesFocus={again} />
      <p className="quiet">{importWords.whose}</p>
    </section>
  );
}

function Step({ now, choose, apply, back }: ReturnType<typeof useImport>): ReactNode {
  if (now.at === 'choosing') return <Choosing problem={now.problem} again={now.again ?? false} choose={choose} />;
  if (now.at === 'reading') return <Spinner label={importWords.reading(now.files)} />;
  if (now.at === 'applying') return <Applying done={now.done} total={now.total} />;
  if (now.at === 'done') return <Done counts={now.counts} refused={now.refused} back={back} />;
  return <Looked looked={now.looked} problem={now.problem} apply={() => apply(now)} back={back} />;
}

export function ImportPage(): ReactNode {
  const going = useImport();
  return (
    <div className="import">
      <h1>{importWords.title}</h1>
      <p>{importWords.about}</p>
      <Step {...going} />
    </div>
  );
}
