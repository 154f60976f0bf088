import { isSettingName, isSettingValue, knownSettings } from '../domain/settings.ts';
import { rowIs, worthALook } from '../texts/import-rows.ts';
import { cover, people, settings } from './files/people.ts';
import { planFile } from './plan-file.ts';
import { fault, warn } from './planning.ts';
import { organisationKind } from './references.ts';
import { outOfOrder } from './spans.ts';
import type { Cover, Role, Setting } from '../domain/records.ts';
import type { PersonRow } from './files/people.ts';
import type { Planned } from './plan-file.ts';
import type { Fault, Planning } from './planning.ts';
import type { OrganisationFile, Organisations } from './references.ts';

/** Where each role is held. A deputy is the coordinator's, or a deputy DSL of a school or provision. */
const heldAt: Record<Role, readonly OrganisationFile[]> = {
  coordinator: ['partnerships.csv'],
  deputy: ['partnerships.csv', 'schools.csv', 'provisions.csv'],
  officer: ['partnerships.csv'],
  chair: ['partnerships.csv'],
  'key-link': ['schools.csv'],
  'school-dsl': ['schools.csv'],
  head: ['schools.csv'],
  'attendance-lead': ['schools.csv'],
  'governor-chair': ['schools.csv'],
  provision: ['provisions.csv'],
  'provision-dsl': ['provisions.csv'],
  'provision-manager': ['provisions.csv'],
  'provision-owner': ['provisions.csv'],
};

type Post = { role: Role; organisation: string };

function wrongPost(planning: Planning, there: Organisations, { role, organisation }: Post): Fault | undefined {
  const kind = organisationKind(planning, there, organisation);
  if (typeof kind !== 'string') return fault('organisation', kind);
  return heldAt[role].includes(kind) ? undefined : fault('organisation', rowIs.wrongPost(role, heldAt[role]));
}

export const planPeople = (planning: Planning, there: Organisations): Planned<PersonRow> =>
  planFile(
    planning,
    people,
    planning.pack.rows['people.csv'] ?? [],
    planning.held.people,
    (person) => wrongPost(planning, there, person) ?? outOfOrder(person, 'startDate', 'endDate') ?? person,
  );

/** `roster`: the sign-in names that a people row knows; whoever is not among them is never recognised. */
export const planCover = (planning: Planning, there: Organisations, roster: ReadonlySet<string>): Planned<Cover> =>
  planFile(planning, cover, planning.pack.rows['cover.csv'] ?? [], planning.held.cover, (one, row) => {
    const wrong = wrongPost(planning, there, one) ?? outOfOrder(one, 'from', 'to');
    if (!wrong && !roster.has(one.upn)) warn(planning, row, 'upn', worthALook.notInRoster);
    return wrong ?? one;
  });

const settingsKnown = Object.entries(knownSettings).map(([name, known]) => ({ name, standard: known.default }));

function wrongSetting({ name, value }: Setting): Fault | undefined {
  if (!isSettingName(name)) return fault('name', rowIs.unknownSetting(settingsKnown));
  if (isSettingValue(name, value)) return undefined;
  return fault('value', rowIs.wrongSetting(name, knownSettings[name].takes, knownSettings[name].default));
}

export const EVERYONE = '*';

export function wrongOrganisation(planning: Planning, there: Organisations, organisation: string): Fault | undefined {
  const kind = organisation === EVERYONE ? undefined : organisationKind(planning, there, organisation);
  return typeof kind === 'object' ? fault('organisation', kind) : undefined;
}

export const planSettings = (planning: Planning, there: Organisations): Planned<Setting> =>
  planFile(
    planning,
    settings,
    planning.pack.rows['settings.csv'] ?? [],
    planning.held.settings,
    (setting) =>
      wrongOrganisation(planning, there, setting.organisation) ??
      wrongSetting(setting) ??
      outOfOrder(setting, 'from', 'to') ??
      setting,
  );
