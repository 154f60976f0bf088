/** What a mark still needs, asked beside it: a time, a reason, why it is changed, or which of two versions. */
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { registerWords } from './words.ts';

interface Asked {
  label: string;
  button: string;
  initial: string;
  /** It is being asked now, and takes the focus; else it only stands there. */
  isAsked: boolean;
  most: number;
  isTime?: boolean;
  mayBeEmpty?: boolean;
  onTake(text: string, stays: boolean): void;
  onLeave(): void;
  onCancel(): void;
}

/** What was offered counts once it is taken; what was typed counts also for who goes elsewhere. */
export function TextAsk(asked: Asked): ReactNode {
  const { label, button, initial, isAsked, most, isTime, mayBeEmpty, onTake, onLeave, onCancel } = asked;
  const [text, setText] = useState(initial);
  const [isTyped, setTyped] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isAsked) return;
    field.current?.focus();
    field.current?.select();
  }, [isAsked]);
  const take = (stays: boolean): void => {
    if (text.trim() !== '' || mayBeEmpty) onTake(text.trim(), stays);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onCancel();
    if (event.key === 'Enter') take(event.ctrlKey || event.metaKey);
  };
  return (
    <div
      className="reg-ask"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget)) return;
        if (isTyped && text !== initial) take(true);
        else onLeave();
      }}
    >
      <label>
        <span>{label}</span>
        <input
          ref={field}
          className={isTime ? 'reg-ask-time' : 'reg-ask-words'}
          value={text}
          maxLength={most}
          autoComplete="off"
          onChange={({ target }) => {
            setText(target.value);
            setTyped(true);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      {/* A press must not take the focus from the field first, or what it shows would be gone. */}
      <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => take(false)}>
        {button}
      </button>
    </div>
  );
}

interface Reasons {
  reasons: readonly { heard: string; words: string }[];
  chosen: string | undefined;
  name: string;
  onChoose(n: number): void;
  onNone(): void;
}

export const ReasonAsk = ({ reasons, chosen, name, onChoose, onNone }: Reasons): ReactNode => (
  <div className="reg-ask" role="group" aria-label={`${registerWords.reason} ${name}`}>
    <span>{registerWords.reason}</span>
    {reasons.map(({ heard, words }, n) => (
      <button key={heard} type="button" aria-pressed={chosen === heard} onClick={() => onChoose(n + 1)}>
        <kbd>{n + 1}</kbd> {words}
      </button>
    ))}
    <button type="button" onClick={onNone}>
      <kbd>Enter</kbd> {registerWords.noReason}
    </button>
  </div>
);

interface Versions {
  theirs: string;
  mine: string;
  onChoose(which: 'theirs' | 'mine'): void;
}

export const VersionsAsk = ({ theirs, mine, onChoose }: Versions): ReactNode => (
  <div className="reg-ask">
    <span>{registerWords.bothSaid(theirs, mine)}</span>
    <button type="button" onClick={() => onChoose('theirs')}>
      <kbd>T</kbd> {registerWords.theirs}
    </button>
    <button type="button" onClick={() => onChoose('mine')}>
      <kbd>M</kbd> {registerWords.mine}
    </button>
  </div>
);
