import type { PlaygroundPeople, PlaygroundPerson } from '../../src/embedded/playground.ts';

const person = (digit: number, givenName: string, surname: string): PlaygroundPerson => ({
  id: `29:person-${digit}`,
  name: `${givenName} ${surname}`,
  userPrincipleName: `person${digit}@oakfield.example`,
  aadObjectId: `00000000-0000-4000-8000-00000000000${digit}`,
  givenName,
  surname,
  email: `person${digit}@oakfield.example`,
});

/** One invented school, for tests that need a Playground and no demo. */
export const playgroundPeople: PlaygroundPeople = {
  tenantId: '11111111-1111-4111-8111-111111111111',
  bot: { id: '28:keylink', name: 'Keylink' },
  currentUser: person(0, 'Ada', 'Brook'),
  users: [
    person(1, 'Ben', 'Ash'),
    person(2, 'Cara', 'Oakes'),
    person(3, 'Dev', 'Elm'),
    person(4, 'Ed', 'Yew'),
    person(5, 'Fay', 'Firth'),
  ],
  personalChat: { id: 'a:personal' },
  groupChat: { id: '19:group@thread.v2', name: 'Group' },
  team: {
    id: '19:general@thread.tacv2',
    name: 'Oakfield',
    aadGroupId: '22222222-2222-4222-8222-222222222222',
    channels: [{ id: '19:programme@thread.tacv2', name: 'Programme' }],
  },
};
