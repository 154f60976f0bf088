/** The organisations there are: who belongs to whom, and in which tenant. A few dozen rows, read at most every 5 s. */
import type { Organisations } from '../domain/access.ts';
import type { Partnership, Provision, School } from '../domain/records.ts';
import type { Instant } from '../domain/time.ts';
import type { PersonRow } from './people.ts';
import type { Records } from './records.ts';

export interface Directory extends Organisations {
  partnershipList: Partnership[];
  schoolList: School[];
  provisionList: Provision[];
  /** Every tenant the data pack names, for a partnership, a school or a person. */
  tenants: ReadonlySet<string>;
  /** The tenant of an organisation: its own, else its partnership's. */
  tenantOf(organisation: string): string | undefined;
}

export interface DirectoryReader {
  read(now: Instant): Promise<Directory>;
  forget(): void;
}

const MAX_AGE_MS = 5_000;

export function createDirectory(records: Records): DirectoryReader {
  let held: { directory: Promise<Directory>; at: Instant } | undefined;
  const forget = (): void => {
    held = undefined;
  };
  return {
    forget,
    read(now) {
      if (held && Math.abs(now - held.at) < MAX_AGE_MS) return held.directory;
      const reading = { directory: load(records), at: now };
      held = reading;
      reading.directory.catch(() => {
        if (held === reading) forget();
      });
      return reading.directory;
    },
  };
}

async function load(records: Records): Promise<Directory> {
  const rows = await records.shared();
  const kind = (prefix: string): unknown[] => rows.filter((row) => row.key.startsWith(prefix)).map((row) => row.value);
  const partnershipList = kind('~partnership|') as Partnership[];
  const schoolList = kind('~school|') as School[];
  const provisionList = kind('~provision|') as Provision[];
  const partnershipTenants = new Map(partnershipList.map((p) => [p.code, p.tenantId]));
  const schoolTenants = new Map(schoolList.map((s) => [s.urn, s.tenantId ?? partnershipTenants.get(s.partnership)]));
  const tenants = [...partnershipTenants.values(), ...schoolTenants.values()].filter((id) => id !== undefined);
  return {
    partnershipList,
    schoolList,
    provisionList,
    tenants: new Set(tenants),
    tenantOf: (organisation) => partnershipTenants.get(organisation) ?? schoolTenants.get(organisation),
    partnerships: new Set(partnershipTenants.keys()),
    schools: new Map(schoolList.map((s) => [s.urn, s.partnership])),
    provisions: new Map(provisionList.map((p) => [p.code, p.siteOf ?? p.code])),
  };
}

/** The tenants whose people and channels are served: those configured, else all that the pack names. */
export const servedTenants = (
  directory: Directory,
  people: readonly PersonRow[],
  configured: readonly string[],
): ReadonlySet<string> =>
  configured.length > 0
    ? new Set(configured)
    : new Set([...directory.tenants, ...people.map((row) => row.tenantId).filter((id) => id !== undefined)]);

/** An organisation by its name. */
export function nameIn({ partnershipList, schoolList, provisionList }: Directory): (organisation: string) => string {
  const names = new Map([
    ...[...partnershipList, ...provisionList].map(({ code, name }) => [code, name] as const),
    ...schoolList.map(({ urn, name }) => [urn, name] as const),
  ]);
  return (organisation) => names.get(organisation) ?? organisation;
}
