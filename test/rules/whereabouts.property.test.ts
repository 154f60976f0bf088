import * as fc from 'fast-check';
import { absenceCategories } from '../../src/domain/codes.ts';
import { markStatuses } from '../../src/domain/records.ts';
import { slotsOn } from '../../src/domain/slots.ts';
import { addDays, addMinutes, instantAt, momentOf, weekdayOf, weekdays } from '../../src/domain/time.ts';
import { whereabouts } from '../../src/domain/whereabouts.ts';
import { sayWhereabouts } from '../../src/texts/whereabouts.ts';
import type { CalendarRow, Mark, PartnershipRecords, Pupil, TimetableRow } from '../../src/domain/records.ts';
import type { Asked, Whereabouts } from '../../src/domain/whereabouts.ts';
import { anyAbsence, secretWords } from '../support/any-absence.ts';
import { ASHFIELD, aPlacement, aPupil, aProvision, aSchool, calA, held } from '../support/cal-a.ts';

/** Names that no other word of an answer contains, so that one slip shows. */
const provisions = ['Quillon', 'Vexley', 'Zanthe'].map((name, i) =>
  aProvision({ code: `code-${name.toLowerCase()}`, name, phone: `07700 90000${i}` }),
);
const places = [...provisions.map(({ code }) => code), ASHFIELD];
const schools = [aSchool({ name: 'Wharfdale School', officePhone: '07700 900009' })];
const states = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11', 'A12', 'A13', 'A14', 'A15', 'A16'];

const place = fc.constantFrom(...places);
const time = fc.integer({ min: 0, max: 287 }).map((step) => addMinutes('00:00', step * 5));
const schoolTime = fc.integer({ min: 96, max: 200 }).map((step) => addMinutes('00:00', step * 5));
/** Half term, INSET, bank holiday, both clock changes, weekends and plain days. */
const date = fc.oneof(
  fc.integer({ min: 0, max: 20 }).map((days) => addDays('2026-10-15', days)),
  fc.integer({ min: 0, max: 3 }).map((days) => addDays('2026-11-09', days)),
  fc.constantFrom('2026-08-31', '2026-12-25', '2027-03-28', '2027-07-05', '2027-07-20'),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Mostly the ordinary ones, so that every rung is reached. */
const usualTimes = (...times: string[]) => fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...times) }, schoolTime);
const rowOn = (day: string): fc.Arbitrary<TimetableRow> =>
  fc.record({
    provision: place,
    weekday: fc.oneof({ weight: 4, arbitrary: fc.constant(weekdayOf(day)) }, fc.constantFrom(...weekdays)),
    arrive: usualTimes('09:00', '12:45'),
    leave: maybe(usualTimes('12:00', '15:45')),
    validFrom: fc.constantFrom('2026-08-27', '2026-10-27'),
    validTo: maybe(fc.constant('2027-07-14')),
    transport: maybe(fc.constant('taxi')),
    lunch: maybe(fc.constant('on site')),
  });
const agreement = fc.record({
  from: fc.constant('2026-09-01'),
  to: maybe(fc.constant('2026-10-20')),
  weekday: fc.constantFrom(...weekdays),
  session: fc.constantFrom('AM' as const, 'PM' as const),
});
const suspension = fc.record({
  from: date,
  to: maybe(date),
  kind: fc.constantFrom('suspended' as const, 'excluded' as const),
});
const pupilOn = (day: string): fc.Arbitrary<Pupil> =>
  fc
    .record({
      timetable: fc.array(rowOn(day), { maxLength: 5 }),
      agreements: fc.array(agreement, { maxLength: 3 }),
      suspensions: fc.array(suspension, { maxLength: 1 }),
      endDate: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, date),
      startDate: fc.constantFrom('2026-08-27', '2026-08-27', '2026-08-27', '2026-10-27'),
      dual: fc.constantFrom(false, false, true),
    })
    .map(({ dual, ...over }) =>
      aPupil({
        ...over,
        placements: provisions.map(({ code }) =>
          aPlacement({ provision: code, arrangement: dual ? 'dual' : 'school' }),
        ),
      }),
    );
const closure: fc.Arbitrary<CalendarRow> = fc.record({
  organisation: fc.constantFrom(...places, '*'),
  from: date,
  to: date,
  kind: fc.constantFrom('holiday' as const, 'closure' as const, 'inset' as const),
  note: maybe(fc.constant('flood')),
});

/** Mostly for the slots of that day, sometimes for none; recorded on the day or another, before or after now. */
const markOn = (day: string, slots: { provision: string; start: string }[]): fc.Arbitrary<Mark> =>
  fc
    .record({
      where: fc.oneof(
        {
          weight: 4,
          arbitrary: slots.length > 0 ? fc.constantFrom(...slots) : fc.record({ provision: place, start: schoolTime }),
        },
        { weight: 1, arbitrary: fc.record({ provision: place, start: schoolTime }) },
      ),
      status: fc.constantFrom(...markStatuses),
      recordedOn: fc.constantFrom(-1, 0, 0, 0, 1),
      recorded: fc.oneof({ weight: 3, arbitrary: schoolTime }, time),
      spoken: maybe(schoolTime),
      code: maybe(fc.constantFrom('/', 'B', 'I', 'M', 'E', 'Y5', 'N', 'O', 'rubbish')),
      reason: maybe(fc.constantFrom('collected', ' ')),
      mine: fc.integer({ min: 0, max: 9 }),
    })
    .map(({ where, status, recordedOn, recorded, spoken, code, reason, mine }) => ({
      pupilId: mine === 0 ? 'another' : 'p01',
      date: mine === 1 ? addDays(day, 1) : day,
      provision: where.provision,
      arrive: where.start,
      recordedAt: instantAt(addDays(day, recordedOn), recorded),
      recordedBy: 'the office',
      status,
      arrivedAt: status === 'left' ? undefined : spoken,
      leftAt: status === 'left' ? spoken : undefined,
      code,
      reason,
    }));

const audience: fc.Arbitrary<Asked['audience']> = fc.oneof(
  fc.constant({ kind: 'partnership' as const }),
  fc.constant({ kind: 'school' as const }),
  fc.subarray(provisions.map(({ code }) => code)).map((codes) => ({ kind: 'provision' as const, provisions: codes })),
);

const asked: fc.Arbitrary<Asked> = fc
  .record({
    day: date,
    at: fc.oneof({ weight: 6, arbitrary: schoolTime }, time),
    closures: fc.array(closure, { maxLength: 2 }),
    audience,
    shift: fc.constantFrom(-20, -7, -3, -1, 0, 0, 0, 0, 1, 3, 7, 20),
  })
  .chain((scene) => fc.tuple(fc.constant(scene), pupilOn(scene.day)))
  .chain(([{ day, at, closures, audience: who, shift }, child]) => {
    const records: PartnershipRecords = held({
      provisions,
      schools,
      pupils: [child],
      calendar: [...calA, ...closures],
    });
    const slots = slotsOn(child, day, records);
    const moment = momentOf(instantAt(day, at));
    const recorded = fc.integer({ min: -3000, max: 0 }).map((minutes) => moment.instant + minutes * 60_000);
    const marks = fc.array(markOn(moment.date, slots), { maxLength: 6 });
    const known = marks.chain((given) =>
      fc.record({
        marks: fc.constant(given),
        absences: fc.array(anyAbsence('p01', moment.date, recorded, given), { maxLength: 1 }),
      }),
    );
    return known.map((said) => ({
      pupil: child,
      held: { ...records, ...said },
      moment,
      now: shift === 0 ? moment : momentOf(moment.instant + shift * 3_600_000),
      audience: who,
      plan: shift !== 0,
      coordinator: { name: 'Jo Bell' },
    }));
  });

const say = (w: Whereabouts): string[] =>
  Object.values(sayWhereabouts(w, { displayName: 'Alfie Smith', school: 'the school', year: 10 }));
const check = (property: (question: Asked, w: Whereabouts) => void): void =>
  fc.assert(
    fc.property(asked, (question) => property(question, whereabouts(question))),
    { numRuns: 250 },
  );

const ofThatDay = ({ held: { marks }, pupil: { pupilId }, moment, now }: Asked): Mark[] =>
  marks.filter((mark) => mark.pupilId === pupilId && mark.date === moment.date && mark.recordedAt <= now.instant);

describe('whereabouts, for any pupil, timetable, calendar, marks and moment', () => {
  test('R7.10: nobody is said to have been anywhere without a mark that says so', () => {
    check((question, w) => {
      if (ofThatDay(question).some(({ status }) => status !== 'absent')) return;
      expect(['A2', 'A3', 'A4', 'A5', 'A6']).not.toContain(w.state);
      expect(w.lastConfirmed).toBeUndefined();
      expect(say(w).join(' ')).not.toMatch(/\bpresent\b|confirmed at|last confirmed|in school per/i);
    });
  });

  test('every place that a mark is said to confirm has a mark of that pupil and day', () => {
    check((question, w) => {
      const marked = new Set(ofThatDay(question).map(({ provision, status }) => `${provision} ${status}`));
      for (const { place: seen, status } of [...w.held, ...w.later]) expect(marked).toContain(`${seen.code} ${status}`);
    });
  });

  test('R7.10: never "is at", "undefined" or "NaN"; every line ends as a sentence', () => {
    check((_question, w) => {
      const [, ...lines] = say(w);
      for (const line of lines) {
        expect(line).toMatch(/\S\.$/);
        expect(line).not.toMatch(/\bis at\b|undefined|NaN|null|\[object/);
      }
    });
  });

  test('trap 7: "absent" is said only with a mark that says absent', () => {
    check((question, w) => {
      if (ofThatDay(question).some(({ status }) => status === 'absent')) return;
      expect(['A7', 'A8']).not.toContain(w.state);
      expect(say(w).join(' ')).not.toMatch(/\babsen(t|ce)\b/i);
    });
  });

  test('R7.15: provision staff are told nothing of any other place', () => {
    check((question, w) => {
      if (question.audience.kind !== 'provision') return;
      const told = JSON.stringify([w, say(w)]);
      const hidden = provisions.filter(({ code }) => !question.audience.provisions?.includes(code));
      for (const { code, name, phone } of [
        ...hidden,
        { code: ASHFIELD, name: 'Wharfdale School', phone: '07700 900009' },
      ]) {
        expect(told).not.toContain(code);
        expect(told).not.toContain(name);
        expect(told).not.toContain(phone);
      }
      for (const category of ['appointment', 'exclusion']) expect(told).not.toContain(`"category":"${category}"`);
    });
  });

  test('R9.3: of a recorded absence no word that anybody wrote, and no name', () => {
    check((_question, w) => {
      const told = JSON.stringify([w, say(w)]);
      for (const word of secretWords) expect(told).not.toContain(word);
    });
  });

  test('7.2: exactly one state of the table, with somebody to ask', () => {
    check((_question, w) => {
      expect(states).toContain(w.state);
      expect(w.ring.length).toBeGreaterThan(0);
    });
  });

  test('the order in which marks are stored changes nothing', () => {
    check((question, w) => {
      const marks = question.held.marks.toReversed();
      const distinct = new Set(marks.map(({ recordedAt }) => recordedAt)).size === marks.length;
      if (distinct) expect(whereabouts({ ...question, held: { ...question.held, marks } })).toEqual(w);
    });
  });

  test('R7.11: what is expected next lies ahead, and evidence has no age below nought', () => {
    check((_question, w) => {
      if (w.next) expect(`${w.next.date} ${w.next.start}` > `${w.moment.date} ${w.moment.time}`).toBe(true);
      for (const { ageMinutes } of w.held) expect(ageMinutes ?? 0).toBeGreaterThanOrEqual(0);
    });
  });

  test('A7: every category there is has words', () => {
    for (const category of absenceCategories) {
      const at = momentOf(instantAt('2026-11-09', '10:00'));
      const evidence = {
        place: { code: 'x', name: 'Quillon', atHome: false },
        status: 'absent' as const,
        at: '09:00',
        timeKnown: true,
        late: false,
        category,
        recordedBy: 'the office',
        recorded: at,
        stale: false,
      };
      const w: Whereabouts = {
        state: 'A7',
        category,
        evidence,
        audience: 'partnership',
        plan: false,
        moment: at,
        now: at,
        planned: [],
        held: [evidence],
        later: [],
        ring: [],
      };
      expect(say(w)[1]).toMatch(/^(Absent today: \S.*|Unable to attend \(restricted\))\.$/);
    }
  });
});
