import * as fc from 'fast-check';
import { packAction, unpackAction, verbs } from '../../src/teams/verbs.ts';

const fieldNames = fc
  .stringMatching(/^[a-z][a-zA-Z0-9-]{0,20}$/)
  .filter((name) => name !== 'verb' && name !== 'keylink');
const fieldTexts = fc.string({ maxLength: 500, unit: 'grapheme' }).filter((text) => text.length <= 500);

describe('what a button carries', () => {
  test('comes back as it went out, through JSON', () => {
    fc.assert(
      fc.property(fc.constantFrom(...verbs), fc.dictionary(fieldNames, fieldTexts, { maxKeys: 20 }), (verb, fields) => {
        const sent = JSON.parse(JSON.stringify(packAction(verb, fields))) as Record<string, unknown>;
        expect(unpackAction(sent)).toEqual({ kind: 'known', verb, fields: { ...fields } });
      }),
      { numRuns: 200 },
    );
  });

  test('a field cannot take the place of the verb or of the version', () => {
    const sent = packAction('say', { verb: 'acknowledge', keylink: '99', text: 'help' });
    expect(unpackAction(sent)).toEqual({ kind: 'known', verb: 'say', fields: { text: 'help' } });
  });

  test.each<[string, Record<string, unknown>]>([
    ['of before there were versions', { verb: 'say', text: 'help' }],
    ['of an older version', { verb: 'say', keylink: '0' }],
    ['of a newer version', { verb: 'say', keylink: '99' }],
    ['with the version as a number', { verb: 'say', keylink: 1 }],
    ['with a verb nobody knows', { ...packAction('say'), verb: 'erase' }],
    ['with a verb every object has', { ...packAction('say'), verb: 'constructor' }],
    ['with several verbs', { ...packAction('say'), verb: ['say'] }],
    ['of another app', { action: 'say', msteams: { type: 'messageBack' } }],
    ['with nothing', {}],
  ])('a button %s is not ours to act on', (_name, value) => expect(unpackAction(value)).toEqual({ kind: 'unknown' }));

  test.each<[string, unknown]>([
    ['number', 7],
    ['list', ['help']],
    ['object', { help: 'help' }],
    ['nothing', null],
    ['truth', true],
    ['text too long', 'x'.repeat(501)],
  ])('a field that is a %s is missing', (_name, field) => {
    expect(unpackAction({ ...packAction('say'), text: field })).toEqual({ kind: 'known', verb: 'say', fields: {} });
  });

  test.each([
    'concern-begin',
    'concern-who',
    'concern-file',
    'concern-record',
    'concern-glass',
    'my-concern-add',
  ] as const)('R5.2: what was written for %s comes through whole, however long, half characters and all', (verb) => {
    const text = `\ud83d${'x'.repeat(500_000)}`;
    expect(unpackAction({ ...packAction(verb), text })).toEqual({ kind: 'known', verb, fields: { text } });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'school'])(
    '%s, which was not sent, is missing',
    (name) => {
      const pressed = unpackAction(packAction('say'));
      expect(pressed.kind === 'known' && pressed.fields[name]).toBeUndefined();
    },
  );

  test('__proto__ as a field changes no object', () => {
    const value = JSON.parse(
      '{"verb":"say","keylink":"1","__proto__":"x","constructor":{"prototype":{"admin":"yes"}}}',
    ) as never;
    const pressed = unpackAction(value);
    expect(pressed).toEqual({ kind: 'known', verb: 'say', fields: {} });
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  test('ten thousand fields are not ten thousand fields', () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`f${at}`, 'x']));
    const pressed = unpackAction({ ...packAction('say'), ...many });
    expect(pressed.kind === 'known' && Object.keys(pressed.fields).length).toBeLessThanOrEqual(150);
  });

  test('half a character comes through as the sign for a broken one', () => {
    expect(unpackAction(packAction('say', { text: 'Zo\ud83d' }))).toMatchObject({ fields: { text: 'Zo\ufffd' } });
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.anything()), (value) => void unpackAction(value)));
  });
});
