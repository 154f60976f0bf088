import type { ReactNode } from 'react';
import { Link } from '@fluentui/react-components';
import type { Section } from '../../../tab-api/today-model.ts';
import { hrefOf } from '../../place.ts';
import { todayWords } from './words.ts';

const Item = ({ item: { who, lines, school } }: { item: Section['items'][number] }): ReactNode => (
  <li>
    {school === undefined ? (
      <p className="strong">{who}</p>
    ) : (
      <Link href={hrefOf({ page: 'school', of: school })}>
        <span className="unseen">{todayWords.digest}: </span>
        {who}
      </Link>
    )}
    {lines.map((line) => (
      <p key={line}>{line}</p>
    ))}
  </li>
);

/** What stands at the end of the day's card: folded, because it is for later. */
export const Folded = ({ section }: { section: Section }): ReactNode =>
  section.items.length > 0 && (
    <details className={`group tone-${section.tone}`}>
      <summary>{section.heading}</summary>
      <ul className="plain-list rows">
        {section.items.map((item) => (
          <Item key={item.who} item={item} />
        ))}
      </ul>
    </details>
  );
