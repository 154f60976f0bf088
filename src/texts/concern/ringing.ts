/** Whom to ring, in words. Roles and numbers; the names of those on duty stand on what only the reporter sees. */
import type { Ringing } from '../../domain/concern/ringing.ts';

export const EMERGENCY = 'If a child is in immediate danger ring 999 now.';
const NO_NUMBER = 'no number is held here';
const SERVICES = 'the council’s children’s services';

const dslLines = ({ partnership, dsl }: Ringing): string[] =>
  dsl.length === 0
    ? [`DSL, ${partnership}: ${NO_NUMBER}`]
    : dsl.map(({ name, phone }) => `DSL, ${partnership}: ${name}, ${phone ?? NO_NUMBER}`);

const unique = (lines: readonly (string | undefined)[]): string[] => [
  ...new Set(lines.filter((line) => line !== undefined)),
];

/** Those who are there at any hour. */
function anyHourLines(ringing: readonly Ringing[]): string[] {
  const held = unique(ringing.flatMap(({ outOfHours, laDuty }) => [outOfHours, laDuty]));
  return held.length > 0 ? held : [`No out-of-hours number is held here: ring ${SERVICES}.`];
}

/** The DSL's numbers and, out of their hours, the others too. */
export const ringLines = (ringing: readonly Ringing[]): string[] => [
  ...unique(ringing.flatMap(dslLines)),
  ...(ringing.some(({ isOutOfHours }) => isOutOfHours)
    ? ['It is outside the DSL’s hours now. At any hour:', ...anyHourLines(ringing)]
    : []),
];

const ladoHeld = (ringing: readonly Pick<Ringing, 'lado'>[]): string[] => unique(ringing.map(({ lado }) => lado));

/** 5.4: of an adult, whom to ring is never somebody it may be about. */
export function ladoLine(ringing: readonly Pick<Ringing, 'lado'>[]): string {
  const held = ladoHeld(ringing);
  return held.length > 0
    ? `LADO, the council’s officer for concerns about adults: ${held.join('; ')}`
    : `The LADO’s number is not held here. Ring ${SERVICES} and ask for the LADO, their officer for concerns about adults.`;
}

/** Before it is known whom it is about. */
export function ifAboutThem(ringing: readonly Pick<Ringing, 'lado'>[]): string {
  const held = ladoHeld(ringing);
  const lado = held.length > 0 ? `the LADO: ${held.join('; ')}` : `${SERVICES}, and ask for the LADO`;
  return `Is it about one of the people named here? Do not ring them, but ${lado}`;
}

export const ladoLines = (ringing: readonly Ringing[]): string[] => [
  ladoLine(ringing),
  ...(ringing.some(({ isOutOfHours }) => isOutOfHours) ? ['At any hour:', ...anyHourLines(ringing)] : []),
];

const RING_CHARACTERS = 400;
const shortened = (text: string): string =>
  text.length > RING_CHARACTERS ? `${text.slice(0, RING_CHARACTERS)}…` : text;

/** On one line and without names, as the form carries it: for when nothing here can be read any more. */
export interface RingInShort {
  ring: string;
  /** Of an adult. */
  ringAdult: string;
}

export function ringInShort(ringing: readonly Ringing[]): RingInShort {
  const phones = unique(ringing.flatMap(({ dsl }) => dsl.map(({ phone }) => phone)));
  const atAnyHour = unique(ringing.flatMap(({ outOfHours, laDuty }) => [outOfHours, laDuty]));
  const lado = ladoHeld(ringing);
  const others = atAnyHour.length > 0 ? atAnyHour.join('; ') : SERVICES;
  return {
    ring: shortened(`your DSL${phones.length > 0 ? ` on ${phones.join(' or ')}` : ''}, or at any hour: ${others}`),
    ringAdult: shortened(
      lado.length > 0 ? `the LADO: ${lado.join('; ')}; or at any hour: ${others}` : `${SERVICES} and ask for the LADO`,
    ),
  };
}
