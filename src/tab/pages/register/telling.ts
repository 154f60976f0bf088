/** What is said aloud of what happened, for whoever does not see it: short, and never more than is known. */
import type { RegisterSaved, TapSent } from '../../../tab-api/register/models.ts';
import { keyOf, type Sheet } from './sheet.ts';
import { registerWords } from './words.ts';

/** More are counted: nobody listens to twenty names. */
const NAMED = 3;

export function tellSaved(sheet: Sheet, { roll, gone }: RegisterSaved, sent: readonly TapSent[]): string {
  const keys = new Set(sent.map(keyOf));
  const lines = roll.lines.filter((line) => keys.has(keyOf(line)));
  const saved = lines.map(({ name, tap, stands }) =>
    registerWords.saved(`${name} ${tap?.words ?? stands?.words ?? registerWords.takenBack}`),
  );
  const troubles = lines.flatMap(({ name, tap }) => (tap?.trouble ? [`${name}: ${tap.trouble.words}`] : []));
  const lost = new Set(gone.map(keyOf));
  const names = sheet.roll.lines.filter((line) => lost.has(keyOf(line))).map(({ name }) => registerWords.gone(name));
  const told = saved.length > NAMED ? [registerWords.manySaved(saved.length)] : saved;
  return [...told, ...troubles, ...names].join('. ');
}
