import type { ReactNode } from 'react';
import { Link } from '@fluentui/react-components';
import type { RegisterGroup, RegisterShown } from '../../../tab-api/today-model.ts';
import { hrefOf } from '../../place.ts';
import { todayWords } from './words.ts';

const phoneHref = (phone: string): string => `tel:${phone.replaceAll(/[^\d+]/g, '')}`;

const Register = ({ register }: { register: RegisterShown }): ReactNode => (
  <li>
    <Link href={hrefOf({ page: 'register', of: register.provision })}>
      <span className="unseen">{todayWords.register}: </span>
      {register.name}
    </Link>
    {register.lines.map((line) => (
      <p key={line}>{line}</p>
    ))}
    {register.phone !== undefined && <Link href={phoneHref(register.phone)}>{todayWords.ring(register.phone)}</Link>}
  </li>
);

/** Those that somebody must do something about stand open. */
const isPressing = ({ tone }: RegisterGroup): boolean => tone === 'attention' || tone === 'warning';

export const Registers = ({ groups }: { groups: readonly RegisterGroup[] }): ReactNode => (
  <section aria-labelledby="registers">
    <h2 id="registers">{todayWords.registers}</h2>
    {groups.map((group) => (
      <details key={group.heading} className={`group tone-${group.tone}`} open={isPressing(group)}>
        <summary>
          {group.heading} ({group.registers.length})
        </summary>
        <ul className="plain-list rows">
          {group.registers.map((register) => (
            <Register key={`${register.provision} ${register.lines.join(' ')}`} register={register} />
          ))}
        </ul>
      </details>
    ))}
  </section>
);
