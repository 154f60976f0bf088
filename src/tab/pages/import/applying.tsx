import type { ReactNode } from 'react';
import { ProgressBar } from '@fluentui/react-components';
import { importWords } from '../import-words.ts';
import { PartHeading } from './part-heading.tsx';

export function Applying({ done, total }: { done: number; total: number }): ReactNode {
  return (
    <section className="part">
      <PartHeading>{importWords.applying}</PartHeading>
      <ProgressBar
        thickness="large"
        aria-label={importWords.applying}
        {...(total > 0 && { value: done, max: total, 'aria-valuetext': importWords.soFar(done, total) })}
      />
      <p>{total > 0 && importWords.soFar(done, total)}</p>
      <p className="quiet">{importWords.leave}</p>
    </section>
  );
}
