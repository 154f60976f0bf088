/** The weeks that the demo's pupils have. `home` stands for the pupil's own school. */
import { weekdays } from '../domain/time.ts';
import type { LocalTime, Weekday } from '../domain/time.ts';

export interface Stay {
  days: Weekday[];
  at: string;
  arrive: LocalTime;
  leave: LocalTime;
  activity?: string;
  lunch?: string;
  transport?: string;
}

const activities: Readonly<Record<string, string>> = {
  'fallow-hill': 'Animal care',
  'spanner-works': 'Motor vehicle',
  'spanner-yard': 'Bicycle workshop',
  'the-base': 'English and maths',
  'kiln-lane': 'Art and ceramics',
  greenlock: 'Boat building',
  'first-rung': 'Construction',
  'larch-house': 'Full curriculum',
};

const dayOf = (short: string): Weekday => weekdays.find((day) => day.startsWith(short))!;

/** `stay('mon tue', 'fallow-hill', '09:00-15:45')`; who is there over midday has lunch there. */
function stay(days: string, at: string, hours: string, transport?: string): Stay {
  const [arrive = '', leave = ''] = hours.split('-');
  const activity = activities[at];
  return {
    days: days.split(' ').map(dayOf),
    at,
    arrive,
    leave,
    ...(activity !== undefined && { activity }),
    ...(arrive < '12:00' && leave > '13:00' && { lunch: 'on site, supervised' }),
    ...(transport !== undefined && { transport }),
  };
}

const school = (days: string): Stay => stay(days, 'home', '08:45-15:15');

export const weeks = {
  alfie: [
    stay('mon tue', 'fallow-hill', '09:00-12:00', 'taxi'),
    stay('mon tue', 'the-base', '12:45-15:00', 'taxi home'),
    stay('wed thu', 'spanner-works', '09:00-15:30'),
    stay('fri', 'tallis-court', '09:00-15:10'),
  ],
  farmBoatsTallis: [
    stay('mon tue', 'fallow-hill', '09:00-15:45', 'minibus'),
    stay('wed thu', 'greenlock', '09:00-15:45', 'taxi'),
    stay('fri', 'tallis-court', '09:00-15:10'),
  ],
  workshopBaseSite: [
    stay('mon tue', 'spanner-works', '09:00-15:30'),
    stay('wed thu', 'the-base', '09:00-15:00'),
    stay('fri', 'first-rung', '09:30-15:30', 'taxi'),
  ],
  boatsFarmBase: [
    stay('mon tue', 'greenlock', '09:00-15:45', 'taxi'),
    stay('wed thu', 'fallow-hill', '09:00-15:45', 'minibus'),
    stay('fri', 'the-base', '09:00-15:00'),
  ],
  tallisSiteFarm: [
    stay('mon wed thu', 'tallis-court', '09:00-15:10'),
    stay('tue', 'first-rung', '09:30-15:30', 'taxi'),
    stay('fri', 'fallow-hill', '09:00-15:45', 'minibus'),
  ],
  twoSitesThreeMornings: [
    stay('mon wed fri', 'spanner-works', '09:00-09:45'),
    stay('mon wed fri', 'spanner-yard', '10:00-12:00', 'on foot, along the canal'),
    stay('mon wed fri', 'home', '12:45-15:15', 'taxi'),
    stay('tue thu', 'first-rung', '09:30-15:30', 'taxi'),
  ],
  twoSitesTwoMornings: [
    stay('tue thu', 'spanner-works', '09:00-09:45'),
    stay('tue thu', 'spanner-yard', '10:00-12:00', 'on foot, along the canal'),
    stay('tue thu', 'home', '12:45-15:15', 'taxi'),
    stay('mon wed fri', 'tallis-court', '09:00-15:10'),
  ],
  threeMornings: [stay('mon tue wed', 'the-base', '09:00-12:00')],
  twoDays: [stay('thu fri', 'tallis-court', '09:00-15:10')],
  afternoons: [stay('mon tue wed thu fri', 'tallis-court', '12:45-15:10')],
  farmAfternoons: [stay('mon tue wed thu fri', 'fallow-hill', '12:45-15:45', 'minibus')],
  larch: [stay('mon tue wed thu fri', 'larch-house', '09:00-15:45', 'taxi')],
  tallis: [stay('mon tue wed thu fri', 'tallis-court', '09:00-15:10')],
  studioEarly: [stay('mon tue', 'kiln-lane', '09:30-14:45'), school('wed thu fri')],
  studioMidweek: [stay('wed thu', 'kiln-lane', '09:30-14:45'), school('mon tue fri')],
  studioAndUnit: [
    stay('fri', 'kiln-lane', '09:30-14:45'),
    stay('mon tue', 'hollowbrook', '08:50-14:50'),
    school('wed thu'),
  ],
  farm: [stay('mon tue', 'fallow-hill', '09:00-15:45', 'minibus'), school('wed thu fri')],
  farmThenBase: [
    stay('mon', 'fallow-hill', '09:00-12:00', 'taxi'),
    stay('mon', 'the-base', '12:45-15:00'),
    school('tue wed thu fri'),
  ],
  workshop: [stay('wed thu', 'spanner-works', '09:00-15:30'), school('mon tue fri')],
  site: [stay('wed thu', 'first-rung', '09:30-15:30'), school('mon tue fri')],
  unit: [stay('tue thu', 'hollowbrook', '08:50-14:50'), school('mon wed fri')],
  boats: [stay('mon fri', 'greenlock', '09:00-15:45', 'taxi'), school('tue wed thu')],
  baseMornings: [
    stay('mon tue wed thu', 'the-base', '09:00-12:00'),
    stay('mon tue wed thu', 'home', '12:45-15:15', 'taxi'),
    school('fri'),
  ],
  oneDay: [stay('wed', 'fallow-hill', '09:00-15:45', 'minibus'), school('mon tue thu fri')],
} satisfies Record<string, readonly Stay[]>;
export type Week = keyof typeof weeks;
