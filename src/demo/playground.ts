/** The demo as the Agents Playground shows it: one tenant, one team, and the people somebody trying it may play. */
import type { PlaygroundPeople, PlaygroundPerson } from '../embedded/playground.ts';

export const demoSchool = { urn: '999001', name: 'Ashmere Vale Academy' } as const;

/** Of the first partnership, and what the Playground shows. The second partnership has a tenant of its own. */
export const demoTenants = {
  swanmere: '5f0c8a1e-3b7d-4c52-9e61-2ad4b87f1c03',
  wrenhill: 'c81d6e42-90ab-4f37-8b25-6e1f0d9a4b75',
} as const;

const person = (id: string, aadObjectId: string, givenName: string, surname: string, at: string): PlaygroundPerson => {
  const upn = `${givenName.charAt(0)}.${surname}@${at}`.toLowerCase();
  const name = `${givenName} ${surname}`;
  return { id, name, userPrincipleName: upn, aadObjectId, givenName, surname, email: upn };
};

/** Each has a row in people.csv with this object id, so that no roster need be asked; the stranger has none. */
export const demoUsers = {
  coordinator: person(
    '29:1Hn4kQb7yVtXcW0rZsEoJpLmDaFgUi2xT9vBeR6wCqYs',
    '8d2f41b6-7c05-4e9a-b3d8-10f6a5c2e794',
    'Nadia',
    'Farrow',
    'swanmere-valley.example',
  ),
  schoolDsl: person(
    '29:1Kc8vRm2zTqNhY5wXpGaSdJfLbOeUi7tB4nVyQ0rEsWx',
    '2b9e60d3-58f1-4a7c-9c24-e7d1083b5fa6',
    'Martin',
    'Oyelaran',
    'ashmere-vale.example',
  ),
  officer: person(
    '29:1Qa6sWd3eRfTgY8hUjIkOlPzXcVbNm5qLwKyHtGrFeDs',
    '94c7a2f8-1d36-4b50-8e9f-3c5b72d0e618',
    'Jo',
    'Penfold',
    'swanmere-valley.example',
  ),
  farmStaff: person(
    '29:1Zx9cVb4nMaSdFgHjKlQwErTyUiOp2mNbVcXzLkJhGfD',
    'e06b3d95-a4c8-47f2-95b1-8f2e7c1d4a30',
    'Tess',
    'Marlow',
    'fallow-hill.example',
  ),
  attendanceLead: person(
    '29:1Rt5yUi8oPlKjHgFdSaZxCvBnMqWe3rTyUiOpLkJhGfS',
    '71f8d04c-e239-4d6b-a1c7-5b90e6f3827d',
    'Priya',
    'Hallam',
    'ashmere-vale.example',
  ),
  stranger: person(
    '29:1Lk7jHg2fDsAqWeRtYuIoPzXcVbNm6kJhGfDsAqWeRtY',
    '3da591e7-6f0b-4c84-b7e2-09c4f8a16d5b',
    'Robin',
    'Sparrow',
    'swanmere-valley.example',
  ),
} as const;

/** The Playground counts the person playing apart from its five users. */
export const demoPlayground: PlaygroundPeople = {
  tenantId: demoTenants.swanmere,
  bot: { id: '28:6a4e9c70-2f1b-4d83-a5c6-b70d18e3f924', name: 'Keylink' },
  currentUser: demoUsers.coordinator,
  users: [demoUsers.schoolDsl, demoUsers.officer, demoUsers.farmStaff, demoUsers.attendanceLead, demoUsers.stranger],
  personalChat: { id: 'a:1pYtRwQeLkJhGfDsAzXcVbNm0oIuYtReWqPlKjHgFdSaMnBvCxZ' },
  groupChat: { id: '19:4c8f02e6d91b47a3b5e07f6c2d8a1e93@thread.v2', name: 'Ashmere Vale and the partnership' },
  team: {
    id: '19:Vq3ZtYh8mRnKcWxJ0pLsEoBd7uTfGa2iX5vQe9yNrM41@thread.tacv2',
    name: demoSchool.name,
    aadGroupId: 'd57e1b08-4a93-4c6f-8f02-91c3b6e0a7d4',
    channels: [{ id: '19:b7d20f5e8c6a41d39e14a0c7f58b3d62@thread.tacv2', name: 'Attendance' }],
  },
};
