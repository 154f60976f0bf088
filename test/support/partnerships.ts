/** Two partnerships that share a provision with two sites, and people with roles in them. All invented. */
import type { Organisations, Person } from '../../src/domain/access.ts';
import type { Role, RoleHolding } from '../../src/domain/records.ts';
import { ASHFIELD, BIRCHWOOD, PARTNERSHIP } from './cal-a.ts';

export const SOUTHMOOR = 'southmoor';
/** The only school of the other partnership. */
export const CEDAR = '100003';

/** Oak Farm stands alone; Base is the main site of Base East. */
export const there: Organisations = {
  partnerships: new Set([PARTNERSHIP, SOUTHMOOR]),
  schools: new Map([
    [ASHFIELD, PARTNERSHIP],
    [BIRCHWOOD, PARTNERSHIP],
    [CEDAR, SOUTHMOOR],
  ]),
  provisions: new Map([
    ['oak-farm', 'oak-farm'],
    ['base', 'base'],
    ['base-east', 'base'],
  ]),
};

export type Held = readonly [Role, string];

const holding = ([role, organisation]: Held): RoleHolding => ({ role, organisation, name: 'Sam Reed' });

/** `aPerson(['key-link', ASHFIELD], ['deputy', 'base'])`. */
export const aPerson = (...held: Held[]): Person => ({
  upn: 'sam@northvale.example',
  name: 'Sam Reed',
  holdings: held.map(holding),
});
