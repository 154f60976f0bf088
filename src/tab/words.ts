/** The page's own sentences. What comes from the server comes in words already. */
import type { FaultKind } from './api.ts';

export const faultWords: Record<FaultKind, string> = {
  'sign-in': 'Teams could not say who you are. Close this tab and open it again.',
  stranger:
    'I do not know you yet. Write “help” to Keylink in a chat once; if it does not know you there either, ask your partnership’s coordinator.',
  'no-role': 'Your role does not include this page.',
  'not-found': 'There is nothing here that you can see.',
  refused: 'That could not be done.',
  fault:
    'I cannot reach the records just now. If a child’s safety is in question, ring the partnership or the provision.',
  offline: 'There is no connection. What you see may be out of date.',
};

export const pageNames = {
  today: 'Today',
  register: 'Register',
  pupil: 'Pupil',
  school: 'School',
  import: 'Import',
} as const;

export const words = {
  loading: 'Asking Keylink…',
  again: 'Try again',
  who: 'Who is looking?',
  whoMeans: 'This is the demo. Choose somebody to see what they see.',
  change: 'Somebody else',
} as const;

export const liveWords = {
  asOf: (time: string): string => `As it stood at ${time}.`,
  opening: '',
  live: 'Kept up to date.',
  polling: 'Asked for again every 15 seconds, because news does not reach this page just now.',
} as const;

export const followUpWords = {
  open: 'What is known, and what is next',
  recordInChat: 'What you do about it is recorded in the chat: write “follow-ups” to Keylink.',
  openChat: 'Open the chat',
} as const;

export const configureWords = {
  title: 'Keylink in this channel',
  means: 'Everybody who opens the tab sees what their own role may see, and nobody else’s view. Press Save to add it.',
} as const;
