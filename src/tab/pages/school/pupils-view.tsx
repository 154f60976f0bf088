import type { ReactNode } from 'react';
import { Link } from '@fluentui/react-components';
import type { SchoolPupils } from '../../../tab-api/school-model.ts';
import { AskedView } from '../../parts/asked-view.tsx';
import { hrefOf } from '../../place.ts';
import { useAsked } from '../../use-asked.ts';
import { schoolPath } from './path.ts';
import { schoolWords } from './words.ts';

/** Everybody of the school who learns elsewhere, as its register lists them. */
export function PupilsView({ urn }: { urn: string }): ReactNode {
  const asked = useAsked<SchoolPupils>(schoolPath({ urn, date: '' }, '/pupils'));
  return (
    <AskedView asked={asked}>
      {({ pupils }) =>
        pupils.length === 0 ? (
          <p>{schoolWords.nobody}</p>
        ) : (
          <ul className="plain-list rows">
            {pupils.map(({ id, name, about }) => (
              <li key={id}>
                <Link href={hrefOf({ page: 'pupil', of: id })}>
                  <bdi>{name}</bdi>
                </Link>
                <p className="quiet">{about}</p>
              </li>
            ))}
          </ul>
        )
      }
    </AskedView>
  );
}
