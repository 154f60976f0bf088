import { digestSchools, mayLink } from '../domain/access.ts';
import type { Asking } from './command.ts';

/** Whoever has a role that sees some pupil may ask; which pupils those are is decided by each answer. */
export const mayAskOfPupils = ({ scope }: Asking): boolean =>
  scope.partnerships.length + scope.schools.length + scope.provisions.length > 0;

export const mayReadSomeDigest = ({ scope, directory }: Asking): boolean => digestSchools(scope, directory).length > 0;

export const mayLinkSome = ({ person, directory }: Asking): boolean =>
  [...directory.schools.keys()].some((urn) => mayLink(person, urn, directory));
