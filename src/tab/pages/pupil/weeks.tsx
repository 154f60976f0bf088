import type { ReactNode } from 'react';
import type { PlannedDay, PlannedWeek } from '../../../tab-api/models.ts';
import { pupilWords } from '../pupil-words.ts';

function Day({ day, date, today, slots }: PlannedDay): ReactNode {
  return (
    <li className="day" {...(today && { 'aria-current': 'date' })}>
      <h4>
        {day} {date}
        {today && <span className="today">{pupilWords.today}</span>}
      </h4>
      <ul className="plain-list">
        {slots.map(({ when, where, extra }) => (
          <li key={when + where} className="slot">
            {when !== '–' && <span className="when">{when}</span>}
            <span className={when === '–' ? 'quiet' : undefined}>{where}</span>
            {extra !== '' && <span className="quiet">{extra}</span>}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Days side by side, and under each other where there is no room. */
export function Weeks({ weeks, foot }: { weeks: PlannedWeek[]; foot: string }): ReactNode {
  return (
    <section className="part">
      <h2>{pupilWords.week}</h2>
      {weeks.map(({ name, about, days }) => (
        <section key={name} className="week">
          <h3>
            {name} <span className="quiet">{about}</span>
          </h3>
          <ol className="plain-list days">
            {days.map((day) => (
              <Day key={day.date} {...day} />
            ))}
          </ol>
        </section>
      ))}
      <p className="quiet">{foot}</p>
    </section>
  );
}
