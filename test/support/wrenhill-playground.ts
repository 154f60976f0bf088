/** The demo as somebody at First Rung sees it, whose account is in the second partnership's tenant. */
import { allReachable, peopleOn } from '../../src/demo/people.ts';
import { demoPlayground, demoTenants } from '../../src/demo/playground.ts';
import type { LocalDate } from '../../src/domain/time.ts';
import type { PlaygroundPeople, PlaygroundPerson } from '../../src/embedded/playground.ts';

/** As the pack has them, with the account that they are known by. */
function playing(today: LocalDate): (upn: string) => PlaygroundPerson {
  const people = allReachable(peopleOn(today));
  return (upn) => {
    const { name, objectId } = people.find((row) => row.upn === upn)!;
    const [givenName = '', surname = ''] = name.split(' ');
    return {
      id: `29:${objectId}`,
      name,
      userPrincipleName: upn,
      aadObjectId: objectId!,
      givenName,
      surname,
      email: upn,
    };
  };
}

/** The site tutor, among people of Wrenhill; none of them is in the other tenant's Playground. */
export function wrenhillPlayground(today: LocalDate): PlaygroundPeople {
  const as = playing(today);
  return {
    ...demoPlayground,
    tenantId: demoTenants.wrenhill,
    currentUser: as('s.bartle@first-rung.example'),
    users: [
      as('l.bartle@first-rung.example'),
      as('f.okoro@wrenhill-ip.example'),
      as('l.tennick@wrenhill-ip.example'),
      as('t.levett@langmere-park.example'),
      as('y.rafiq@langmere-park.example'),
    ],
    personalChat: { id: 'a:1mNbVcXzLkJhGfDsAqWeRtYuIoPmNbVcXzLkJhGfDsAqWeRtYuIo' },
    groupChat: { id: '19:e7a40c95d3184b6f92c8a15b07d6f3e2@thread.v2', name: 'First Rung and Wrenhill' },
    team: {
      id: '19:Kd7pXw2mTzQhJrYc9sLfVb4nGe0aUi6oHt8vRy1kSqE1@thread.tacv2',
      name: 'First Rung',
      aadGroupId: '3b9f61c4-72d8-4e05-b1a7-0c4d8e92f5a6',
      channels: [],
    },
  };
}
