/** What reading a data pack gives, before anything is decided. Plain values; the words come from src/texts/import.ts. */

/** What is wrong with something, and what would be right. */
export interface Words {
  what: string;
  right: string;
}

/** One line for the administrator: why a row, or a whole file, did not go in. Never logged: `value` may be a name. */
export interface Refusal extends Words {
  file: string;
  /** As an editor counts them, from 1; of a row with cells over several lines, the first. */
  line?: number;
  column?: string;
  /** As it stands in the file. */
  value?: string;
}

/** Something that went in, and that a person should look at all the same. */
export interface Warning {
  file: string;
  line?: number;
  column?: string;
  value?: string;
  what: string;
}

/** One row as text, in the order of the file's columns. */
export interface RowText {
  line: number;
  cells: readonly string[];
}

export interface FileText {
  name: string;
  /** The header in lower case with underscores; columns nobody knows are among them. */
  columns: readonly string[];
  rows: readonly RowText[];
}

/** What a folder holds. A file that could not be read has a refusal and no rows. */
export interface PackFiles {
  files: readonly FileText[];
  refusals: readonly Refusal[];
  warnings: readonly Warning[];
}
