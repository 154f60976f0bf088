/** What the reporter is told once the concern is stored: that it is, and in which roles people have it. Never who, never what. */
import type { Seat } from '../../domain/concern/concern.ts';
import { longDate, type Moment } from '../../domain/time.ts';
import { seatWords } from './desk.ts';
import { EMERGENCY } from './ringing.ts';

/** How a party has it: `nobody` where none of its people could be told here. */
export type HasIt = 'first' | 'deputy' | 'reporter' | 'nobody';
export interface PartyTold {
  seat: Seat;
  has: HasIt;
}

const hasWords: Readonly<Record<HasIt, (seat: string) => string>> = {
  first: (seat) => seat,
  deputy: (seat) => `a deputy of ${seat}`,
  reporter: (seat) => `${seat}: you have it yourself`,
  nobody: (seat) => seat,
};

const unique = (lines: readonly string[]): string[] => [...new Set(lines)];
const listed = (parties: readonly PartyTold[]): string[] =>
  unique(parties.map(({ seat, has }) => hasWords[has](`the ${seatWords[seat]}`)));

export const receiptTexts = {
  summary: 'Concern recorded',
  title: 'Your concern is recorded',
  number: (id: string): string => `Number ${id}`,
  at: ({ date, time }: Moment): string => `${longDate(date)}, ${time}`,
  goesTo: 'It goes to:',
  notTold: 'Could not be told through Keylink:',
  each: 'Each acknowledges it separately. “my concerns” shows how far it is.',
  later: (minutes: number): string =>
    `Where nobody acknowledges within ${minutes} minutes, Keylink tells the next in turn, where there is one. If it cannot wait, ring:`,
  untold: 'NOBODY HAS BEEN TOLD.',
  untoldWhy: 'It is stored, and there is nobody here who can be told of it. Please ring now:',
  emergency: EMERGENCY,
  mine: 'My concerns',
};

const bullet = (text: string): string => `– ${text}`;

export const toldLines = (parties: readonly PartyTold[]): string[] => {
  const told = listed(parties.filter(({ has }) => has !== 'nobody'));
  return told.length > 0 ? [receiptTexts.goesTo, ...told.map(bullet)] : [];
};
export const untoldLines = (parties: readonly PartyTold[]): string[] =>
  listed(parties.filter(({ has }) => has === 'nobody')).map(bullet);
