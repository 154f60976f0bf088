import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { createCommands } from '../../src/commands/index.ts';
import { understand } from '../../src/commands/vocabulary.ts';
import type { Fields } from '../../src/commands/command.ts';

/** Words are understood without storage or Teams: nothing here is run. */
const commands = createCommands({} as Parameters<typeof createCommands>[0]);
const names = commands.map(({ name }) => name);

/** `where is {"text":"zoe"}`, or `?`. */
function heard(text: string): string {
  const understood = understand(text, commands);
  return understood.kind === 'unknown' ? '?' : `${understood.command.name} ${JSON.stringify(understood.fields)}`;
}
const as = (name: string, fields: Fields = {}): string => `${name} ${JSON.stringify(fields)}`;
const whereIs = (text: string): string => as('where is', { text });
const digest = (text = ''): string => as('digest', { text });
const timetable = (text: string): string => as('timetable', { text });
const link = (school: string): string => as('link', { school });
const likely = (text: string): string[] => {
  const understood = understand(text, commands);
  return understood.kind === 'unknown' ? understood.likely.map(({ name }) => name) : [];
};

describe('contract, section 2: what people say', () => {
  test('the commands are those of this issue', () =>
    expect(names.toSorted()).toEqual([
      'attendance',
      'concerns',
      'digest',
      'drill',
      'follow-ups',
      'help',
      'link',
      'log concern',
      'mark',
      'my concerns',
      'register',
      'timetable',
      'today',
      'unlink',
      'where is',
    ]));

  test.each<[string, string]>([
    ['help', as('help')],
    ['link 100001', link('100001')],
    ['link Ashfield Academy', link('Ashfield Academy')],
    ['link Ashfield Academy names full', as('link', { school: 'Ashfield Academy', names: 'full' })],
    ['link 100001 Names Full', as('link', { school: '100001', names: 'full' })],
    ['link', link('')],
    ['unlink', as('unlink')],
    ['digest', digest()],
    ['digest friday', digest('friday')],
    ['digest 9 November', digest('9 November')],
    ['digest Ashfield yesterday', digest('Ashfield yesterday')],
    ['where is Alfie', whereIs('Alfie')],
    ['where is Alfie Smith now', whereIs('Alfie Smith now')],
    ['where is Zoë Müller at 14:00', whereIs('Zoë Müller at 14:00')],
    ['where is Alfie on thursday at 2pm', whereIs('Alfie on thursday at 2pm')],
    ['timetable Alfie', timetable('Alfie')],
    ['timetable MJ Watson next week', timetable('MJ Watson next week')],
    ['log concern', as('log concern')],
    ['log concern about Tom Smith', as('log concern', { about: 'Tom Smith' })],
    ['my concerns', as('my concerns')],
    ['concerns', as('concerns')],
    ['Concerns?', as('concerns')],
    ['open concerns', as('concerns')],
    ['concerns about Tom Smith', as('concerns', { name: 'Tom Smith' })],
    ['concerns Tom Smith', as('concerns', { name: 'Tom Smith' })],
  ])('%s', (text, expected) => expect(heard(text)).toBe(expected));

  test.each(commands.map((command) => [command.name, command] as const))(
    '%s: its name and its example are its own',
    (name, command) => {
      const understood = understand(command.example, commands);
      expect(understood).toMatchObject({ kind: 'command', command: { name } });
      expect(command.words[0]).toBe(name);
      expect(command.example.toLowerCase().startsWith(name)).toBe(true);
      expect(command.means).not.toBe('');
    },
  );

  test('what the app package offers in its menus is understood as what it says', () => {
    const manifest = readFileSync(new URL('../../manifest/manifest.json', import.meta.url), 'utf8');
    const { bots } = JSON.parse(manifest) as { bots: { commandLists: { commands: { title: string }[] }[] }[] };
    const titles = bots.flatMap((bot) => bot.commandLists).flatMap((list) => list.commands.map(({ title }) => title));
    // A menu holds ten: what few people ever ask is in `help` alone.
    expect(titles.filter((title) => !names.includes(title))).toEqual([]);
    for (const title of titles)
      expect(heard(`${title} Alfie`)).toMatch(
        ['unlink', 'follow-ups', 'today', 'my concerns'].includes(title) ? /^\?/ : new RegExp(`^${title} `),
      );
  });
});

describe('letter case, punctuation and politeness do not matter', () => {
  test.each<[string, string]>([
    ['HELP', as('help')],
    ['Help!', as('help')],
    ['help.', as('help')],
    ['/help', as('help')],
    ['?', as('help')],
    [' ? ', as('help')],
    ['Hi', as('help')],
    ['Hello!', as('help')],
    ['Hi, help please', as('help')],
    ['help\u200b', as('help')],
    ['Unlink.', as('unlink')],
    ['unlink please', as('unlink')],
    ['Digest', digest()],
    ['digest?', digest()],
    ['the digest, please', digest()],
    ['Show me the digest', digest()],
    ['digest: friday', digest('friday')],
    ['digest fri\u200bday\u2060', digest('friday')],
    ['digest – friday', digest('friday')],
    ['Digest for last friday, thanks!', digest('for last friday')],
    ['Link: Ashfield', link('Ashfield')],
    ['WHERE IS ALFIE', whereIs('ALFIE')],
    ['Where is Alfie?', whereIs('Alfie')],
    ['where  is\u00a0Alfie', whereIs('Alfie')],
    ['“where is Alfie now”', whereIs('Alfie now')],
    ['where is: Alfie', whereIs('Alfie')],
    ['Where’s Alfie?', whereIs('Alfie')],
    ["where's alfie", whereIs('alfie')],
    ['where’s Jack O’Neill', whereIs("Jack O'Neill")],
    ['Please can you tell me where is Alfie at 2 p.m., please? Thank you!', whereIs('Alfie at 2 p.m')],
    ['Hello, where is Alfie?', whereIs('Alfie')],
    ['where is Mohammed Ali (Y10)?', whereIs('Mohammed Ali (Y10)')],
    ['where is Smith, Tom', whereIs('Smith, Tom')],
  ])('%s', (text, expected) => expect(heard(text)).toBe(expected));
});

describe('ways to say it, and typing slips', () => {
  test.each<[string, string]>([
    ['wheres alfie', whereIs('alfie')],
    ['whers alfie', whereIs('alfie')],
    ['weres alfie', whereIs('alfie')],
    ['where s alfie', whereIs('alfie')],
    ['whereis zoe', whereIs('zoe')],
    ['wher eis zoe', whereIs('zoe')],
    ['wher is alfie', whereIs('alfie')],
    ['were is alfie', whereIs('alfie')],
    ['wehre is alfie', whereIs('alfie')],
    ['hwere is alfie', whereIs('alfie')],
    ['wheer alfie', whereIs('alfie')],
    ['where alfie', whereIs('alfie')],
    ['where is is alfie', whereIs('alfie')],
    ['where are Tom and Tim', whereIs('Tom and Tim')],
    ['where was Alfie yesterday', whereIs('Alfie yesterday')],
    ['find Zoë', whereIs('Zoë')],
    ['digset friday', digest('friday')],
    ['digets', digest()],
    ['digests', digest()],
    ['idgest', digest()],
    ['tiemtable MJ', timetable('MJ')],
    ['timetabel MJ', timetable('MJ')],
    ['time table MJ', timetable('MJ')],
    ['time tabel MJ', timetable('MJ')],
    ['unlnk', as('unlink')],
    ['unlik', as('unlink')],
    ['lnik Ashfield', link('Ashfield')],
    ['linkk Ashfield', link('Ashfield')],
    ['hlep', as('help')],
    ['heelp', as('help')],
    ['concern', as('log concern')],
    ['Concern about Tom Smith', as('log concern', { about: 'Tom Smith' })],
    ['I have a concern about Tom', as('log concern', { about: 'Tom' })],
    ['safeguarding concern', as('log concern')],
    ['log a concern Tom Smith', as('log concern', { about: 'Tom Smith' })],
    ['Raise a concern, please', as('log concern')],
    ['report concerns', as('log concern')],
    ['lgo concern', as('log concern')],
    ['log conecrn: Tom', as('log concern', { about: 'Tom' })],
    ['my concern', as('my concerns')],
    ['my conerns', as('my concerns')],
  ])('%s', (text, expected) => expect(heard(text)).toBe(expected));
});

describe('names are not commands', () => {
  test.each<[string, string]>([
    ['where is Link Taylor', whereIs('Link Taylor')],
    ['where Isa Smith', whereIs('Isa Smith')],
    ['where is Isla Where', whereIs('Isla Where')],
    ['timetable Will Digest', timetable('Will Digest')],
    ['timetable Help Hello', timetable('Help Hello')],
    ['where is Hi Nguyen', whereIs('Hi Nguyen')],
    ['digest unlink', digest('unlink')],
  ])('%s', (text, expected) => expect(heard(text)).toBe(expected));

  test.each([
    ['Heather'],
    ['Heather Link'],
    ['Alfie Smith'],
    ['Stuart Hill'],
    ['Lina Taylor'],
    ['Linn Ashfield'],
    ['Lin K'],
    ['Lin Zhao'],
    ['Hill, Stuart'],
    ['Kelp'],
    ['Ih Nguyen'],
    ['Finn Digby'],
    ['Wherrie Isaac'],
    ['Fiona'],
    ['Hela Star'],
    ['wher Isa Smith'],
    ['whre Isa'],
  ])('%s is not understood, and nobody is looked up', (text) => expect(heard(text)).toBe('?'));

  test.each([
    ['there is Alfie'],
    ['here is Alfie'],
    ['think of Ashfield'],
    ['like Ashfield'],
    ['line Ashfield'],
    ['blink'],
    ['ink Ashfield'],
    ['held up'],
    ['smart ideas'],
    ['self help'],
    ['is Alfie in'],
    ['Alfie is missing'],
  ])('%s is not a slip', (text) => expect(heard(text)).toBe('?'));

  test('a forename or a surname that is no command’s own word never makes one, alone or in full', () => {
    // What a register is said in are words of its own: “Sam In” is a mark, confirmed before it counts.
    const marks = ['in', 'here', 'present', 'late', 'left', 'absent', 'out', 'away', 'ill', 'off', 'poorly', 'sick'];
    const own = new Set(commands.flatMap(({ words }) => words).concat('find', 'please', 'hey', marks));
    const letters = fc.stringMatching(/^[A-Z][a-z]{1,9}$/).filter((name) => !own.has(name.toLowerCase()));
    const slips = new Set<string>();
    fc.assert(
      fc.property(letters, letters, (forename, surname) => {
        const said = `${forename} ${surname}`;
        const understood = understand(said, commands);
        if (understood.kind === 'command') slips.add(said);
      }),
      { numRuns: 500 },
    );
    expect([...slips]).toEqual([]);
  });
});

describe('a register said to nobody in particular', () => {
  const sentence = (text: string): string => as('register', { sentence: text });
  test.each([
    ['all in except Ben', sentence('all in except Ben')],
    ['Tom and Aisha in, Ben not here, Cara late 9:20', sentence('Tom and Aisha in, Ben not here, Cara late 9:20')],
    ['Mark in, Tom not here.', sentence('Mark in, Tom not here')],
    ['is Tom in?', '?'],
    ['Tom in?', '?'],
    ['who is in', '?'],
    ['Tom', '?'],
    ['thanks a lot', '?'],
    ['mark Tom in', as('mark', { text: 'Tom in' })],
    ['where is Tom in', whereIs('Tom in')],
  ])('%s', (text, expected) => expect(heard(text)).toBe(expected));
});

describe('no text is claimed by two commands', () => {
  /** By their words: a register said without any is understood only where no command's words fit. */
  const claimants = (text: string): string[] =>
    commands
      .filter(({ unasked: _unasked, ...command }) => understand(text, [command]).kind === 'command')
      .map(({ name }) => name);

  test('no two share a word, a name or an example', () => {
    const said = commands.flatMap(({ words, example }) => [...words, example]);
    expect(said.length).toBe(new Set(said.map((text) => text.toLowerCase())).size + doubles());
  });
  /** Commands whose example is their name. */
  const doubles = (): number => commands.filter(({ words, example }) => words.includes(example)).length;

  test.each(commands.flatMap(({ name, words, example }) => [...words, example].map((text) => [text, name] as const)))(
    '%s is claimed by %s alone, and with a name after it by no other',
    (text, name) => {
      for (const rest of ['', ' Alfie', ' Link Taylor', ' friday', ' names full', ' is']) {
        const claiming = claimants(text + rest);
        expect(claiming.length).toBeLessThanOrEqual(1);
        // A greeting before other words is courtesy: "hi, link Ashfield".
        if (!['hi', 'hello'].includes(text)) expect(claiming.filter((claimant) => claimant !== name)).toEqual([]);
      }
    },
  );

  /** Anybody's words with anybody's slips: a letter lost, doubled, changed or swapped. */
  const slipped = fc
    .tuple(
      fc.constantFrom(...commands.flatMap(({ words }) => words)),
      fc.nat(),
      fc.constantFrom('', 'x', 'e', 'n'),
      fc.nat(3),
    )
    .map(([word, place, letter, kind]) => {
      const at = place % word.length;
      const [before, here, rest] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
      return [
        before + rest,
        before + here + here + rest,
        before + letter + rest,
        before + rest.charAt(0) + here + rest.slice(1),
      ][kind]!;
    });
  test('nor with slips in it', () => {
    const rest = fc.constantFrom('', ' Alfie', ' Tom Smith at 2pm', ' Ashfield names full', ' friday');
    fc.assert(
      fc.property(slipped, rest, (word, more) => {
        expect(claimants(word + more).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what is not understood', () => {
  test.each<[string, string]>([
    ['lnk Ashfield', 'link'],
    ['unlink Ashfield', 'unlink'],
    ['un link', 'link'],
    ['where', 'where is'],
    ['where is', 'where is'],
    ['where is?', 'where is'],
    ['wheres', 'where is'],
    ['is Alfie at Oak Farm', 'where is'],
    ['timetable', 'timetable'],
    ['time', 'timetable'],
    ['todays digest', 'digest'],
  ])('%s: most likely %s', (text, expected) => expect(likely(text)[0]).toBe(expected));

  test.each([
    [''],
    ['   '],
    ['...'],
    ['!!!'],
    ['??'],
    ['😀'],
    ['<at></at>'],
    ['asdf'],
    ['a'.repeat(4_000)],
    ['a '.repeat(2_000)],
  ])('every command is offered, likeliest first, for %j', (text) =>
    expect(likely(text).toSorted()).toEqual(names.toSorted()),
  );

  test('whatever is said, something is understood or everything is offered', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem());
    fc.assert(
      fc.property(anything, (text) => {
        const understood = understand(text, commands);
        expect(understood.kind === 'command' || understood.likely.length === commands.length).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
