/** Who is looking, and which pages are theirs. */
import { digestSchools, importsFor } from '../domain/access.ts';
import { roleWords } from '../texts/roles.ts';
import type { Asking } from '../commands/command.ts';
import type { Me } from './models.ts';
import type { Question } from './question.ts';

const rolesOf = ({ person }: Asking): string[] => [...new Set(person.holdings.map(({ role }) => roleWords[role]))];

/** The bot has the app's id. */
const chatWith = (appId: string): string => `https://teams.microsoft.com/l/chat/0/0?users=28:${appId}`;

function meOf(asking: Asking, appId?: string): Me {
  const { person, scope, directory } = asking;
  const named = <T extends { name: string }>(
    list: readonly T[],
    codes: readonly string[],
    codeOf: (one: T) => string,
  ) => list.filter((one) => codes.includes(codeOf(one))).map((one) => ({ code: codeOf(one), name: one.name }));
  return {
    name: person.name,
    roles: rolesOf(asking),
    partnerships: named(directory.partnershipList, scope.partnerships, ({ code }) => code),
    schools: named(directory.schoolList, digestSchools(scope, directory), ({ urn }) => urn),
    ownSchools: scope.schools,
    takesRegisters: scope.partnerships.length + scope.provisions.length > 0,
    seesPupils: scope.partnerships.length + scope.schools.length + scope.provisions.length > 0,
    imports: importsFor(person, directory).length > 0,
    ...(appId !== undefined && { chat: chatWith(appId) }),
  };
}

export const meQuestion = (appId: string | undefined): Question => ({
  method: 'GET',
  path: 'me',
  may: () => true,
  run: async (asking) => ({ status: 200, body: meOf(asking, appId) }),
});
