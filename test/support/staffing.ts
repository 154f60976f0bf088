/** Roles and covers as short rows: who has which duty on a day. Whoever's name ends with `?` is not reachable in Teams. */
import type { Staffing } from '../../src/domain/duty.ts';
import type { Cover, Role } from '../../src/domain/records.ts';
import { there } from './partnerships.ts';

export const TODAY = '2026-11-09';

export type Held = readonly [upn: string, role: Role, organisation: string, from?: string, to?: string];

const personOf = ([upn, role, organisation, startDate = '', endDate = '9999-12-31']: Held) => ({
  upn,
  role,
  organisation,
  name: upn.toUpperCase(),
  startDate,
  endDate,
});

const coverOf = ([upn, role, organisation, from = TODAY, to]: Held): Cover => ({
  upn,
  role,
  organisation,
  from,
  ...(to === undefined ? {} : { to }),
});

export const rosterOf = (rows: readonly Held[], cover: readonly Held[] = []) => ({
  people: rows.map(personOf),
  cover: cover.map(coverOf),
});

export const staffing = (rows: readonly Held[], cover: readonly Held[] = [], date = TODAY): Staffing => ({
  roster: rosterOf(rows, cover),
  there,
  date,
  reachable: (upn) => !upn.endsWith('?'),
});
