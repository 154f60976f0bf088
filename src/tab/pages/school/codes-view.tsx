import { useEffect, useState, type ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import type { SchoolCodes } from '../../../tab-api/school-model.ts';
import { AskFault } from '../../api.ts';
import { AskedView } from '../../parts/asked-view.tsx';
import { FaultBar } from '../../parts/fault-bar.tsx';
import { useSession } from '../../session.ts';
import { useAsked } from '../../use-asked.ts';
import { CodesTable } from './codes-table.tsx';
import { schoolPath, type Of } from './path.ts';
import { schoolWords } from './words.ts';

function Downloads({ of }: { of: Of }): ReactNode {
  const { api } = useSession();
  const [came, setCame] = useState<'downloaded' | AskFault>();
  const download = async (kind: 'csv' | 'xlsx'): Promise<void> => {
    setCame(undefined);
    try {
      await api.download(schoolPath(of, `/codes.${kind}`));
      setCame('downloaded');
    } catch (failed) {
      setCame(failed instanceof AskFault ? failed : new AskFault('fault'));
    }
  };
  return (
    <>
      <div className="presses">
        <Button onClick={() => void download('csv')}>{schoolWords.csv}</Button>
        <Button onClick={() => void download('xlsx')}>{schoolWords.xlsx}</Button>
      </div>
      <p className="quiet">{schoolWords.keep}</p>
      {came instanceof AskFault && <FaultBar fault={came} />}
      <p role="status">{came === 'downloaded' && schoolWords.downloaded}</p>
    </>
  );
}

/** What a school's office types over: for any day, a code for each pupil and session, or that the school must decide. */
export function CodesView({ of, onToday }: { of: Of; onToday: (today: string) => void }): ReactNode {
  const asked = useAsked<SchoolCodes>(schoolPath(of, '/codes'));
  const { value } = asked;
  useEffect(() => value && onToday(value.today), [value, onToday]);
  return (
    <AskedView asked={asked}>
      {({ rows, day, date, none, foot }) => (
        <>
          {none !== '' && <p>{none}</p>}
          {none === '' && rows.length === 0 && <p>{schoolWords.noCodes}</p>}
          {rows.length > 0 && (
            <>
              <Downloads key={date} of={{ ...of, date }} />
              <CodesTable rows={rows} caption={day} />
              <p className="quiet">{foot}</p>
            </>
          )}
        </>
      )}
    </AskedView>
  );
}
