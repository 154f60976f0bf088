import { useState, type ReactNode } from 'react';
import { Text } from '@fluentui/react-components';
import type { FollowUpShown } from '../../tab-api/today-model.ts';
import { useAsked } from '../use-asked.ts';
import { followUpWords } from '../words.ts';
import { AskedView } from './asked-view.tsx';
import { ChatLink } from './chat-link.tsx';

const Told = ({ shown }: { shown: FollowUpShown }): ReactNode => (
  <>
    {shown.alarms.map((text) => (
      <p key={text} className="alarm">
        {text}
      </p>
    ))}
    <p className="strong">{shown.headline}</p>
    <dl className="known">
      {shown.facts.map(({ label, lines }) => (
        <div key={label}>
          <dt>{label}</dt>
          {lines.map((line) => (
            <dd key={line}>{line}</dd>
          ))}
        </div>
      ))}
    </dl>
    <Text size={200} className="quiet">
      {shown.foot} {followUpWords.recordInChat} <ChatLink>{followUpWords.openChat}</ChatLink>
    </Text>
  </>
);

/** What is known of one absence, asked for when somebody wants to know it. */
export function FollowUpDetails({ id, opened, name }: { id: string; opened: string; name: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const asked = useAsked<FollowUpShown>(isOpen ? `follow-up/${encodeURIComponent(id)}/${opened}` : undefined);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {followUpWords.open}
        <span className="unseen">: {name}</span>
      </summary>
      <AskedView asked={asked}>{(shown) => <Told shown={shown} />}</AskedView>
    </details>
  );
}
