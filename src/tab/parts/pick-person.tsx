import { useEffect, useState, type ReactNode } from 'react';
import { Button, MessageBar, MessageBarBody, Text, Title2 } from '@fluentui/react-components';
import type { DemoPerson } from '../../tab-api/models.ts';
import { faultWords, words } from '../words.ts';

const ask = async <T,>(path: string, body?: unknown): Promise<T> => {
  const answer = await fetch(`/tab/api/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as T;
};

/** The demo alone in a browser: whoever opens it chooses who is looking. Outside the demo the server knows no such thing. */
export function PickPerson({ onToken }: { onToken: (token: string) => void }): ReactNode {
  const [people, setPeople] = useState<DemoPerson[]>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    ask<{ people: DemoPerson[] }>('demo/people')
      .then((found) => setPeople(found.people))
      .catch(() => setFailed(true));
  }, []);
  const pick = (upn: string): void => {
    ask<{ token: string }>('demo/sign-in', { upn })
      .then(({ token }) => onToken(token))
      .catch(() => setFailed(true));
  };
  if (failed)
    return (
      <MessageBar intent="error" role="alert">
        <MessageBarBody>{faultWords['sign-in']}</MessageBarBody>
      </MessageBar>
    );
  return (
    <main className="pick">
      <Title2 as="h1">{words.who}</Title2>
      <Text>{words.whoMeans}</Text>
      <ul className="plain-list">
        {people?.map(({ upn, name, roles }) => (
          <li key={upn}>
            <Button appearance="subtle" onClick={() => pick(upn)}>
              {name}, {roles}
            </Button>
          </li>
        ))}
      </ul>
    </main>
  );
}
