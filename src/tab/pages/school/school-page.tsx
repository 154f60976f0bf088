/** A school's own page: its digest as it stands, its pupils, and what its office enters in the school's register. */
import '../../parts/glance.css';
import './school.css';
import { useState, type ReactNode } from 'react';
import { Field, Input, Title2 } from '@fluentui/react-components';
import { Choice } from '../../parts/choice.tsx';
import { goTo } from '../../place.ts';
import { useSession } from '../../session.ts';
import { faultWords, pageNames } from '../../words.ts';
import { CodesView } from './codes-view.tsx';
import { DigestView } from './digest-view.tsx';
import { PupilsView } from './pupils-view.tsx';
import { schoolWords } from './words.ts';

type View = keyof typeof schoolWords.views;
const views = Object.keys(schoolWords.views) as View[];

/** A day long past is a year half typed. */
const isChosen = (date: string, today: string): boolean => date >= '2000-01-01' && date <= today;

interface Days {
  date: string;
  today: string;
  onDate: (date: string) => void;
}

function DayField({ date, today, onDate }: Days): ReactNode {
  const change = (chosen: string): void => {
    if (isChosen(chosen, today)) onDate(chosen === today ? '' : chosen);
  };
  return (
    <Field label={schoolWords.day}>
      <Input
        key={today}
        type="date"
        defaultValue={date === '' ? today : date}
        max={today}
        onChange={(_, { value }) => change(value)}
      />
    </Field>
  );
}

const Views = ({ view, onView }: { view: View; onView: (view: View) => void }): ReactNode => (
  <nav aria-label={schoolWords.viewsOf}>
    <ul className="plain-list views">
      {views.map((one) => (
        <li key={one}>
          <button type="button" onClick={() => onView(one)} {...(one === view && { 'aria-current': true })}>
            {schoolWords.views[one]}
          </button>
        </li>
      ))}
    </ul>
  </nav>
);

function School({ urn, view }: { urn: string; view: View }): ReactNode {
  const [date, setDate] = useState('');
  const [today, setToday] = useState('');
  const of = { urn, date };
  if (view === 'pupils') return <PupilsView urn={urn} />;
  return (
    <>
      {today !== '' && (
        <div className="choices">
          <DayField date={date} today={today} onDate={setDate} />
        </div>
      )}
      {view === 'digest' && <DigestView of={of} onToday={setToday} />}
      {view === 'codes' && <CodesView of={of} onToday={setToday} />}
    </>
  );
}

export function SchoolPage({ of }: { of: string | undefined }): ReactNode {
  const { schools, ownSchools } = useSession().me;
  const [view, setView] = useState<View>('digest');
  const mine = schools.find(({ code }) => ownSchools.includes(code)) ?? schools[0];
  const school = of === undefined ? mine : schools.find(({ code }) => code === of);
  return (
    <div className="glance">
      <Title2 as="h1">{school?.name ?? pageNames.school}</Title2>
      {schools.length > 1 && (
        <div className="choices">
          <Choice
            label={schoolWords.school}
            choices={schools}
            chosen={school?.code ?? ''}
            onChoose={(urn) => goTo({ page: 'school', of: urn })}
          />
        </div>
      )}
      {school ? (
        <>
          <Views view={view} onView={setView} />
          <School key={school.code} urn={school.code} view={view} />
        </>
      ) : (
        <p>{faultWords['not-found']}</p>
      )}
    </div>
  );
}
