/** An organisation is withdrawn only when nothing that stays still names it. */
import { rowIs } from '../texts/import-rows.ts';
import { fault, refuse } from './planning.ts';
import { organisationFiles } from './references.ts';
import type { Pupil } from '../domain/records.ts';
import type { FileName } from './pack-file.ts';
import type { Planned } from './plan-file.ts';
import type { Planning } from './planning.ts';
import type { OrganisationFile, Organisations } from './references.ts';

interface Named {
  file: FileName;
  code: string;
}

/** Whatever names an organisation in its `organisation` column. */
export type Posts = Partial<Record<FileName, Planned<{ organisation: string }>>>;

function* namedBy(there: Organisations, pupils: Iterable<Pupil>, posts: Posts): Generator<Named> {
  for (const { partnership } of there['schools.csv'].now.values()) yield { file: 'schools.csv', code: partnership };
  for (const { siteOf } of there['provisions.csv'].now.values()) {
    if (siteOf !== undefined) yield { file: 'provisions.csv', code: siteOf };
  }
  for (const { schoolUrn, placements, timetable } of pupils) {
    yield { file: 'pupils.csv', code: schoolUrn };
    for (const { provision } of placements) yield { file: 'placements.csv', code: provision };
    for (const { provision } of timetable) yield { file: 'timetable.csv', code: provision };
  }
  for (const [file, planned] of Object.entries(posts)) {
    for (const { organisation } of planned.now.values()) yield { file: file as FileName, code: organisation };
  }
}

/** Code to the number of rows that name it, file by file. */
function usesOf(names: Iterable<Named>): Map<string, Map<FileName, number>> {
  const uses = new Map<string, Map<FileName, number>>();
  for (const { file, code } of names) {
    const files = uses.get(code) ?? new Map<FileName, number>();
    uses.set(code, files.set(file, (files.get(file) ?? 0) + 1));
  }
  return uses;
}

function restore(planning: Planning, planned: Planned<object>, uses: Map<string, Map<FileName, number>>): void {
  for (const [key, { row, value }] of planned.leaving) {
    const files = uses.get(key);
    if (!files) continue;
    planned.leaving.delete(key);
    planned.now.set(key, value);
    refuse(planning, row, fault(row.file === 'schools.csv' ? 'urn' : 'code', rowIs.stillNamed([...files])));
  }
}

/** Schools before partnerships, because a school that has to stay keeps its partnership. */
export function checkWithdrawals(
  planning: Planning,
  there: Organisations,
  pupils: Iterable<Pupil>,
  posts: Posts,
): void {
  const all = [...pupils];
  for (const file of organisationFiles.toReversed() satisfies OrganisationFile[]) {
    if (there[file].leaving.size === 0) continue;
    restore(planning, there[file], usesOf(namedBy(there, all, posts)));
  }
}
