import type { ReactNode } from 'react';
import type { ImportCounts } from '../../../tab-api/models.ts';
import { importWords } from '../import-words.ts';

const columns = ['added', 'changed', 'unchanged', 'refused'] as const;

export function Counts({ counts }: { counts: ImportCounts[] }): ReactNode {
  if (counts.length === 0) return null;
  return (
    <table className="counts">
      <thead>
        <tr>
          <th scope="col">{importWords.file}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {importWords[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {counts.map((of) => (
          <tr key={of.file}>
            <th scope="row">{of.file}</th>
            {columns.map((column) => (
              <td key={column} className={of[column] === 0 ? 'none' : column}>
                {of[column].toLocaleString('en-GB')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
