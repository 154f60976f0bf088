import * as fc from 'fast-check';
import { saidTime } from '../../src/domain/register/said-time.ts';
import { readSentence } from '../../src/domain/register/sentence.ts';
import { rollOf } from '../../src/domain/register/roll.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import type { SentenceReading } from '../../src/domain/register/sentence.ts';
import type { Pupil } from '../../src/domain/records.ts';
import { aMark, aPupil, aRow, held } from '../support/cal-a.ts';

const MONDAY = '2026-11-09';
const someone = (pupilId: string, forename: string, surname: string, over: Partial<Pupil> = {}) =>
  aPupil({ pupilId, forename, surname, timetable: [aRow('monday', 'oak-farm', '09:00', '12:00')], ...over });
const pupils = [
  someone('tom', 'Thomas', 'Smith', { preferredForename: 'Tom' }),
  someone('aisha', 'Aisha', 'Rahman'),
  someone('ben', 'Ben', 'Carter'),
  someone('cara', 'Cara', "O'Neill"),
  someone('mary', 'Mary-Jane', 'Watson'),
  someone('sam1', 'Sam', 'Hill'),
  someone('sam2', 'Sam', 'Price'),
  someone('taylor', 'Taylor', 'Brook'),
  someone('kim', 'Kim', 'Taylor'),
  someone('zoe', 'Zoë', 'Müller'),
];
const roll = rollOf({
  provision: 'oak-farm',
  date: MONDAY,
  held: [held({ pupils, marks: [aMark('late', '09:12', { pupilId: 'zoe', arrivedAt: '09:11' })] })],
  now: momentOf(instantAt(MONDAY, '09:15')),
  viewer: 'sam@northvale.example',
});

/** `tom: present; ?Sam (sam1 sam2); unknown: Nobody; rest: …`, in the order of the roll. */
function told(reading: SentenceReading): string {
  if (reading.kind === 'refused') return reading.why;
  const { entries, unclear, unknown, everyoneElse } = reading;
  const order = pupils.map(({ pupilId }) => pupilId);
  const said = entries
    .toSorted((a, b) => order.indexOf(a.pupilId) - order.indexOf(b.pupilId))
    .map(({ pupilId, entry }) => {
      const { said: word, reason, at, heard } = { at: undefined, heard: undefined, ...entry };
      return `${pupilId} ${[word, at, heard, reason].filter((part) => part !== undefined).join(' ')}`;
    });
  const asked = unclear.map(({ words, why, candidates }) => `${why}? ${words} (${candidates.join(' ')})`);
  const nobody = unknown.map((words) => `unknown ${words}`);
  const others = everyoneElse?.kind === 'present' ? `rest ${everyoneElse.pupilIds.toSorted().join(' ')}` : 'rest waits';
  return [...said, ...asked, ...nobody, ...(everyoneElse ? [others] : [])].join('; ');
}
const read = (text: string, chosen?: Record<string, string>) => told(readSentence(text, roll, chosen));

describe('a register in a sentence', () => {
  test.each([
    ['Tom and Aisha in, Ben not here, Cara late 9:20', 'tom present; aisha present; ben absent; cara late 09:20'],
    ['tom in', 'tom present'],
    ['TOM IS IN.', 'tom present'],
    ['Tom, Aisha and Ben are here', 'tom present; aisha present; ben present'],
    ['Tom & Aisha both present', 'tom present; aisha present'],
    ['Tom + Aisha in', 'tom present; aisha present'],
    ['Tom in; Ben absent', 'tom present; ben absent'],
    ['Tom in\nBen away\nCara off', 'tom present; ben absent; cara absent'],
    ['Tom in. Ben hasn’t arrived.', 'tom present; ben absent'],
    ["Ben isn't in but Cara is here", 'ben absent; cara present'],
    ['Ben no-show', 'ben absent'],
    ['Cara late 9.20', 'cara late 09:20'],
    ['Cara late at 0920', 'cara late 09:20'],
    ['Cara came in late at 9:20am', 'cara late 09:20'],
    ['Cara late 1:20', 'cara late 13:20'],
    ['Cara late', 'cara late'],
    ['Cara late 9:20 because the bus broke down', 'cara late 09:20 the bus broke down'],
    ['Tom arrived 8:52', 'tom present 08:52'],
    ['Ben left 11:05', 'ben left 11:05'],
    ['Ben and Cara went home at 11.05', 'ben left 11:05; cara left 11:05'],
    ['Tom ill', 'tom absent ill'],
    ['Tom is off sick, Ben poorly', 'tom absent ill; ben absent ill'],
    ['Tom not in – ill', 'tom absent ill'],
    ['Aisha at the dentist', 'aisha absent appointment'],
    ['Ben not here because mum rang, Tom in', 'tom present; ben absent mum rang'],
    ['Thomas Smith in', 'tom present'],
    ['Mary-Jane in, O’Neill absent', 'mary present; who? O’Neill (cara)'],
    ['Zoe Mueller in', 'zoe present'],
    ['Sam Hill in and Sam Price not here', 'sam1 present; sam2 absent'],
    ['Tom in, tom in', 'tom present'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['two of that forename', 'Sam in', 'who? Sam (sam1 sam2)'],
    ['a forename that is another’s surname', 'Taylor in', 'who? Taylor (taylor kim)'],
    ['a forename with an initial', 'Ben C. in', 'who? Ben C. (ben)'],
    ['a surname alone', 'Rahman in', 'who? Rahman (aisha)'],
    ['a slip of the pen', 'Aisha Rahmen in', 'who? Aisha Rahmen (aisha)'],
    ['nobody there', 'Jack in, Tom in', 'tom present; unknown Jack'],
    ['no comma between two', 'Tom Aisha in', 'unknown Tom Aisha'],
    ['nothing said', 'Tom in, Ben', 'tom present; what? Ben (ben)'],
    ['nothing clear said', 'Ben in the barn', 'ben present; unknown the barn'],
    ['said twice, differently', 'Tom in, Ben here, Tom late 9:20', 'ben present; what? Tom (tom)'],
    ['a time in words', 'Cara late twenty past nine', 'cara late; unknown twenty past nine'],
    ['a code is not read here', 'Tom B', 'unknown Tom B'],
    ['a time alone', '9:20', 'unknown 9:20'],
  ])('is asked, never guessed: %s', (_, text, expected) => {
    expect(read(text)).toBe(expected);
  });

  const OTHERS = 'aisha cara kim mary sam1 sam2 taylor tom';
  test.each([
    ['All in except Ben', `ben absent; rest ${OTHERS}`],
    ['all present apart from Ben', `ben absent; rest ${OTHERS}`],
    ['everyone but Ben is in', `ben absent; rest ${OTHERS}`],
    ['All except Ben are here', `ben absent; rest ${OTHERS}`],
    ['everyone in, not Ben', `ben absent; rest ${OTHERS}`],
    ['Ben not here, everyone else in', `ben absent; rest ${OTHERS}`],
    ['Ben late 9:20 and the rest are in', `ben late 09:20; rest ${OTHERS}`],
    ['All in except Ben ill', `ben absent ill; rest ${OTHERS}`],
    ['All in except Ben. Ben ill.', `ben absent ill; rest ${OTHERS}`],
    ['everyone present but Ben and Cara', 'ben absent; cara absent; rest aisha kim mary sam1 sam2 taylor tom'],
    ['all in', 'rest aisha ben cara kim mary sam1 sam2 taylor tom'],
    [
      'All in except Ben ill and Cara late 9:20',
      'ben absent ill; cara late 09:20; rest aisha kim mary sam1 sam2 taylor tom',
    ],
  ])('%s: only the unmarked are the others, so not Zoë', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['All in except Sam', 'who? Sam (sam1 sam2); rest waits'],
    ['All in except Bne', 'unknown Bne; rest waits'],
    ['All in except Ben, Cara late 9:20', 'cara late 09:20; what? Ben (ben); rest waits'],
    ['all in, Tom', 'what? Tom (tom); rest waits'],
    ['everyone absent', 'what? everyone absent ()'],
    ['everyone late 9:20', 'what? everyone late ()'],
    ['all except Ben', 'what? Ben (ben); what? everyone ()'],
  ])('%s: nobody is marked in while that is open', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('an answer settles a name on the second reading; one from outside the register settles nothing', () => {
    expect(read('All in except Sam', { Sam: 'sam2' })).toBe(
      `sam2 absent; rest aisha ben cara kim mary sam1 taylor tom`,
    );
    expect(read('Sam in', { Sam: 'stranger' })).toBe('who? Sam (sam1 sam2)');
    expect(read('constructor in', {})).toBe('unknown constructor');
  });
});

describe('what is no sentence', () => {
  test.each([
    ['', 'empty'],
    ['  ,. and ; 🙂 ', 'empty'],
    ['x'.repeat(2001), 'too-long'],
    ['Tom in, '.repeat(131_072), 'too-long'],
    [`${Array.from({ length: 40 }, (_, i) => `Name${i}`).join(', ')} in`, 'too-many-names'],
  ])('%.20s… is refused: %s', (text, why) => {
    expect(read(text)).toBe(why);
  });

  test('thirty-nine names are still read', () => {
    const names = Array.from({ length: 39 }, (_, i) => `Name${i}`);
    expect(readSentence(`${names.join(', ')} in`, roll)).toMatchObject({ kind: 'understood', unknown: names });
  });
});

describe('times in digits', () => {
  test.each([
    ['9:20', '09:20'],
    ['9.20', '09:20'],
    ['0920', '09:20'],
    ['1.20pm', '13:20'],
    ['1:20', '13:20'],
    ['01:20', '01:20'],
    ['25:00', undefined],
    ['9:60', undefined],
    ['9', undefined],
    ['920', undefined],
    ['twenty past nine', undefined],
  ])('%s is %s', (text, time) => {
    expect(saidTime(text)).toBe(time);
  });
});

describe('any words at all', () => {
  const onRoll = new Set(pupils.map(({ pupilId }) => pupilId));
  const words = fc.constantFrom(
    'Tom',
    'Aisha',
    'Ben',
    'Sam',
    'Taylor',
    'Smith',
    'Jack',
    'all',
    'everyone',
    'else',
    'except',
    'but',
    'not',
    'in',
    'here',
    'late',
    '9:20',
    '0920',
    'left',
    'ill',
    'absent',
    'and',
    ',',
    '.',
    ';',
    'because',
    'is',
    'at',
    'O’',
  );
  const sentence = fc.oneof(
    fc.array(words, { maxLength: 25 }).map((list) => list.join(' ')),
    fc.string({ maxLength: 200 }),
    fc.tuple(words, words, words).map((said) => `All in except ${said.join(' ')}`),
  );
  const chosen = fc.dictionary(fc.constantFrom('Sam', 'Taylor', 'Jack'), fc.constantFrom('sam1', 'kim', 'stranger'));

  test('never yield a pupil who is not on the register, nor mark one twice, nor the others while anything is open', () => {
    fc.assert(
      fc.property(sentence, chosen, (text, answers) => {
        const reading = readSentence(text, roll, answers);
        if (reading.kind === 'refused') return;
        const marked = reading.entries.map(({ pupilId }) => pupilId);
        const others = reading.everyoneElse?.kind === 'present' ? reading.everyoneElse.pupilIds : [];
        const everybody = [...marked, ...others, ...reading.unclear.flatMap(({ candidates }) => candidates)];
        expect(everybody.filter((pupilId) => !onRoll.has(pupilId))).toEqual([]);
        expect(new Set([...marked, ...others]).size).toBe(marked.length + others.length);
        if (others.length > 0) expect(reading.unclear.length + reading.unknown.length).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
