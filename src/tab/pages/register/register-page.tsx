/** The register: which there are to take, one of them, or all in calling order. */
import './register.css';
import { useCallback, useRef, type ReactNode } from 'react';
import { Link, Text } from '@fluentui/react-components';
import type { RegisterPlaces } from '../../../tab-api/register/models.ts';
import { AskedView } from '../../parts/asked-view.tsx';
import { hrefOf } from '../../place.ts';
import { useAsked } from '../../use-asked.ts';
import { KeysHelp } from './keys-help.tsx';
import { PlacesView } from './places.tsx';
import { SheetView } from './sheet-view.tsx';
import { sheetId } from './sheet.ts';
import { useBook, useBookState, useRolls } from './use-book.ts';
import { registerWords } from './words.ts';

const EVERY_PLACE = '*';

/** `oak-farm`, `oak-farm|PM`, or all of them. */
function pathOf(of: string): string {
  const [, code = of, session] = /^(.*)\|(AM|PM)$/.exec(of) ?? [];
  return `register/${encodeURIComponent(code)}${session === undefined ? '' : `?session=${session}`}`;
}

function Sheets({ of, isOnly }: { of: string; isOnly: boolean }): ReactNode {
  const book = useBook();
  const state = useBookState(book);
  const asked = useRolls(pathOf(of));
  const dialog = useRef<HTMLDialogElement>(null);
  const showKeys = useCallback(() => dialog.current?.showModal(), []);
  const isEvery = of === EVERY_PLACE;
  return (
    <>
      {!isOnly && (
        <p className="reg-to-places">
          <Link href={hrefOf({ page: 'register' })}>{registerWords.toPlaces}</Link>
        </p>
      )}
      {isEvery && <h1>{registerWords.everyTitle}</h1>}
      {!isEvery && !asked.value?.rolls.length && <h1>{registerWords.title}</h1>}
      <AskedView asked={asked}>
        {({ rolls, reasons, none }) => (
          <>
            {none !== undefined && <Text as="p">{none}</Text>}
            <div className="reg-sheets">
              {rolls.map((roll, n) => {
                const id = sheetId(roll);
                const sheet = state.sheets.get(id);
                return (
                  sheet && (
                    <SheetView
                      key={id}
                      id={id}
                      sheet={sheet}
                      book={book}
                      failure={state.failure}
                      isSending={state.isSending}
                      reasons={reasons}
                      isAlone={!isEvery}
                      isFirst={n === 0}
                      showKeys={showKeys}
                    />
                  )
                );
              })}
            </div>
          </>
        )}
      </AskedView>
      <KeysHelp dialog={dialog} />
      <div className="reg-unseen" role="status" aria-live="polite" key="told">
        {state.told.words}
      </div>
    </>
  );
}

/** Whoever has one register to take need not choose it. */
function Places(): ReactNode {
  const asked = useAsked<RegisterPlaces>('register');
  const [only, ...others] = asked.value?.places ?? [];
  return only && others.length === 0 ? <Sheets of={sheetId(only)} isOnly /> : <PlacesView asked={asked} />;
}

export function RegisterPage({ of }: { of: string | undefined }): ReactNode {
  return <div className="register">{of === undefined ? <Places /> : <Sheets key={of} of={of} isOnly={false} />}</div>;
}
