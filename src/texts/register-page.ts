/** What the page says of a register beyond what its card in the chat says. */
import type { RegisterState } from '../domain/day-registers.ts';
import type { Session } from '../domain/records.ts';
import { reasonsHeard } from '../domain/register/reasons.ts';
import { sessionWords } from './register.ts';

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

export const registerPageTexts = {
  when: (session: Session, closes: string): string => `${capital(sessionWords[session])} · ${closes}`,
  otherDay: 'This page shows the register of another day. Open it again for today’s.',
  states: {
    'not-in': 'Not returned',
    part: 'Part returned',
    open: 'Open',
    'not-yet': 'Later',
    in: 'All marked',
  } satisfies Record<RegisterState, string>,
  reasons: reasonsHeard.map(({ key }) => ({ heard: key, words: key === 'other' ? 'Something else' : capital(key) })),
} as const;
