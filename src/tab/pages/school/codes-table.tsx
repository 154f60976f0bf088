import type { ReactNode } from 'react';
import { Link } from '@fluentui/react-components';
import type { CodeRow, CodeShown } from '../../../tab-api/school-model.ts';
import { hrefOf } from '../../place.ts';
import { schoolWords } from './words.ts';

const Code = ({ session, shown }: { session: string; shown: CodeShown }): ReactNode => (
  <td role="cell" data-label={session}>
    {shown.code !== '' && <span className="code">{shown.code}</span>}
    {shown.decide && <span className="strong">{schoolWords.decide}</span>}
    {shown.basis !== '' && <span className="quiet">{shown.basis}</span>}
  </td>
);

/** A pupil a line, as a school's register lists them; on a narrow page a block a pupil. */
export const CodesTable = ({ rows, caption }: { rows: readonly CodeRow[]; caption: string }): ReactNode => (
  <table role="table" className="codes">
    <caption>{caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        {[schoolWords.pupil, schoolWords.year, schoolWords.am, schoolWords.pm].map((head) => (
          <th key={head} role="columnheader" scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {rows.map(({ id, name, year, am, pm }) => (
        <tr key={id} role="row">
          <th role="rowheader" scope="row">
            <Link href={hrefOf({ page: 'pupil', of: id })}>
              <bdi>{name}</bdi>
            </Link>
          </th>
          <td role="cell" data-label={schoolWords.year}>
            {year}
          </td>
          <Code session={schoolWords.am} shown={am} />
          <Code session={schoolWords.pm} shown={pm} />
        </tr>
      ))}
    </tbody>
  </table>
);
