/** What the page keeps of a register and how it sends it: in order, one at a time, until it is answered. */
import type { RegisterLine, RegisterRoll, TapSent, TapsSent } from '../../src/tab-api/register/models.ts';
import { createBook, Failed, Refused, type Book } from '../../src/tab/pages/register/book.ts';
import { actOf } from '../../src/tab/pages/register/keys.ts';
import { isUnmarked, nextUnmarked, rowsOf, type Change, type Row } from '../../src/tab/pages/register/sheet.ts';

const NAMES = ['Ann', 'Ben', 'Cara', 'Dev', 'Eve'];
const ID = 'oak-farm|AM';
const keyOf = (name: string): string => `${name} 09:00`;
const line = (name: string, over: Partial<RegisterLine> = {}): RegisterLine => ({
  pupilId: name,
  start: '09:00',
  name,
  about: 'Year 9',
  seen: '',
  ...over,
});
const rollWith = (lines = NAMES.map((name) => line(name)), over: Partial<RegisterRoll> = {}): RegisterRoll => ({
  code: 'oak-farm',
  name: 'Oak Farm',
  session: 'AM',
  phone: '01632 960001',
  when: '',
  whenLong: '',
  state: 'open',
  stateWords: 'Open',
  due: lines.length,
  marked: 0,
  date: '2026-11-09',
  sessions: [],
  lines,
  ...over,
});

interface Sent {
  what: 'save' | 'submit';
  taps: TapSent[];
  answer(): Promise<void>;
  fails(fault: Error): Promise<void>;
}

/** A server that answers when it is told to, and timers that run when they are told to. */
function desk(roll = rollWith()) {
  const kept = new Map<string, TapSent>();
  const recorded = new Map<string, string>();
  const sent: Sent[] = [];
  const timers: { ms: number; run(): void }[] = [];
  const settled = async (): Promise<void> => {
    for (let n = 0; n < 10; n += 1) await Promise.resolve();
  };
  const linesNow = (): RegisterLine[] =>
    roll.lines.map((one) => {
      const tap = kept.get(one.pupilId);
      const stands = recorded.get(one.pupilId);
      return {
        ...one,
        ...(stands !== undefined && { stands: { said: 'present' as const, words: `In – Sam, ${stands}` } }),
        ...(tap && tap.said !== 'nothing' && { tap: { ...tap, said: tap.said, words: `said ${tap.said}` } }),
      };
    });
  const asked = (what: Sent['what'], { taps }: TapsSent) =>
    new Promise<never>((resolve, reject) => {
      sent.push({
        what,
        taps,
        async answer() {
          for (const tap of taps) kept.set(tap.pupilId, tap);
          if (what === 'submit') {
            for (const tap of taps) {
              recorded.set(tap.pupilId, '09:10');
              kept.delete(tap.pupilId);
            }
          }
          const notes = [{ text: `Recorded: ${taps.length} pupils.`, style: 'good' }];
          const more = what === 'submit' ? { recorded: taps.length, refused: 0, contested: 0, notes } : {};
          resolve({ now: '09:10', roll: { ...roll, lines: linesNow() }, gone: [], ...more } as never);
          await settled();
        },
        async fails(fault) {
          reject(fault);
          await settled();
        },
      });
    });
  let minutes = 0;
  const book = createBook({
    save: (_code, body) => asked('save', body),
    submit: (_code, body) => asked('submit', body),
    later(run, ms) {
      const timer = { ms, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    ticks: () => minutes * 60_000,
  });
  book.show({ now: '09:10', rolls: [roll], reasons: [] }, 0);
  return {
    book,
    sent,
    timers,
    kept,
    /** The timers' time has come. */
    async wait() {
      for (const timer of timers.splice(0)) timer.run();
      await settled();
    },
    pass: (more: number) => void (minutes += more),
  };
}

const say = (book: Book, name: string, said: 'present' | 'late' | 'absent' = 'present'): void =>
  book.change(ID, keyOf(name), { kind: 'say', said });
const change = (book: Book, name: string, one: Change): void => book.change(ID, keyOf(name), one);
const sheetIn = (book: Book) => book.state().sheets.get(ID)!;
const stages = (book: Book): string =>
  rowsOf(sheetIn(book))
    .map(({ stage }) => stage)
    .join(' ');

describe('three things are never mixed up', () => {
  test('said here, saved as a draft, recorded', async () => {
    const { book, sent, wait } = desk();
    say(book, 'Ann');
    expect(stages(book)).toBe('unsaved none none none none');
    await wait();
    expect(stages(book)).toBe('unsaved none none none none');
    await sent[0]!.answer();
    expect(stages(book)).toBe('draft none none none none');
    book.submit(ID);
    expect(stages(book)).toBe('draft none none none none');
    await sent[1]!.answer();
    expect(stages(book)).toBe('recorded none none none none');
  });

  test('what was said while the request was on its way stays unsaved when it is answered', async () => {
    const { book, sent, wait } = desk();
    say(book, 'Ann');
    await wait();
    say(book, 'Ben');
    say(book, 'Ann', 'absent');
    await sent[0]!.answer();
    expect(stages(book)).toBe('unsaved unsaved none none none');
    await wait();
    expect(sent[1]!.taps.map(({ pupilId, said }) => [pupilId, said])).toEqual([
      ['Ann', 'absent'],
      ['Ben', 'present'],
    ]);
  });

  test('taken back is unsaved too, until the server has it', async () => {
    const { book, sent, wait } = desk();
    say(book, 'Ann');
    await wait();
    await sent[0]!.answer();
    change(book, 'Ann', { kind: 'take-back' });
    const [ann] = rowsOf(sheetIn(book));
    expect([ann?.stage, ann?.tap?.said, isUnmarked(ann!)]).toEqual(['unsaved', 'nothing', true]);
    await wait();
    expect(sent[1]!.taps.map(({ said }) => said)).toEqual(['nothing']);
    await sent[1]!.answer();
    expect(stages(book)).toBe('none none none none none');
  });
});

describe('sending', () => {
  test('quick marks go together, and one request at a time', async () => {
    const { book, sent, wait } = desk();
    for (const name of NAMES.slice(0, 3)) say(book, name);
    await wait();
    say(book, 'Dev');
    await wait();
    book.hurry();
    expect(sent.map(({ taps }) => taps.length)).toEqual([3]);
    await sent[0]!.answer();
    await wait();
    expect(sent.map(({ taps }) => taps.length)).toEqual([3, 1]);
  });

  test('a lost connection: marks are taken on, tried again by itself ever more slowly, and sent on coming back', async () => {
    const { book, sent, wait, timers } = desk();
    const waits: number[] = [];
    say(book, 'Ann');
    await wait();
    for (let n = 0; n < 6; n += 1) {
      await sent.at(-1)!.fails(new Failed('lost'));
      waits.push(...timers.map(({ ms }) => ms));
      if (n === 1) say(book, 'Ben');
      expect(book.state().failure).toBe('lost');
      await wait();
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    expect(sent.at(-1)!.taps.map(({ pupilId }) => pupilId)).toEqual(['Ann', 'Ben']);
    await sent.at(-1)!.answer();
    expect(book.state().failure).toBeUndefined();
    expect(stages(book)).toBe('draft draft none none none');
    expect(book.state().told.words).toBe('Ann said present, saved as draft. Ben said present, saved as draft');
  });

  test('submitted without a connection it waits, and is sent with what was shown', async () => {
    const { book, sent, wait } = desk();
    say(book, 'Ann');
    book.submit(ID);
    await sent[0]!.fails(new Failed('lost'));
    expect(sheetIn(book).submitting).toBe('waits');
    book.hurry();
    expect(sent.map(({ what, taps }) => [what, taps.length])).toEqual([
      ['submit', 1],
      ['submit', 1],
    ]);
    await sent[1]!.answer();
    expect(stages(book)).toBe('recorded none none none none');
    expect(sheetIn(book).told.map(({ text }) => text)).toEqual(['Recorded: 1 pupils.']);
    await wait();
    expect(sent).toHaveLength(2);
  });

  test.each([
    ['before it fails', true],
    ['while it waits', false],
  ])('changed %s, it is not submitted by itself any more', async (_when, early) => {
    const { book, sent, wait } = desk();
    say(book, 'Ann');
    book.submit(ID);
    if (early) say(book, 'Ben');
    await sent[0]!.fails(new Failed('fault'));
    if (!early) say(book, 'Ben');
    expect(sheetIn(book).submitting).toBe('no');
    expect(book.state().told.words).toMatch(/Submit it again|does not take it/);
    await wait();
    expect(sent.at(-1)!.what).toBe('save');
    expect(sent.at(-1)!.taps.map(({ pupilId }) => pupilId)).toEqual(['Ann', 'Ben']);
  });

  test('what the server understands and refuses is not tried again, and is said', async () => {
    const { book, sent, timers, wait } = desk();
    say(book, 'Ann');
    await wait();
    await sent[0]!.fails(new Refused('Your role does not include this page.'));
    expect(sheetIn(book).stopped).toBe('Your role does not include this page.');
    expect([timers.length, stages(book)]).toEqual([0, 'unsaved none none none none']);
    book.submit(ID);
    expect(sent).toHaveLength(1);
  });

  test('whatever else goes wrong is tried again', async () => {
    const { book, sent, wait } = desk();
    say(book, 'Ann');
    await wait();
    await sent[0]!.fails(new TypeError('half an answer'));
    expect(book.state().failure).toBe('fault');
    await wait();
    expect(sent).toHaveLength(2);
  });
});

describe('what is asked for anew', () => {
  test('what came before an answer, and arrives after it, changes nothing', async () => {
    const { book, sent, wait } = desk();
    const asked = book.answers();
    say(book, 'Ann');
    await wait();
    await sent[0]!.answer();
    book.show({ now: '09:10', rolls: [rollWith()], reasons: [] }, asked);
    expect(stages(book)).toBe('draft none none none none');
    book.show({ now: '09:10', rolls: [rollWith()], reasons: [] }, book.answers());
    expect(stages(book)).toBe('none none none none none');
  });

  test('what was said and is unsaved stays said', () => {
    const { book } = desk();
    say(book, 'Ann');
    book.show({ now: '09:11', rolls: [rollWith()], reasons: [] }, book.answers());
    expect(stages(book)).toBe('unsaved none none none none');
  });

  test('of another day nothing stays: it was said of other children’s morning', () => {
    const { book } = desk();
    say(book, 'Ann');
    const tomorrow = rollWith(undefined, { date: '2026-11-10' });
    book.show({ now: '08:40', rolls: [tomorrow], reasons: [] }, book.answers());
    expect(stages(book)).toBe('none none none none none');
    expect(sheetIn(book).told.map(({ text }) => text)).toEqual([
      'It is another day: what was not saved of 1 pupil yesterday is gone.',
    ]);
  });

  test('school time is the server’s, and goes on', () => {
    const { book, pass } = desk();
    expect(book.now()).toBe('09:10');
    pass(71);
    expect(book.now()).toBe('10:21');
  });
});

describe('two versions of one pupil', () => {
  const contested = { kind: 'contested' as const, words: 'Recorded by somebody else since you tapped.' };
  const overtaken = line('Ann', {
    seen: 'theirs',
    stands: { said: 'absent', words: 'Not here – Gwen' },
    tap: { said: 'present', seen: 'mine', words: 'in', trouble: contested },
  });
  const sentAfter = async (one: Change): Promise<TapSent> => {
    const { book, sent, wait } = desk(rollWith([overtaken]));
    change(book, 'Ann', one);
    await wait();
    return sent[0]!.taps[0]!;
  };

  test.each<[string, Change, Partial<TapSent>]>([
    ['mine is recorded against what was seen', { kind: 'mine' }, { said: 'present', seen: 'theirs' }],
    ['theirs is kept', { kind: 'take-back' }, { said: 'nothing' }],
    ['something third passes over neither', { kind: 'say', said: 'late' }, { said: 'late', seen: 'mine' }],
    ['a reason given chooses nothing', { kind: 'add', why: 'so' }, { said: 'present', seen: 'mine', why: 'so' }],
  ])('%s', async (_what, one, expected) => expect(await sentAfter(one)).toMatchObject(expected));
});

describe('by keyboard', () => {
  const key = (name: string, over: object = {}) =>
    actOf({ key: name, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...over });

  test.each([
    ['p', { do: 'say', said: 'present' }],
    ['P', { do: 'say', said: 'present' }],
    ['l', { do: 'say', said: 'late' }],
    ['a', { do: 'say', said: 'absent' }],
    ['x', { do: 'say', said: 'left' }],
    ['3', { do: 'reason', n: 3 }],
    ['Backspace', { do: 'take-back' }],
    ['Delete', { do: 'take-back' }],
    ['ArrowUp', { do: 'move', to: 'up' }],
    ['?', { do: 'keys' }],
    ['q', undefined],
  ])('%s', (name, act) => expect(key(name)).toEqual(act));

  test('held down a letter marks one pupil; arrows run', () => {
    expect(key('p', { repeat: true })).toBeUndefined();
    expect(key('ArrowDown', { repeat: true })).toEqual({ do: 'move', to: 'down' });
  });

  test('the browser’s own commands are its own', () => {
    expect([key('p', { ctrlKey: true }), key('a', { metaKey: true }), key('l', { altKey: true })]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(key('Enter', { ctrlKey: true })).toEqual({ do: 'submit' });
  });

  test('the next to be marked is below, then from the top, then nobody', () => {
    const rows = ['n', 'y', 'n', 'y'].map((is, n): Row => ({
      key: String(n),
      line: line(String(n), is === 'y' ? { stands: { said: 'present', words: 'In' } } : {}),
      stage: is === 'y' ? 'recorded' : 'none',
    }));
    expect(nextUnmarked(rows, '0')?.key).toBe('2');
    expect(nextUnmarked(rows, '2')?.key).toBe('0');
    expect(nextUnmarked(rows.slice(1, 2), '1')).toBeUndefined();
  });
});
