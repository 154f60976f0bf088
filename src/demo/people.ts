/** Who holds which role. Only the Playground's people have object ids; the others are bound when they first write. */
import { createHash } from 'node:crypto';
import { addDays } from '../domain/time.ts';
import { demoSchool, demoTenants, demoUsers } from './playground.ts';
import type { Cover, Role } from '../domain/records.ts';
import type { LocalDate } from '../domain/time.ts';
import type { PersonRow } from '../pack/files/people.ts';
import type { PlaygroundPerson } from '../embedded/playground.ts';

const played = (
  user: PlaygroundPerson,
  role: Role,
  organisation: string,
  phone: string,
  position: string,
): PersonRow => ({
  upn: user.userPrincipleName,
  role,
  organisation,
  name: user.name,
  phone,
  tenantId: demoTenants.swanmere,
  objectId: user.aadObjectId,
  position,
});

const inTheDemo: readonly PersonRow[] = [
  played(demoUsers.coordinator, 'coordinator', 'SVP', '07700 900101', 'Partnership coordinator'),
  played(demoUsers.coordinator, 'key-link', demoSchool.urn, '07700 900101', 'Key link, on secondment'),
  played(demoUsers.schoolDsl, 'school-dsl', demoSchool.urn, '07700 900102', 'Assistant head, DSL'),
  played(demoUsers.officer, 'officer', 'SVP', '07700 900103', 'Attendance officer'),
  played(demoUsers.farmStaff, 'provision', 'fallow-hill', '07700 900104', 'Farm tutor'),
  played(demoUsers.attendanceLead, 'attendance-lead', demoSchool.urn, '07700 900105', 'Attendance lead'),
];

type Line = readonly [upn: string, name: string, role: Role, organisation: string, position?: string];

const lines: readonly Line[] = [
  ['c.whitlow@swanmere-valley.example', 'Carys Whitlow', 'deputy', 'SVP', 'Deputy coordinator'],
  ['h.brant@swanmere-valley.example', 'Howard Brant', 'chair', 'SVP', 'Chair of the partnership'],
  ['f.okoro@wrenhill-ip.example', 'Femi Okoro', 'coordinator', 'WHP', 'Partnership coordinator'],
  ['l.tennick@wrenhill-ip.example', 'Lorna Tennick', 'officer', 'WHP', 'Partnership officer'],
  ['d.lisle@ashmere-vale.example', 'Deborah Lisle', 'head', '999001', 'Principal'],
  ['o.grieve@ashmere-vale.example', 'Owen Grieve', 'deputy', '999001', 'Deputy DSL'],
  ['m.stanier@ashmere-vale.example', 'Maud Stanier', 'governor-chair', '999001', 'Chair of governors'],
  ['s.pell@thringbrook.example', 'Simon Pell', 'key-link', '999002', 'Head of inclusion'],
  ['a.mistry@thringbrook.example', 'Anjali Mistry', 'school-dsl', '999002', 'DSL'],
  ['k.rudd@barrowick.example', 'Kate Rudd', 'key-link', '999003', 'Assistant head'],
  ['k.rudd@barrowick.example', 'Kate Rudd', 'school-dsl', '999003', 'Assistant head'],
  ['g.hume@barrowick.example', 'Gareth Hume', 'head', '999003', 'Headteacher'],
  ['b.quilter@st-merewenna.example', 'Bernadette Quilter', 'key-link', '999004', 'SENDCo'],
  ['p.dacosta@st-merewenna.example', 'Paulo da Costa', 'school-dsl', '999004', 'DSL'],
  ['r.thorne@oadfield.example', 'Rhiannon Thorne', 'key-link', '999005', 'Head of Key Stage 4'],
  ['e.sharif@oadfield.example', 'Erum Sharif', 'school-dsl', '999005', 'DSL'],
  ['n.coyle@wrenhill-upper.example', 'Niall Coyle', 'key-link', '999006', 'Assistant head'],
  ['j.obi@wrenhill-upper.example', 'Judith Obi', 'school-dsl', '999006', 'DSL'],
  ['t.levett@langmere-park.example', 'Tamsin Levett', 'key-link', '999007', 'Inclusion lead'],
  ['y.rafiq@langmere-park.example', 'Yusuf Rafiq', 'school-dsl', '999007', 'DSL'],
  ['w.dray@cotesby-grange.example', 'Wendy Dray', 'key-link', '999008', 'Assistant head'],
  ['i.fell@cotesby-grange.example', 'Ian Fell', 'school-dsl', '999008', 'DSL'],
  ['g.astley@fallow-hill.example', 'Gwen Astley', 'provision-dsl', 'fallow-hill', 'DSL'],
  ['h.astley@fallow-hill.example', 'Hugh Astley', 'provision-owner', 'fallow-hill', 'Owner'],
  ['d.hutchin@spanner-works.example', 'Dale Hutchin', 'provision', 'spanner-works', 'Workshop lead'],
  ['d.hutchin@spanner-works.example', 'Dale Hutchin', 'provision-dsl', 'spanner-works', 'Workshop lead'],
  ['r.sund@spanner-works.example', 'Ravi Sund', 'provision', 'spanner-yard', 'Tutor'],
  ['k.dunmore@swanmere-valley.example', 'Kerry Dunmore', 'provision', 'the-base', 'Base teacher'],
  ['i.vare@kiln-lane.example', 'Imogen Vare', 'provision', 'kiln-lane', 'Artist'],
  ['i.vare@kiln-lane.example', 'Imogen Vare', 'provision-owner', 'kiln-lane', 'Artist'],
  ['p.rannoch@greenlock.example', 'Pete Rannoch', 'provision', 'greenlock', 'Skipper'],
  ['m.kell@greenlock.example', 'Moira Kell', 'provision-dsl', 'greenlock', 'DSL'],
  ['s.bartle@first-rung.example', 'Sonny Bartle', 'provision', 'first-rung', 'Site tutor'],
  ['l.bartle@first-rung.example', 'Lena Bartle', 'provision-manager', 'first-rung', 'Manager'],
  ['office@hollowbrook.example', 'Hollowbrook office', 'provision', 'hollowbrook', 'School office'],
  ['i.corrigan@hollowbrook.example', 'Ines Corrigan', 'provision-dsl', 'hollowbrook', 'Deputy head, DSL'],
  ['office@larch-house.example', 'Larch House office', 'provision', 'larch-house', 'School office'],
  ['office@tallis-court.example', 'Tallis Court office', 'provision', 'tallis-court', 'School office'],
  ['b.sall@tallis-court.example', 'Bryony Sall', 'provision-dsl', 'tallis-court', 'DSL'],
];

/** Ofcom keeps 07700 900000 to 900999 for drama. */
const ofLine = ([upn, name, role, organisation, position]: Line, index: number): PersonRow => ({
  upn,
  role,
  organisation,
  name,
  phone: `07700 900${String(120 + index)}`,
  position,
});

/** The key link before the present one, still in the list with the day they stopped. */
const formerKeyLink = (today: LocalDate): PersonRow => ({
  upn: 'v.ames@ashmere-vale.example',
  role: 'key-link',
  organisation: demoSchool.urn,
  name: 'Victor Ames',
  position: 'Assistant head',
  endDate: addDays(today, -60),
});

export const peopleOn = (today: LocalDate): PersonRow[] => [...inTheDemo, ...lines.map(ofLine), formerKeyLink(today)];

/** An invented account, always the same. */
const accountOf = (upn: string): string =>
  createHash('sha256')
    .update(upn)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/** As if everybody had written to Keylink once: nobody is shown as out of reach who is only invented. */
export const allReachable = (people: readonly PersonRow[]): PersonRow[] =>
  people.map((row) => ({ ...row, objectId: row.objectId ?? accountOf(row.upn) }));

/** The second partnership's officer stands in for its coordinator, who is away next week. */
export const coverOn = (today: LocalDate): Cover[] => [
  {
    organisation: 'WHP',
    role: 'coordinator',
    upn: 'l.tennick@wrenhill-ip.example',
    from: addDays(today, 5),
    to: addDays(today, 12),
  },
];

/** Who sends in the register of a provision. */
export const registrarOf = (provision: string): string =>
  [...inTheDemo, ...lines.map(ofLine)].find((row) => row.role === 'provision' && row.organisation === provision)!.name;
export const officerOf: Readonly<Record<string, string>> = { SVP: 'Jo Penfold', WHP: 'Lorna Tennick' };
