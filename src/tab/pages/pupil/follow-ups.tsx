import type { ReactNode } from 'react';
import type { AbsenceShown, PupilShown } from '../../../tab-api/models.ts';
import { pupilWords } from '../pupil-words.ts';
import { Facts } from './said.tsx';

function Absences({ title, absences }: { title: string; absences: AbsenceShown[] }): ReactNode {
  if (absences.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      {absences.map(({ days, headline, tone, facts }) => (
        <article key={days + headline} className={`toned tone-${tone} absence`} aria-label={days}>
          <p className="quiet">{days}</p>
          <p className="headline">{headline}</p>
          <Facts facts={facts} />
        </article>
      ))}
    </>
  );
}

export function FollowUps({ open, recent, none }: NonNullable<PupilShown['followUps']>): ReactNode {
  return (
    <section className="part">
      <h2>{pupilWords.followUps}</h2>
      {none !== '' && <p>{none}</p>}
      <Absences title={pupilWords.open} absences={open} />
      <Absences title={pupilWords.recent} absences={recent} />
    </section>
  );
}
