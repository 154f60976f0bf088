/** Why a row is not its importer's to change, where not everything is: on the page, of a coordinator or deputy. */
import type { Words } from '../pack/reading.ts';

const WHAT = 'is not yours to change';

export const notYours = {
  organisation: {
    what: WHAT,
    right: 'write your own partnership, one of its schools, or a provision that your pupils go to',
  },
  everyone: {
    what: WHAT,
    right:
      'write your own partnership instead of everyone; what holds for everyone is imported by whoever runs Keylink',
  },
  /** R8.1: of somebody else's pupil and of one that is not there. */
  pupil: { what: WHAT, right: 'write a pupil of your own schools, or add them in pupils.csv first' },
  withdrawal: {
    what: 'cannot be withdrawn here',
    right: 'leave the row out, and ask whoever runs Keylink: others may still need it',
  },
  site: {
    what: 'decides who else sees the children there, so it cannot be changed here',
    right: 'leave the column as it was, and ask whoever runs Keylink',
  },
  ownRole: {
    what: 'is yourself, and a role at a provision shows you the pupils of other partnerships there',
    right: 'ask your deputy or whoever runs Keylink to give you that role',
  },
  account: {
    what: 'says whose account this is, so it cannot be changed here',
    right: 'leave it out: Keylink knows people by their sign-in name when they first write to it',
  },
} as const satisfies Record<string, Words>;

export const importTexts = {
  /** In place of a folder's name. */
  chosen: 'What you chose',
  cutOff: 'It was cut off. What is in stays in: bring the same files again, and the rest goes in too.',
} as const;
