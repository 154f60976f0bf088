import type { ReactNode } from 'react';
import { Link } from '@fluentui/react-components';
import type { GroupShown, RowShown } from '../../../tab-api/school-model.ts';
import { FollowUpDetails } from '../../parts/follow-up-details.tsx';
import { hrefOf } from '../../place.ts';

const Row = ({ row }: { row: RowShown }): ReactNode => (
  <li>
    <h3>
      <Link href={hrefOf({ page: 'pupil', of: row.id })}>
        <bdi>{row.who}</bdi>
      </Link>
    </h3>
    {row.lines.map(({ text, tone }) => (
      <p key={text} className={`line-${tone}`}>
        {text}
      </p>
    ))}
    {row.opened !== undefined && <FollowUpDetails id={row.id} opened={row.opened} name={row.who} />}
  </li>
);

/** One group of the digest, as it stands on the post. */
export const Group = ({ group }: { group: GroupShown }): ReactNode => (
  <details className={`group tone-${group.tone}`} open>
    <summary>
      <h2>
        {group.heading} ({group.rows.length})
      </h2>
    </summary>
    <ul className="plain-list rows">
      {group.rows.map((row) => (
        <Row key={row.id} row={row} />
      ))}
    </ul>
  </details>
);
