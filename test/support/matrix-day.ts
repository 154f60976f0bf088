/** A school day with one person for every role in every place (`concern-matrix.ts`), each of whom has written once. */
import type { AdultNamed, FirstEvent } from '../../src/domain/concern/events.ts';
import { momentOf } from '../../src/domain/time.ts';
import { createLog } from '../../src/log.ts';
import { openConcern, type ConcernParts } from '../../src/record/concern/add.ts';
import { fileConcern } from '../../src/record/concern/file.ts';
import { concernRoom } from '../../src/record/concern/seating.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { packAction, type Verb } from '../../src/teams/verbs.ts';
import { firstEvent, seating } from './a-concern.ts';
import { everybody, places, type KindOfConcern } from './concern-matrix.ts';
import { startSchoolDay, swanmere, type SchoolDay } from './school-day.ts';
import type { Person } from './teams-world.ts';

const { P, Q, home, host, far, site, main, other } = places;
/** In what the reporter wrote, and in no other word of any card. */
export const secret = 'Ottoline Fisk said';
export const signIn = (who: string): string => `${who.toLowerCase()}.example`;
const csv = (name: string, columns: string, ...lines: string[]): [string, string] => [
  name,
  [columns, ...lines, ''].join('\n'),
];
const at = '1 Mill Lane,LE99 9ZZ,07700 900777,no';

/** `remove`: the row is withdrawn. */
export const roleRow = (who: string, role: string, organisation: string, remove = ''): [string, string] =>
  csv('people.csv', 'upn,role,organisation,name,remove', `${signIn(who)},${role},${organisation},${who},${remove}`);

const pack: [string, string][] = [
  csv(
    'partnerships.csv',
    'code,name,digest_at,tenant_id,host_school',
    `${P},Northvale,10:30,${swanmere},${host}`,
    `${Q},Southmoor,10:30,${swanmere},`,
  ),
  csv('schools.csv', 'urn,name,partnership', `${home},Ashfield,${P}`, `${host},Birchwood,${P}`, `${far},Cedar,${Q}`),
  csv(
    'provisions.csv',
    'code,name,address,postcode,phone,registered,site_of',
    `${other},Oak Farm,${at},`,
    `${main},Base,${at},`,
    `${site},Base East,${at},${main}`,
  ),
  csv(
    'people.csv',
    'upn,role,organisation,name',
    ...everybody.map(([who, role, organisation]) =>
      [signIn(who), role, organisation, who.replace('@', ' of ')].join(','),
    ),
  ),
  csv(
    'pupils.csv',
    'pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date',
    `p01,Wilhelmina,Quarrel,2012-01-02,10,${home},2026-09-01`,
  ),
  csv('placements.csv', 'pupil_id,provision,start_date', `p01,${site},2026-09-01`),
];

export interface MatrixDay extends SchoolDay {
  /** Raises one of a kind, by somebody of no role here. */
  raise(kind: KindOfConcern, id: string): Promise<void>;
  who(name: string): Person;
  /** A button that somebody sends, whoever's it was. */
  send(name: string, verb: Verb, fields: Record<string, string>): ReturnType<SchoolDay['deliver']>;
}

const onAdult = ({ at: place, who }: AdultNamed): AdultNamed => ({
  at: place,
  who: who.kind === 'picked' ? { ...who, upn: signIn(who.upn) } : who,
});

async function draft(parts: ConcernParts, day: SchoolDay, id: string): Promise<void> {
  const moment = momentOf(day.now());
  const event: FirstEvent = { ...firstEvent(seating(everybody).roster, { isDraft: true }), id };
  await openConcern(parts, moment, event, await concernRoom(parts, P, moment));
}

export async function startMatrixDay(date: string): Promise<MatrixDay> {
  const day = await startSchoolDay(date, '10:00');
  await day.load(pack);
  const people = new Map(everybody.map(([name]) => [name, day.person(signIn(name), { tenantId: swanmere })]));
  await Promise.all([...people.values()].map((person) => day.say(person, 'help')));
  const log = createLog('error', { write: (line) => void day.log.push(line) });
  const directory = () => createDirectory(day.store.records).read(day.now());
  const parts: ConcernParts = { store: day.store, log, directory };
  const by = { upn: 'terry@reporter.example', name: 'Terry', position: 'Tutor' };
  const { report } = firstEvent(seating([]).roster) as Extract<FirstEvent, { kind: 'opened' }>;
  return Object.assign(day, {
    who: (name: string) => people.get(name)!,
    send: (name: string, verb: Verb, fields: Record<string, string>) =>
      day.deliver(day.teams.executes(people.get(name)!, { verb, data: packAction(verb, fields), trigger: 'manual' })),
    async raise({ adult, provision, isDraft }: KindOfConcern, id: string) {
      if (isDraft) return draft(parts, day, id);
      await fileConcern(parts, momentOf(day.now()), {
        id,
        partnership: P,
        pupilId: 'p01',
        urn: home,
        ...(provision !== undefined && { provision }),
        report: { ...report, by, words: { ...report.words, what: secret }, ...(adult && { adult: onAdult(adult) }) },
      });
    },
  });
}
