import type { ReactNode } from 'react';
import { Link } from '@fluentui/react-components';
import type { FamilyShown } from '../../../tab-api/models.ts';
import { pupilWords } from '../pupil-words.ts';

const dialled = (phone: string): string => `tel:${phone.replaceAll(/[^\d+]/g, '')}`;

export function Family({ family }: { family: FamilyShown }): ReactNode {
  const { warning, people, none } = family;
  return (
    <section className="part">
      <h2>{pupilWords.family}</h2>
      {warning !== '' && <p className="warning">{warning}</p>}
      {none !== '' && <p className="quiet">{none}</p>}
      <ul className="plain-list people">
        {people.map(({ who, phone }) => (
          <li key={who + phone}>
            <span>{who}</span>
            {phone === '' ? (
              <span className="quiet">{pupilWords.noNumber}</span>
            ) : (
              <Link href={dialled(phone)}>{phone}</Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
