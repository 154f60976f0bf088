import type { KeyboardEvent, ReactNode } from 'react';
import type { Said } from '../../../tab-api/register/models.ts';
import { actOf } from './keys.ts';
import { RowAsks } from './row-asks.tsx';
import { RowState } from './row-state.tsx';
import { isTapped, type Row } from './sheet.ts';
import type { Marking } from './use-marking.ts';
import { registerWords, saidTitles } from './words.ts';

interface Given {
  row: Row;
  marking: Marking;
  /** Of this row's parts on the page. */
  id: string;
  reasons: readonly { heard: string; words: string }[];
  now(): string;
}

const keyOfSaid: Record<Said, string> = { present: 'P', late: 'L', absent: 'A', left: 'X' };

/** Nobody leaves who has not come: but who says so anyway is asked back by the server. */
const offered = ({ line, tap }: Row): Said[] => {
  const hasCome = line.stands?.said === 'present' || line.stands?.said === 'late' || line.stands?.said === 'left';
  return hasCome || tap?.said === 'left' ? ['present', 'late', 'absent', 'left'] : ['present', 'late', 'absent'];
};

function onKey(event: KeyboardEvent, { row, marking }: Given): void {
  const act = actOf(event);
  if (!act) return;
  const target = event.target as HTMLElement;
  const isTyping = target.tagName === 'INPUT';
  const isButton = target.tagName === 'BUTTON';
  const isThrough = act.do === 'submit' || (act.do === 'move' && (act.to === 'up' || act.to === 'down'));
  // In a field keys write, and Enter on a button presses it.
  if ((isTyping && !isThrough) || (isButton && act.do === 'open')) return;
  event.preventDefault();
  marking.act(row, act, 'key');
}

export function PupilRow(given: Given): ReactNode {
  const { row, marking, id, reasons, now } = given;
  const { line, tap, key } = row;
  const isAt = marking.at === key;
  const tabIndex = isAt ? 0 : -1;
  const chosen = tap && tap.said !== 'nothing' ? tap.said : undefined;
  return (
    <div
      role="row"
      className={tap?.trouble ? 'reg-row reg-row-trouble' : 'reg-row'}
      tabIndex={tabIndex}
      aria-labelledby={`${id}-name ${id}-state`}
      data-row
      ref={(element) => marking.hold(key, element)}
      onFocus={() => marking.hasFocus(key)}
      onKeyDown={(event) => onKey(event, given)}
    >
      <div role="rowheader" className="reg-pupil" id={`${id}-name`}>
        <strong>{line.name}</strong>
        <small>{line.about}</small>
      </div>
      <div role="gridcell" className="reg-marks">
        {offered(row).map((said) => (
          <button
            key={said}
            type="button"
            tabIndex={tabIndex}
            className={chosen === undefined && line.stands?.said === said ? 'is-recorded' : undefined}
            aria-pressed={(chosen ?? line.stands?.said) === said}
            aria-keyshortcuts={keyOfSaid[said]}
            aria-label={`${saidTitles[said]}, ${line.name}`}
            onClick={() => marking.act(row, { do: 'say', said }, 'hand')}
          >
            {saidTitles[said]}
          </button>
        ))}
      </div>
      <div role="gridcell" className="reg-standing">
        <RowState row={row} id={`${id}-state`} />
        {isTapped(row) && (
          <button
            type="button"
            className="reg-take-back"
            tabIndex={tabIndex}
            aria-keyshortcuts="Backspace"
            aria-label={`${registerWords.takeBack}, ${line.name}`}
            onClick={() => marking.act(row, { do: 'take-back' }, 'hand')}
          >
            {registerWords.takeBack}
          </button>
        )}
      </div>
      <RowAsks row={row} marking={marking} reasons={reasons} now={now} />
    </div>
  );
}
