import type { Role } from '../domain/records.ts';

/** Roles as people in the partnerships call them. */
export const roleWords: Readonly<Record<Role, string>> = {
  coordinator: 'partnership coordinator',
  deputy: 'deputy',
  officer: 'partnership officer',
  chair: 'chair of the partnership',
  'key-link': 'key link',
  'school-dsl': 'school DSL',
  head: 'headteacher',
  'attendance-lead': 'attendance lead',
  'governor-chair': 'chair of governors',
  provision: 'provision staff',
  'provision-dsl': 'provision DSL',
  'provision-manager': 'provision manager',
  'provision-owner': 'provision owner',
};
