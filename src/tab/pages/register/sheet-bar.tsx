import type { ReactNode } from 'react';
import { Button, MessageBar, MessageBarBody, type MessageBarIntent } from '@fluentui/react-components';
import type { RegisterSubmitted } from '../../../tab-api/register/models.ts';
import type { Failure } from './book.ts';
import { isTapped, isUnmarked, type Row, type Sheet } from './sheet.ts';
import { StageShape } from './row-state.tsx';
import { registerWords } from './words.ts';

interface Given {
  sheet: Sheet;
  rows: readonly Row[];
  failure: Failure | undefined;
  isSending: boolean;
  onSubmit(): void;
  onAgain(): void;
  onKeys(): void;
}

const intents: Record<RegisterSubmitted['notes'][number]['style'], MessageBarIntent> = {
  emphasis: 'info',
  good: 'success',
  warning: 'warning',
  attention: 'error',
};

/** What is saved and what is not, never more than the server has said. */
function savingWords({ sheet, rows, failure, isSending }: Given): string {
  const unsaved = sheet.mine.size;
  if (sheet.stopped !== undefined) return `${sheet.stopped} ${unsaved > 0 ? registerWords.notSaved(unsaved) : ''}`;
  if (failure && sheet.submitting !== 'no') return registerWords.submitWaits;
  if (failure) return failure === 'lost' ? registerWords.offline(unsaved) : registerWords.failing(unsaved);
  if (sheet.submitting !== 'no') return registerWords.submitting;
  if (unsaved > 0) return isSending ? registerWords.saving(unsaved) : registerWords.notSaved(unsaved);
  const drafted = rows.filter(isTapped).length;
  if (drafted > 0) return registerWords.allSaved(drafted);
  return rows.some(isUnmarked) ? registerWords.nothingUnsaved : registerWords.allRecorded;
}

const stageOf = ({ sheet, rows, failure }: Given) => {
  if (failure || sheet.mine.size > 0) return 'unsaved';
  if (rows.some(isTapped)) return 'draft';
  return rows.some(isUnmarked) ? 'none' : 'recorded';
};

export function SheetBar(given: Given): ReactNode {
  const { sheet, rows, failure, onSubmit, onAgain, onKeys } = given;
  const isBusy = sheet.submitting !== 'no';
  const hasFailed = failure !== undefined || sheet.stopped !== undefined;
  return (
    <div className={`reg-sheet-bar${hasFailed ? ' reg-sheet-bar-failing' : ''}`}>
      {sheet.told.length > 0 && (
        <div className="reg-told">
          {sheet.told.map(({ text, style }) => (
            <MessageBar key={text} intent={intents[style]} layout="multiline">
              <MessageBarBody>{text}</MessageBarBody>
            </MessageBar>
          ))}
        </div>
      )}
      <p className="reg-saving">
        <StageShape stage={stageOf(given)} />
        <span>{savingWords(given)}</span>
        {failure && (
          <Button size="small" onClick={onAgain}>
            {registerWords.again}
          </Button>
        )}
      </p>
      <div className="reg-sheet-acts">
        <Button appearance="subtle" onClick={onKeys}>
          {registerWords.keys} <kbd>?</kbd>
        </Button>
        <Button
          appearance="primary"
          size="large"
          disabledFocusable={isBusy || !rows.some(isTapped)}
          onClick={onSubmit}
          aria-keyshortcuts="Control+Enter"
        >
          {isBusy ? registerWords.submitting : registerWords.submit}
        </Button>
      </div>
    </div>
  );
}
