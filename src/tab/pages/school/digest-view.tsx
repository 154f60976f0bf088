import { useEffect, type ReactNode } from 'react';
import type { DigestShown, SchoolDay } from '../../../tab-api/school-model.ts';
import { AskedView } from '../../parts/asked-view.tsx';
import { LiveNote } from '../../parts/live-note.tsx';
import { NumberTile } from '../../parts/number-tile.tsx';
import { useLive } from '../../use-live.ts';
import { Acknowledge } from './acknowledge.tsx';
import { Group } from './group.tsx';
import { schoolPath, type Of } from './path.ts';

const Lines = ({ lines, className }: { lines: readonly string[]; className?: string }): ReactNode =>
  lines.map((line) => (
    <p key={line} {...(className !== undefined && { className })}>
      {line}
    </p>
  ));

function Digest({ digest, acknowledge }: { digest: DigestShown; acknowledge: ReactNode }): ReactNode {
  return (
    <>
      <Lines lines={digest.notes} className="strong" />
      <div className="tiles">
        <NumberTile shown={digest.number} told />
      </div>
      {digest.changed && (
        <section aria-labelledby="changed">
          <h2 id="changed">{digest.changed.heading}</h2>
          <Lines lines={digest.changed.lines} />
        </section>
      )}
      {digest.groups.map((group) => (
        <Group key={group.heading} group={group} />
      ))}
      <Lines lines={digest.acks.map(({ text }) => text)} className="strong" />
      {acknowledge}
      <p className="quiet">{digest.foot}</p>
    </>
  );
}

/** A school's digest, live: of today, or of a day that is past with what is known of it now. */
export function DigestView({ of, onToday }: { of: Of; onToday: (today: string) => void }): ReactNode {
  const { asked, connection } = useLive<SchoolDay>(schoolPath(of), `live?school=${encodeURIComponent(of.urn)}`);
  const { value, again } = asked;
  useEffect(() => value && onToday(value.today), [value, onToday]);
  return (
    <AskedView asked={asked}>
      {(day) => (
        <>
          <p className="quiet">
            {day.name}, {day.day}
          </p>
          {day.digest ? (
            <Digest
              digest={day.digest}
              acknowledge={
                <Acknowledge
                  key={day.date}
                  urn={of.urn}
                  date={day.date}
                  may={day.digest.mayAcknowledge}
                  onDone={again}
                />
              }
            />
          ) : (
            <p>{day.none}</p>
          )}
          <LiveNote asOf={day.asOf} connection={connection} />
        </>
      )}
    </AskedView>
  );
}
