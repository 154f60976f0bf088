import type { ReactNode } from 'react';
import type { FactShown, SaidWithFacts } from '../../../tab-api/models.ts';

export function Facts({ facts }: { facts: FactShown[] }): ReactNode {
  return (
    <dl className="facts">
      {facts.map(({ label, lines }) => (
        <div key={label}>
          <dt>{label}</dt>
          {lines.map((line) => (
            <dd key={line}>{line}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

/** A headline and what it rests on. `tells`: a new one is read out. */
export function Said({
  title,
  said,
  tells = false,
}: {
  title: string;
  said: SaidWithFacts;
  tells?: boolean;
}): ReactNode {
  return (
    <section className={`part toned tone-${said.tone}`}>
      <h2>{title}</h2>
      <p className="headline" {...(tells && { role: 'status' })}>
        {said.headline}
      </p>
      <Facts facts={said.facts} />
      <p className="quiet">{said.foot}</p>
    </section>
  );
}
