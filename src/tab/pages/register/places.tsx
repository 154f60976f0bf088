import type { ReactNode } from 'react';
import { Button, Link, Text } from '@fluentui/react-components';
import type { RegisterPlace, RegisterPlaces, RegisterStanding } from '../../../tab-api/register/models.ts';
import { AskedView } from '../../parts/asked-view.tsx';
import { hrefOf } from '../../place.ts';
import type { AskedOf } from '../../use-asked.ts';
import { StageShape } from './row-state.tsx';
import { Measure, Phone } from './sheet-head.tsx';
import { sheetId, type Stage } from './sheet.ts';
import { registerWords } from './words.ts';

const shapeOf: Record<RegisterStanding, Stage> = {
  'not-in': 'none',
  part: 'draft',
  open: 'draft',
  'not-yet': 'none',
  in: 'recorded',
};

const PlaceLine = ({ place }: { place: RegisterPlace }): ReactNode => (
  <li className={`reg-place reg-place-${place.state}`}>
    <div className="reg-place-name">
      <Link href={hrefOf({ page: 'register', of: sheetId(place) })}>
        <strong>{place.name}</strong>
      </Link>
      <small>{place.when}</small>
    </div>
    <span className="reg-place-state">
      <StageShape stage={shapeOf[place.state]} /> {place.stateWords}
    </span>
    <span className="reg-place-count">
      <Measure recorded={place.marked} drafted={0} due={place.due} />
      {registerWords.marked(place.marked, place.due)}
    </span>
    <Phone phone={place.phone} place={place.name} {...(place.contact !== undefined && { contact: place.contact })} />
  </li>
);

/** Which registers there are to take, in the order in which to ring the places. */
export const PlacesView = ({ asked }: { asked: AskedOf<RegisterPlaces> }): ReactNode => {
  const places = asked.value?.places ?? [];
  return (
    <>
      <header className="reg-places-head">
        <div>
          <h1>{registerWords.title}</h1>
          <Text as="p">{asked.value?.day}</Text>
        </div>
        {places.length > 1 && (
          <Button as="a" className="reg-every" appearance="primary" href={hrefOf({ page: 'register', of: '*' })}>
            {registerWords.every}
          </Button>
        )}
      </header>
      <AskedView asked={asked}>
        {({ none }) => (
          <>
            {none !== undefined && <Text as="p">{none}</Text>}
            <ol className="reg-places plain-list">
              {places.map((place) => (
                <PlaceLine key={sheetId(place)} place={place} />
              ))}
            </ol>
          </>
        )}
      </AskedView>
    </>
  );
};
