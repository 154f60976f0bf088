import { parseCode } from '../domain/codes.ts';
import { wrong } from '../texts/import-cells.ts';
import { ifRight } from './cell.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Cell } from './cell.ts';

/** Codes withdrawn by the 2024 regulations, which older marks keep (R1.5). */
const LEGACY = ['F', 'H', 'J', 'Y'];
const NEW_CODES_FROM: LocalDate = '2024-08-19';

const legacyOf = (text: string): string | undefined => LEGACY.find((code) => code === text.toUpperCase());

export const markCode: Cell<string> = {
  read: (text) => {
    const parsed = parseCode(text);
    return ifRight(parsed.kind === 'code' ? parsed.code : legacyOf(text));
  },
  wrong: (text) => {
    const parsed = parseCode(text);
    return wrong.code(parsed.kind === 'refused' ? (parsed.offer ?? []) : []);
  },
};

/** Whether a mark of that day may carry the code: the withdrawn ones only before 19 August 2024. */
export const isCodeOfDay = (code: string, date: LocalDate): boolean =>
  date < NEW_CODES_FROM || parseCode(code).kind === 'code';
