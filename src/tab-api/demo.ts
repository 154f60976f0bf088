/** In the demo, who is looking is chosen: the two questions that need nobody signed in. Elsewhere they are not there. */
import { momentOf, type Instant } from '../domain/time.ts';
import { inForce } from '../domain/access.ts';
import type { DirectoryReader, Directory } from '../store/directory.ts';
import type { People, PersonRow } from '../store/people.ts';
import { roleWords } from '../texts/roles.ts';
import type { DemoSignIn } from './demo-sign-in.ts';
import type { DemoPerson } from './models.ts';
import { badAsk, notFound, type TabAnswer, type TabAsked } from './question.ts';
import type { SignedIn } from './sign-in.ts';

interface Parts {
  people: People;
  directory: DirectoryReader;
  demo: DemoSignIn;
  now(): Instant;
}

/** Only whoever has an account can be played. */
const accountOf = (row: PersonRow, there: Directory): SignedIn | undefined => {
  const tenantId = row.tenantId ?? there.tenantOf(row.organisation);
  return row.objectId !== undefined && tenantId !== undefined ? { tenantId, objectId: row.objectId } : undefined;
};

const nameOf = (organisation: string, there: Directory): string =>
  [
    ...there.partnershipList,
    ...there.schoolList.map(({ urn, name }) => ({ code: urn, name })),
    ...there.provisionList,
  ].find(({ code }) => code === organisation)?.name ?? organisation;

function peopleIn(rows: readonly PersonRow[], there: Directory): DemoPerson[] {
  const roles = (upn: string): string =>
    rows
      .filter((row) => row.upn === upn)
      .map((row) => `${roleWords[row.role]} at ${nameOf(row.organisation, there)}`)
      .join(', ');
  const upns = [...new Set(rows.map(({ upn }) => upn))];
  return upns.map((upn) => ({ upn, name: rows.find((row) => row.upn === upn)!.name, roles: roles(upn) }));
}

export function createDemoDoor({ people, directory, demo, now }: Parts): (asked: TabAsked) => Promise<TabAnswer> {
  return async ({ method, path, body }) => {
    const moment = momentOf(now());
    const [roster, there] = await Promise.all([people.roster(moment.instant), directory.read(moment.instant)]);
    const rows = roster.people.filter((row) => inForce(row, moment.date) && accountOf(row, there));
    if (method === 'GET' && path[1] === 'people') return { status: 200, body: { people: peopleIn(rows, there) } };
    if (method !== 'POST' || path[1] !== 'sign-in') return notFound;
    const row = rows.find(({ upn }) => upn === (body as { upn?: unknown } | undefined)?.upn);
    const account = row && accountOf(row, there);
    return account ? { status: 200, body: { token: demo.tokenFor(account) } } : badAsk;
  };
}
