/** What the import's page is given, as plain values: types alone, which the page imports too. */

/** A file as the page read it: its text, or its bytes where they are no UTF-8. */
export type ImportFile = { name: string; text: string } | { name: string; base64: string };

export interface ImportCounts {
  file: string;
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
}

/** A row, a cell or a file that a person should look at. */
export interface ImportNote {
  file: string;
  line?: number;
  column?: string;
  value?: string;
  what: string;
  /** Of what is refused. */
  right?: string;
}

export interface ImportStep {
  line: number;
  /** The cells of the key as they are written. */
  row: string;
  kind: 'added' | 'changed' | 'withdrawn';
  /** What changes, and to what. */
  changes: { column: string; to: string }[];
}

export interface Listed<T> {
  shown: T[];
  /** How many more there are. */
  more: number;
}

export interface ImportLooked {
  counts: ImportCounts[];
  /** By file. */
  steps: Record<string, Listed<ImportStep>>;
  refusals: Listed<ImportNote>;
  warnings: Listed<ImportNote>;
}

/** A line at a time while it is applied; the last is `done` or `failed`, unless the connection broke. */
export type ImportLine =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'done'; counts: ImportCounts[]; refused: number }
  | { kind: 'failed'; words: string };
