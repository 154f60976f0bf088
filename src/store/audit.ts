/** Who looked at what (R9.5). Read by an auditor, kept six years; the log lines of the product carry none of it. */
import { randomUUID } from 'node:crypto';
import { dateOf, isoInstant, type Instant } from '../domain/time.ts';
import type { Row, Table } from './table.ts';

export interface AuditEntry {
  at: Instant;
  who: string;
  tenantId: string;
  objectId: string;
  roles: string[];
  surface: 'personal' | 'channel' | 'group' | 'card' | 'tab';
  query: string;
  /** A refused look-up and one that found nobody are written alike (9.5); only the pupil's id tells them from an answer. */
  decision: 'answered' | 'choice' | 'not-found' | 'refused' | 'changed';
  pupilId?: string;
  organisation?: string;
  fields?: string[];
}

export interface Audit {
  write(entry: AuditEntry): Promise<void>;
  of(date: string): Promise<Row<AuditEntry>[]>;
}

export function createAudit(table: Table): Audit {
  return {
    async write(entry) {
      const key = `${isoInstant(entry.at)}|${randomUUID()}`;
      await table.write(dateOf(entry.at), { key, value: entry, only: 'create' });
    },
    of: (date) => table.range<AuditEntry>(date),
  };
}
