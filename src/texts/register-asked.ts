/** A register that did not come, and what has been done to get it (4.2, NO_RETURN). */
import type { RegisterAsked } from '../domain/chase/asked.ts';
import { timeOf } from '../domain/time.ts';
import { roleWords } from './roles.ts';

const officer = `the ${roleWords.officer}`;

/** `register asked for at 09:30 and 09:40; the partnership officer was asked to ring at 09:50`, with a capital. */
export function askedWords({ asked, ring }: RegisterAsked): string {
  const times = asked.map(timeOf).join(' and again at ');
  const rung = ring === undefined ? '' : `${officer} was asked to ring at ${timeOf(ring)}`;
  if (times === '') return `The register is out: ${rung}`;
  return [`Register asked for at ${times}`, rung].filter((part) => part !== '').join('; ');
}

/** In full sentences, with what is next. */
export function askedSentences({ asked, ring, next }: RegisterAsked): string {
  const times = asked.map(timeOf).join(' and again at ');
  const rung = ring === undefined ? '' : `${officer} was asked to ring at ${timeOf(ring)}`;
  const done = times === '' ? rung : [`we asked at ${times}`, rung].filter((part) => part !== '').join('; ');
  const ahead = next && `${next.step === 'ring' ? `${officer} rings` : 'we ask again'} at ${timeOf(next.at)}`;
  const said = ahead ? `${done}; next, ${ahead}` : done;
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}
