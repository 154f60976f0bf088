import type { ReactNode } from 'react';
import type { NumberShown } from '../../tab-api/today-model.ts';

/** A number and what it counts. The one that is `told` is read out when it changes. */
export const NumberTile = ({ shown, told = false }: { shown: NumberShown; told?: boolean }): ReactNode => (
  <p className={`tile tone-${shown.tone}`} {...(told && { 'aria-live': 'polite', 'aria-atomic': true })}>
    <span className="tile-number">{shown.number}</span>
    <span className="tile-words">
      <span>{shown.words}</span>
      {shown.more !== '' && <span className="quiet">{shown.more}</span>}
    </span>
  </p>
);
