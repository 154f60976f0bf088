/** What a key does on the row of a pupil. Held down it does nothing twice. */
import type { Said } from '../../../tab-api/register/models.ts';

export type Act =
  | { do: 'say'; said: Said }
  | { do: 'move'; to: 'up' | 'down' | 'first' | 'last' }
  | { do: 'reason'; n: number }
  | { do: 'take-back' | 'open' | 'theirs' | 'mine' | 'submit' | 'keys' };

interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  repeat: boolean;
}

const saids: Readonly<Record<string, Said>> = { p: 'present', l: 'late', a: 'absent', x: 'left' };
const moves: Readonly<Record<string, 'up' | 'down' | 'first' | 'last'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};
const others: Readonly<Record<string, Act>> = {
  Backspace: { do: 'take-back' },
  Delete: { do: 'take-back' },
  Enter: { do: 'open' },
  t: { do: 'theirs' },
  m: { do: 'mine' },
  '?': { do: 'keys' },
};

export function actOf({ key, ctrlKey, metaKey, altKey, repeat }: Key): Act | undefined {
  const isCommand = ctrlKey || metaKey;
  if (key === 'Enter' && isCommand) return repeat ? undefined : { do: 'submit' };
  if (isCommand || altKey) return undefined;
  const to = moves[key];
  if (to) return { do: 'move', to };
  if (repeat) return undefined;
  if (/^[1-9]$/.test(key)) return { do: 'reason', n: Number(key) };
  const plain = key.length === 1 ? key.toLowerCase() : key;
  const said = saids[plain];
  return said ? { do: 'say', said } : others[plain];
}
