import type { ReactNode } from 'react';
import { Link, Text } from '@fluentui/react-components';
import { hrefOf } from '../../place.ts';
import { isTapped, isUnmarked, sheetId, type Row, type Sheet } from './sheet.ts';
import { registerWords } from './words.ts';

const telOf = (phone: string): string => `tel:${phone.replaceAll(/[^\d+]/g, '')}`;

export function Phone({ phone, place, contact }: { phone: string; place: string; contact?: string }): ReactNode {
  if (phone === '') return null;
  return (
    <span className="reg-phone">
      <a href={telOf(phone)} aria-label={`${registerWords.phone(place)}, ${phone}`}>
        {phone}
      </a>
      {contact !== undefined && <small> {contact}</small>}
    </span>
  );
}

/** Recorded is filled, drafted is hatched; in words beside it. */
export function Measure({ recorded, drafted, due }: { recorded: number; drafted: number; due: number }): ReactNode {
  const part = (count: number): { width: string } => ({ width: `${due === 0 ? 0 : (100 * count) / due}%` });
  return (
    <span className="reg-measure" aria-hidden="true">
      <span className="reg-measure-recorded" style={part(recorded)} />
      <span className="reg-measure-drafted" style={part(drafted)} />
    </span>
  );
}

export function SheetHead({
  sheet,
  rows,
  id,
  isAlone,
}: {
  sheet: Sheet;
  rows: readonly Row[];
  id: string;
  isAlone: boolean;
}): ReactNode {
  const { roll } = sheet;
  const Heading = isAlone ? 'h1' : 'h2';
  const recorded = rows.filter(({ line }) => line.stands).length;
  const drafted = rows.filter((row) => isTapped(row) && !row.line.stands).length;
  const unmarked = rows.filter(isUnmarked).length;
  const count = [
    registerWords.marked(recorded, rows.length),
    ...(drafted > 0 ? [registerWords.drafted(drafted)] : []),
    ...(unmarked > 0 ? [registerWords.unmarked(unmarked)] : []),
  ];
  return (
    <header className="reg-sheet-head">
      <div className="reg-sheet-title">
        <Heading id={id}>{roll.name}</Heading>
        <Phone phone={roll.phone} place={roll.name} {...(roll.contact !== undefined && { contact: roll.contact })} />
      </div>
      <p className="reg-when">
        <span>{roll.whenLong}</span>
        {roll.sessions
          .filter(({ session }) => session !== roll.session)
          .map(({ session, words }) => (
            <Link key={session} href={hrefOf({ page: 'register', of: sheetId({ code: roll.code, session }) })}>
              {words}
            </Link>
          ))}
      </p>
      <Measure recorded={recorded} drafted={drafted} due={rows.length} />
      <Text as="p" className="reg-count">
        {count.join(' · ')}
      </Text>
    </header>
  );
}
