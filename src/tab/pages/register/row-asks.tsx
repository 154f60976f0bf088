import type { ReactNode } from 'react';
import { ReasonAsk, TextAsk, VersionsAsk } from './asks.tsx';
import type { Row } from './sheet.ts';
import type { Marking } from './use-marking.ts';
import { registerWords } from './words.ts';

interface Given {
  row: Row;
  marking: Marking;
  reasons: readonly { heard: string; words: string }[];
  /** School time. */
  now(): string;
}

const TIME_CHARACTERS = 20;
const WORDS_CHARACTERS = 300;

/** Everything that is asked about one pupil; what is missing stands open until it is given. */
export function RowAsks({ row, marking, reasons, now }: Given): ReactNode {
  const { line, tap, key } = row;
  const what = marking.asked?.key === key ? marking.asked.what : undefined;
  if (!tap || tap.said === 'nothing') return null;
  const { trouble } = tap;
  const taking = { onLeave: marking.leave, onCancel: () => marking.cancel(row), button: registerWords.keep };
  if (trouble?.kind === 'contested') {
    const { words } = line.stands ?? { words: '' };
    return (
      <div role="gridcell" className="reg-asks" aria-colspan={2}>
        <VersionsAsk theirs={words} mine={tap.words} onChoose={(which) => marking.act(row, { do: which }, 'hand')} />
      </div>
    );
  }
  if (what === undefined && !trouble) return null;
  const isTimed = tap.said === 'late' || tap.said === 'left';
  const needsTime = trouble?.kind === 'time' || trouble?.kind === 'wrong';
  return (
    <div role="gridcell" className="reg-asks" aria-colspan={2}>
      {trouble && (
        <p className="reg-trouble">
          {trouble.words}
          {trouble.instead && (
            <button type="button" onClick={() => marking.instead(row)}>
              {registerWords.instead(trouble.instead.words)}
            </button>
          )}
        </p>
      )}
      {(what === 'time' || needsTime) && isTimed && (
        <TextAsk
          {...taking}
          key={`time ${what === 'time'}`}
          label={tap.said === 'late' ? registerWords.cameAt : registerWords.leftAt}
          initial={tap.at ?? (what === 'time' ? now() : '')}
          isAsked={what === 'time'}
          most={TIME_CHARACTERS}
          isTime
          button={registerWords.take}
          onTake={(at, stays) => marking.give(row, { at }, stays)}
        />
      )}
      {what === 'reason' && (
        <ReasonAsk
          reasons={reasons}
          chosen={tap.heard}
          name={line.name}
          onChoose={(n) => marking.act(row, { do: 'reason', n }, 'hand')}
          onNone={() => marking.act(row, { do: 'open' }, 'hand')}
        />
      )}
      {what === 'words' && (
        <TextAsk
          {...taking}
          label={registerWords.otherReason}
          initial={tap.reason ?? ''}
          isAsked
          mayBeEmpty
          most={WORDS_CHARACTERS}
          onTake={(reason, stays) => marking.give(row, { reason }, stays)}
        />
      )}
      {(what === 'why' || trouble?.kind === 'why') && (
        <TextAsk
          {...taking}
          key={`why ${what === 'why'}`}
          label={registerWords.why}
          initial={tap.why ?? ''}
          isAsked={what === 'why'}
          most={WORDS_CHARACTERS}
          onTake={(why, stays) => marking.give(row, { why }, stays)}
        />
      )}
    </div>
  );
}
