/** Whether what a row names is there, and if not, why not: unknown, refused in this very pack, or withdrawn by it. */
import { rowIs } from '../texts/import-rows.ts';
import type { Partnership, Provision, School } from '../domain/records.ts';
import type { FileName } from './pack-file.ts';
import type { Planned } from './plan-file.ts';
import type { Planning } from './planning.ts';
import type { Words } from './reading.ts';

export interface Organisations {
  'partnerships.csv': Planned<Partnership>;
  'schools.csv': Planned<School>;
  'provisions.csv': Planned<Provision>;
}
export const organisationFiles = ['partnerships.csv', 'schools.csv', 'provisions.csv'] as const;
export type OrganisationFile = (typeof organisationFiles)[number];

type There = Pick<Planned<unknown>, 'now' | 'leaving'>;

/** Why a key of one file is not there, where the pack itself is the reason. */
function lost(planning: Planning, file: FileName, planned: There, key: string): Words | undefined {
  const leaving = planned.leaving.get(key);
  if (leaving) return rowIs.withdrawn(file, leaving.row.line);
  const line = planning.pack.refused.get(file)?.get(key);
  return line === undefined ? undefined : rowIs.refusedToo(file, line);
}

/** Nothing where the key is there. */
export function missing(planning: Planning, file: FileName, planned: There, key: string): Words | undefined {
  if (planned.now.has(key)) return undefined;
  return (
    lost(planning, file, planned, key) ??
    (planning.pack.unread.has(file) ? rowIs.unreadFile(file) : rowIs.unknown(file))
  );
}

/** The kind of organisation that a code names; the words where it names none. */
export function organisationKind(planning: Planning, there: Organisations, code: string): OrganisationFile | Words {
  const file = organisationFiles.find((candidate) => there[candidate].now.has(code));
  if (file) return file;
  for (const candidate of organisationFiles) {
    const words = lost(planning, candidate, there[candidate], code);
    if (words) return words;
  }
  const unread = organisationFiles.find((candidate) => planning.pack.unread.has(candidate));
  return unread ? rowIs.unreadFile(unread) : rowIs.unknownOrganisation;
}
