import type { ReactNode } from 'react';
import { Field, Select } from '@fluentui/react-components';
import type { Named } from '../../tab-api/models.ts';

interface Given {
  label: string;
  /** The first choice, where nothing need be chosen. */
  all?: string;
  choices: readonly Named[];
  chosen: string;
  onChoose: (code: string) => void;
}

export const Choice = ({ label, all, choices, chosen, onChoose }: Given): ReactNode => (
  <Field label={label}>
    <Select value={chosen} onChange={(_, { value }) => onChoose(value)}>
      {all !== undefined && <option value="">{all}</option>}
      {choices.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </Select>
  </Field>
);
