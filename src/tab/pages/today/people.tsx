import type { ReactNode } from 'react';
import type { Today } from '../../../tab-api/today-model.ts';
import { ChildCard } from './child-card.tsx';
import { chosenOf, isAll, type Chosen } from './filter.ts';
import { todayWords } from './words.ts';

/** The children not accounted for, and below them those who are, and whose absence is not closed. */
export function People({ today, chosen }: { today: Today; chosen: Chosen }): ReactNode {
  const { provisions } = today;
  const children = chosenOf(today.children, chosen);
  const followed = chosenOf(today.followed, chosen);
  return (
    <div>
      <section aria-labelledby="children">
        <h2 id="children">{todayWords.children}</h2>
        <p role="status" className="quiet">
          {!isAll(chosen) && todayWords.shown(children.length, today.children.length)}
        </p>
        {children.length === 0 && <p>{today.children.length === 0 ? todayWords.none : todayWords.noneChosen}</p>}
        <ul className="plain-list people-list">
          {children.map((child) => (
            <ChildCard key={child.id} child={child} provisions={provisions} />
          ))}
        </ul>
      </section>
      {followed.length > 0 && (
        <section aria-labelledby="followed">
          <h2 id="followed">{todayWords.followed}</h2>
          <ul className="plain-list people-list">
            {followed.map((child) => (
              <ChildCard key={`${child.id} ${child.opened}`} child={child} provisions={provisions} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
