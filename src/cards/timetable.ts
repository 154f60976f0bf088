import { fill, plain, type AdaptiveCard } from './render.ts';

export interface DayShown {
  day: string;
  date: string;
  today: boolean;
  slots: readonly { when: string; where: string; extra: string }[];
}
export interface TimetableShown {
  name: string;
  about: string;
  week: string;
  days: readonly DayShown[];
  foot: string;
}

/** A week, or one day of it, as planned. */
export const timetableCard = ({ name, about, week, days, foot }: TimetableShown): AdaptiveCard =>
  fill('timetable', {
    name: plain(name),
    about: plain(about),
    week: plain(week),
    foot: plain(foot),
    fallback: plain(`Timetable, ${week}. Open it in Teams on a computer or a newer phone.`),
    days: days.map(({ day, date, today, slots }) => ({
      day,
      date,
      colour: today ? 'Accent' : 'Default',
      slots: slots.map((slot) => ({ when: plain(slot.when), where: plain(slot.where), extra: plain(slot.extra) })),
    })),
  });
