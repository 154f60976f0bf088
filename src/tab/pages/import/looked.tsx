import type { ReactNode } from 'react';
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { ImportLooked } from '../../../tab-api/models.ts';
import { importWords } from '../import-words.ts';
import { Counts } from './counts.tsx';
import { Notes } from './notes.tsx';
import { PartHeading } from './part-heading.tsx';
import { Steps } from './steps.tsx';

interface Shown {
  looked: ImportLooked;
  problem: string | undefined;
  apply(): void;
  back(): void;
}

/** The dry run: how much, what would be done row by row, and what would not and why. */
export function Looked({ looked, problem, apply, back }: Shown): ReactNode {
  const { counts, steps, refusals, warnings } = looked;
  const goIn = counts.reduce((sum, { added, changed }) => sum + added + changed, 0);
  return (
    <>
      <section className="part">
        <PartHeading>{importWords.would}</PartHeading>
        {problem !== undefined && (
          <MessageBar intent="error" role="alert" layout="multiline">
            <MessageBarBody>{problem}</MessageBarBody>
          </MessageBar>
        )}
        <p>{importWords.sum(goIn)}</p>
        <Counts counts={counts} />
        <div className="acts">
          {goIn > 0 && (
            <Button appearance="primary" onClick={apply}>
              {importWords.apply(goIn)}
            </Button>
          )}
          <Button onClick={back}>{importWords.others}</Button>
        </div>
      </section>
      <Notes title={importWords.refusals} means={importWords.staysOut} notes={refusals} />
      <Notes title={importWords.warnings} means={importWords.warningsMean} notes={warnings} />
      <Steps steps={steps} />
    </>
  );
}
