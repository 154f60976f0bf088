/** What is wrong with a row of a data pack beside what is there already, and what is merely worth a look. */
import { either } from './import-cells.ts';
import type { Takes } from '../domain/settings.ts';
import type { Words } from '../pack/reading.ts';

/** What the rows of a file are called when one of them is named. */
const nouns: Record<string, string> = {
  'partnerships.csv': 'partnership',
  'schools.csv': 'school',
  'provisions.csv': 'provision',
  'pupils.csv': 'pupil',
};
const nounOf = (file: string): string => nouns[file] ?? 'row';
const rowsOf = (count: number): string => `${count.toLocaleString('en-GB')} row${count === 1 ? '' : 's'}`;

interface KnownSetting {
  name: string;
  standard: string;
}
const valueOf = (takes: Takes): string => {
  if (takes === 'time') return 'a time such as 09:00';
  return typeof takes === 'string' ? `a number of ${takes}` : either(takes);
};

export const rowIs = {
  lacking: (column: string): Words => ({
    what: `is new and has no ${column}`,
    right: `add ${column}; only a row that was imported before may leave it out`,
  }),
  unknown: (file: string): Words => ({
    what: `is no known ${nounOf(file)}`,
    right: `write one from ${file}, or add it there first`,
  }),
  unknownOrganisation: {
    what: 'is no known organisation',
    right: "write a partnership's code, a school's URN or a provision's code",
  },
  refusedToo: (file: string, line: number): Words => ({
    what: `cannot be used, because ${file} line ${line} was refused`,
    right: 'put that row right first',
  }),
  unreadFile: (file: string): Words => ({
    what: `cannot be found, because ${file} was not read`,
    right: `put ${file} right first`,
  }),
  withdrawn: (file: string, line: number): Words => ({
    what: `is withdrawn on ${file} line ${line}`,
    right: 'withdraw this row too, or keep that one',
  }),
  stillNamed: (files: readonly (readonly [string, number])[]): Words => ({
    what: `is still named by ${files.map(([file, count]) => `${rowsOf(count)} of ${file}`).join(', ')}`,
    right: 'end or withdraw those first',
  }),
  taken: { what: 'is the code of another organisation already', right: 'write a code that no other organisation has' },
  before: (first: string, from: string, strict: boolean): Words => ({
    what: `${strict ? 'is not after' : 'is before'} ${first} (${from})`,
    right: strict ? `write a later one than ${from}` : `write ${from} or later`,
  }),
  wrongPost: (role: string, files: readonly string[]): Words => ({
    what: `is not where the role ${role} is held`,
    right: `write the ${either(files.map((file) => (file === 'schools.csv' ? 'URN of a school' : `code of a ${nounOf(file)}`)))}`,
  }),
  unknownSetting: (known: readonly KnownSetting[]): Words => ({
    what: 'is no known setting',
    right: `write one of these (default in brackets): ${known.map(({ name, standard }) => `${name} (${standard})`).join(', ')}`,
  }),
  wrongSetting: (name: string, takes: Takes, standard: string): Words => ({
    what: `cannot be the value of ${name}`,
    right: `write ${valueOf(takes)}; the default is ${standard}`,
  }),
  noLaBasis: { what: 'is empty, and the arrangement is la', right: 'write the legal basis, like EA 1996 s.19(1)' },
  notOwnSchool: (school: string): Words => ({
    what: "is not the pupil's own school",
    right: `write a provision's code, or ${school} for their own school`,
  }),
  future: { what: 'is in the future', right: 'write when it was, not when it is planned' },
  lateNeeds: { what: 'is empty, and the status is late', right: 'write the time they arrived' },
  leftNeeds: { what: 'is empty, and the status is left', right: 'write the time they left' },
  absentArrived: {
    what: 'is there, and the status is absent',
    right: 'write late as the status, or leave the time out',
  },
  leftThough: (status: string): Words => ({
    what: `is there, and the status is ${status}`,
    right: 'write left as the status, or leave the time out',
  }),
  recordedTooSoon: (status: string, date: string): Words => ({
    what: `is before the day itself (${date})`,
    right: `write when it was recorded: ${status} can be known on the day at the earliest`,
  }),
  recordedAlready: {
    what: 'is there already with other values',
    right: 'give a correction its own recorded_at; both stay on record',
  },
  noSlot: (slots: readonly string[]): Words => ({
    what: 'names no slot of that pupil there that day',
    right:
      slots.length > 0
        ? `write one of that day's slots: ${slots.join(', ')}`
        : 'put timetable.csv right first: nothing is timetabled that day',
  }),
};

export const worthALook = {
  siteOfNothing: 'is no other known provision, so nobody else sees its slots',
  notInRoster: 'is in no row of people.csv, so nobody will be recognised by it',
  noTerms: (schools: readonly string[], all: boolean): string =>
    all
      ? 'there are no term dates: every weekday is a school day'
      : `there are no term dates for ${schools.join(', ')}: every weekday is a school day there`,
  age: (years: number): string => `makes the pupil ${years} years old`,
  sealedToAll: 'names nobody, so nobody can see the pupil; write the sign-in names of those who may',
  sealedToStrangers: (names: readonly string[]): string =>
    `names people who are not in people.csv and so see nothing: ${names.join(', ')}`,
  dualAtNoSchool: 'is taken as school, because the provision is not registered as a school',
  noPlacement: (from: string): string => `has no placement of this pupil in placements.csv from ${from}`,
  clash: (provision: string, weekday: string, arrive: string): string =>
    `overlaps with ${provision} ${weekday} ${arrive}: two places at one time`,
  formerSchool: (urn: string): string => `is new, and the timetable still has rows at the former school ${urn}`,
  evidenceOnly: 'names no slot of that pupil there that day, so it is kept as evidence alone',
};
