import type { ReactNode } from 'react';
import { Link } from '@fluentui/react-components';
import type { Named } from '../../../tab-api/models.ts';
import type { ChildShown, Followed } from '../../../tab-api/today-model.ts';
import { FollowUpDetails } from '../../parts/follow-up-details.tsx';
import { hrefOf } from '../../place.ts';
import { todayWords } from './words.ts';

const Fact = ({ label, lines }: { label: string; lines: readonly string[] }): ReactNode =>
  lines.length > 0 && (
    <div>
      <dt>{label}</dt>
      {lines.map((line) => (
        <dd key={line}>{line}</dd>
      ))}
    </div>
  );

const Registers = ({ places }: { places: readonly Named[] }): ReactNode =>
  places.map(({ code, name }) => (
    <Link key={code} href={hrefOf({ page: 'register', of: code })}>
      {todayWords.registerOf(name)}
    </Link>
  ));

interface Given {
  child: Followed & Partial<Pick<ChildShown, 'why' | 'seen' | 'due'>>;
  provisions: readonly Named[];
}

/** One child: who, why they stand here, what is to be done, what was last seen; and a press to everything else. */
export const ChildCard = ({ child, provisions }: Given): ReactNode => (
  <li className={`person tone-${child.tone}`}>
    <p className="why">{child.heading}</p>
    <h3>
      <Link href={hrefOf({ page: 'pupil', of: child.id })}>
        <bdi>{child.name}</bdi>
      </Link>
    </h3>
    <p className="quiet">{child.about}</p>
    {child.why?.map((line) => (
      <p key={line} className="strong">
        {line}
      </p>
    ))}
    <dl className="known">
      <Fact label={todayWords.next} lines={child.next} />
      <Fact label={todayWords.seen} lines={child.seen ?? []} />
    </dl>
    {child.due?.map((line) => (
      <p key={line} className="quiet">
        {line}
      </p>
    ))}
    <div className="presses">
      <Registers places={provisions.filter(({ code }) => child.places.includes(code))} />
    </div>
    {child.opened !== undefined && <FollowUpDetails id={child.id} opened={child.opened} name={child.name} />}
  </li>
);
