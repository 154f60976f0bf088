/** What may happen to a pupil on a day, told as the marks of their slots. */
import { addDays, addMinutes, instantAt, weekdayOf } from '../domain/time.ts';
import { registrarOf } from './people.ts';
import { between, oneOf } from './seeded.ts';
import type { Mark, MarkStatus } from '../domain/records.ts';
import type { Slot } from '../domain/slots.ts';
import type { LocalDate, LocalTime } from '../domain/time.ts';

interface Told {
  /** The slots of the day that have a register, by start. */
  slots: readonly Slot[];
  /** Who rings round for the partnership. */
  officer: string;
}
type Story = (slot: Slot, told: Told) => Mark[];

const illnesses = ['Mum rang: sickness bug', 'Dad texted: temperature', 'Carer rang: migraine'] as const;
const appointments = ['Orthodontist', 'Hospital appointment, letter seen', 'Optician'] as const;
const early = ['Collected by Nan, felt unwell', 'Agreed with mum: dentist', 'Collected by Dad, family matter'] as const;

const mark = (slot: Slot, status: MarkStatus, at: LocalTime, more: Partial<Mark> = {}): Mark => ({
  pupilId: slot.pupilId,
  date: slot.date,
  provision: slot.provision,
  arrive: slot.start,
  recordedAt: instantAt(slot.date, at),
  recordedBy: registrarOf(slot.provision),
  status,
  ...more,
});

/** A provision sends its register in one go, a few minutes after the start. */
const registerAt = ({ provision, date, start }: Slot): LocalTime =>
  addMinutes(start, between(3, 12, provision, date, start));
const afterClose = ({ closesAt }: Slot): LocalTime => addMinutes(closesAt, 1);
const some = ({ pupilId, date }: Slot, least: number, most: number): number => between(least, most, pupilId, date);

const present: Story = (slot) => [mark(slot, 'present', registerAt(slot))];

function lateAt(slot: Slot, arrivedAt: LocalTime): Mark[] {
  return [mark(slot, 'late', addMinutes(arrivedAt, 2), { arrivedAt })];
}
const late: Story = (slot) => lateAt(slot, addMinutes(slot.start, some(slot, 5, 13)));
const lateAfterClose: Story = (slot, told) =>
  slot === told.slots[0] ? lateAt(slot, addMinutes(slot.closesAt, some(slot, 3, 35))) : present(slot, told);

const ill: Story = (slot) => [
  mark(slot, 'absent', registerAt(slot), { code: 'I', reason: oneOf(illnesses, slot.pupilId, slot.date) }),
];
const appointment: Story = (slot, told) =>
  slot === told.slots[0]
    ? [mark(slot, 'absent', registerAt(slot), { code: 'M', reason: oneOf(appointments, slot.pupilId, slot.date) })]
    : present(slot, told);

const unexplained: Story = (slot) => [mark(slot, 'absent', afterClose(slot))];
/** Nobody knew why at first; from then on it was illness. */
const explainedLater: Story = (slot, told) =>
  slot === told.slots[0]
    ? [
        mark(slot, 'absent', afterClose(slot)),
        mark(slot, 'absent', addMinutes(slot.closesAt, some(slot, 25, 80)), {
          recordedBy: told.officer,
          code: 'I',
          reason: oneOf(illnesses, slot.pupilId, slot.date),
        }),
      ]
    : ill(slot, told);

const nextWeekday = (date: LocalDate): LocalDate => addDays(date, weekdayOf(date) === 'friday' ? 3 : 1);

/** R3.6: the first code stays on record; the next day a letter made it another. */
const corrected: Story = (slot, { officer }) => [
  mark(slot, 'absent', afterClose(slot)),
  mark(slot, 'absent', addMinutes(slot.closesAt, 50), {
    recordedBy: officer,
    code: 'O',
    reason: 'Mum: did not want to come in',
  }),
  mark(slot, 'absent', slot.closesAt, {
    recordedAt: instantAt(nextWeekday(slot.date), '08:55'),
    recordedBy: officer,
    code: 'M',
    reason: 'Hospital letter seen, changed from O',
  }),
];

const goneAt = (slot: Slot, leftAt: LocalTime, more: Partial<Mark>): Mark[] => [
  mark(slot, 'present', registerAt(slot)),
  mark(slot, 'left', addMinutes(leftAt, 2), { leftAt, ...more }),
];
const leftEarly: Story = (slot, told) =>
  slot === told.slots.at(-1)
    ? goneAt(slot, addMinutes(slot.end, -some(slot, 35, 70)), { reason: oneOf(early, slot.pupilId, slot.date) })
    : present(slot, told);

/** Away for the orthodontist in the morning, back after lunch, and home early with toothache. */
const leftTwice: Story = (slot) =>
  slot.session === 'AM'
    ? goneAt(slot, '10:10', { code: 'M', reason: 'Collected by Dad, orthodontist' })
    : goneAt(slot, '14:10', { code: 'I', reason: 'Toothache, collected by Dad' });

/** R4.10: gone in the afternoon, and nobody knows why. */
const walkedOut: Story = (slot, told) =>
  slot.session === 'PM' ? goneAt(slot, addMinutes(slot.start, 80), {}) : present(slot, told);

/** M20: came to the first place of the morning and not to the second; found an hour later. */
const lostOnTheWay: Story = (slot, told) =>
  slot === told.slots[0] || slot.session === 'PM'
    ? present(slot, told)
    : [
        mark(slot, 'absent', afterClose(slot)),
        mark(slot, 'absent', addMinutes(slot.closesAt, 68), {
          recordedBy: told.officer,
          code: 'I',
          reason: 'Found: went home with stomach ache, mum confirms',
        }),
      ];

/** A2: the farm still ticks a child who moved from it, at a time when another place has the child too. */
const tickedTwice: Story = (slot, told) => [
  ...present(slot, told),
  mark(slot, 'present', '12:58', {
    provision: 'fallow-hill',
    arrive: '12:45',
    arrivedAt: '12:50',
    recordedBy: registrarOf('fallow-hill'),
  }),
];

export const stories = {
  present,
  late,
  lateAfterClose,
  ill,
  appointment,
  unexplained,
  explainedLater,
  corrected,
  leftEarly,
  leftTwice,
  walkedOut,
  lostOnTheWay,
  tickedTwice,
} satisfies Record<string, Story>;
export type StoryName = keyof typeof stories;
