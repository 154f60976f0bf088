/** The partnership's day at a glance: one number, and behind it every child it counts. */
import '../../parts/glance.css';
import { useState, type ReactNode } from 'react';
import { Title2 } from '@fluentui/react-components';
import type { Today } from '../../../tab-api/today-model.ts';
import { AskedView } from '../../parts/asked-view.tsx';
import { Choice } from '../../parts/choice.tsx';
import { LiveNote } from '../../parts/live-note.tsx';
import { NumberTile } from '../../parts/number-tile.tsx';
import { useSession } from '../../session.ts';
import { useLive, type Connection } from '../../use-live.ts';
import { pageNames } from '../../words.ts';
import { everybody, registersOf } from './filter.ts';
import { People } from './people.tsx';
import { Registers } from './registers.tsx';
import { Folded } from './sections.tsx';
import { todayWords } from './words.ts';

function Day({ today, connection }: { today: Today; connection: Connection }): ReactNode {
  const [chosen, setChosen] = useState(everybody);
  const { schools, provisions } = today;
  return (
    <>
      <p className="quiet">
        {today.name}, {today.day}
      </p>
      <div className="tiles">
        <NumberTile shown={today.unaccounted} told />
        {today.others.map((shown) => (
          <NumberTile key={shown.words} shown={shown} />
        ))}
      </div>
      <LiveNote asOf={today.asOf} connection={connection} />
      {today.note !== '' && <p>{today.note}</p>}
      <div className="choices">
        <Choice
          label={todayWords.school}
          all={todayWords.allSchools}
          choices={schools}
          chosen={chosen.school}
          onChoose={(school) => setChosen({ ...chosen, school })}
        />
        <Choice
          label={todayWords.provision}
          all={todayWords.allProvisions}
          choices={provisions}
          chosen={chosen.provision}
          onChoose={(provision) => setChosen({ ...chosen, provision })}
        />
      </div>
      <div className="columns">
        <People today={today} chosen={chosen} />
        <div>
          <Registers groups={registersOf(today.registers, chosen)} />
          <Folded section={today.digests} />
          <Folded section={today.vacancies} />
        </div>
      </div>
    </>
  );
}

function DayOf({ partnership }: { partnership: string }): ReactNode {
  const of = `partnership=${encodeURIComponent(partnership)}`;
  const { asked, connection } = useLive<Today>(`today?${of}`, `live?${of}`);
  return <AskedView asked={asked}>{(today) => <Day today={today} connection={connection} />}</AskedView>;
}

export function TodayPage(): ReactNode {
  const { partnerships } = useSession().me;
  const [chosen, setChosen] = useState(partnerships[0]?.code ?? '');
  return (
    <div className="glance">
      <Title2 as="h1">{pageNames.today}</Title2>
      {partnerships.length > 1 && (
        <Choice label={todayWords.partnership} choices={partnerships} chosen={chosen} onChoose={setChosen} />
      )}
      <DayOf key={chosen} partnership={chosen} />
    </div>
  );
}
