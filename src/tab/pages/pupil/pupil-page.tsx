import './pupil.css';
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import type { PupilShown } from '../../../tab-api/models.ts';
import { AskedView } from '../../parts/asked-view.tsx';
import { useSession } from '../../session.ts';
import { useAsked } from '../../use-asked.ts';
import { pageNames } from '../../words.ts';
import { pupilWords } from '../pupil-words.ts';
import { Family } from './family.tsx';
import { FindPupil } from './find-pupil.tsx';
import { FollowUps } from './follow-ups.tsx';
import { Picture } from './picture.tsx';
import { Said } from './said.tsx';
import { Weeks } from './weeks.tsx';

function Head({ pupil, again }: { pupil: PupilShown; again: () => void }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever asked for another pupil is read the answer from its beginning.
  useEffect(() => heading.current?.focus(), [pupil.id]);
  return (
    <header className="pupil-head">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {pupil.name}
        </h1>
        <p className="quiet">{pupil.about}</p>
      </div>
      <div className="pupil-acts">
        <Button onClick={again}>{pupilWords.again}</Button>
        <Button onClick={() => window.print()}>{pupilWords.print}</Button>
      </div>
    </header>
  );
}

function Shown({ pupil, again }: { pupil: PupilShown; again: () => void }): ReactNode {
  const { me } = useSession();
  return (
    <article>
      <Head pupil={pupil} again={again} />
      <div className="pupil-two">
        <Said title={pupilWords.where} said={pupil.where} tells />
        {pupil.family && <Family family={pupil.family} />}
      </div>
      {pupil.followUps && <FollowUps {...pupil.followUps} />}
      <Weeks weeks={pupil.weeks} foot={pupil.planFoot} />
      <div className="pupil-two pupil-year">
        <Said title={pupilWords.figures} said={pupil.figures} />
        <Picture picture={pupil.picture} />
      </div>
      <section className="part">
        <h2>{pupilWords.more}</h2>
        {pupil.notHeld.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </section>
      <p className="print-only">{pupilWords.printed(me.name)}</p>
    </article>
  );
}

function OnePupil({ id }: { id: string }): ReactNode {
  const asked = useAsked<PupilShown>(`pupil/${encodeURIComponent(id)}`);
  return (
    <>
      {asked.value === undefined && <h1 className="unnamed">{pageNames.pupil}</h1>}
      <AskedView asked={asked}>{(pupil) => <Shown pupil={pupil} again={asked.again} />}</AskedView>
    </>
  );
}

export function PupilPage({ of }: { of?: string }): ReactNode {
  return (
    <div className="pupil">
      {of === undefined && <h1>{pupilWords.which}</h1>}
      <FindPupil />
      {of !== undefined && <OnePupil key={of} id={of} />}
    </div>
  );
}
