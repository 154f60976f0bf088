import * as fc from 'fast-check';
import type { Inbound } from './activities.ts';

const proto = '{"__proto__":{"kind":"said","admin":true},"constructor":{"prototype":{"admin":true}}';

/** Bodies no channel would send, made by hand: a name for each, and what is posted. */
export function hostileBodies(said: Inbound, pressed: Inbound): [name: string, body: string][] {
  const but = (changes: object): string => JSON.stringify({ ...said, ...changes });
  const act = (value: unknown): string => JSON.stringify({ ...pressed, value });
  const left = (...names: string[]): string =>
    JSON.stringify(Object.fromEntries(Object.entries(said).filter(([name]) => !names.includes(name))));
  return [
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '7'],
    ['a text', '"message"'],
    ['true', 'true'],
    ['an empty list', '[]'],
    ['a list of activities', `[${but({})}]`],
    ['an empty object', '{}'],
    ['half an object', but({}).slice(0, 100)],
    ['two objects', `${but({})}${but({})}`],
    ['a byte order mark', `\ufeff${but({})}`],
    ['a comment', `/* ${but({})} */`],
    ['NaN', '{"type":"message","text":NaN}'],
    ['a NUL', but({ text: 'where is \u0000Alfie' })],
    ['deep lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['deep objects', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`],
    [
      'deep channel data',
      but({ channelData: 0 }).replace('"channelData":0', `"channelData":${'['.repeat(50_000)}${']'.repeat(50_000)}`),
    ],
    ['a prototype', `${proto},${but({}).slice(1)}`],
    [
      'a prototype in the conversation',
      but({ conversation: 0 }).replace('"conversation":0', `"conversation":${proto}}`),
    ],
    ['a number with no end', but({ text: 0 }).replace('"text":0', '"text":1e999')],
    ['the same name twice', `{"text":7,"type":7,${but({}).slice(1, -1)},"text":[]}`],
    ['no type', left('type')],
    ['a type that is a number', but({ type: 7 })],
    ['a type that is a list', but({ type: ['message'] })],
    ['a type that is nothing', but({ type: null })],
    ['an empty type', but({ type: '' })],
    ['a type nobody knows', but({ type: 'message/v9' })],
    ['a type every object has', but({ type: 'constructor' })],
    ['no channel', left('channelId')],
    ['a channel that is an object', but({ channelId: { id: 'msteams' } })],
    ['another channel', but({ channelId: 'emulator' })],
    ['the channel of a device', but({ channelId: 'AseChannel' })],
    ['no conversation', left('conversation')],
    ['a conversation that is a text', but({ conversation: 'a:1' })],
    ['a conversation that is a list', but({ conversation: [said.conversation] })],
    ['a conversation without an id', but({ conversation: { tenantId: 'x' } })],
    ['a conversation id that is a number', but({ conversation: { ...said.conversation, id: 7 } })],
    [
      'a conversation id of 100,000 characters',
      but({ conversation: { ...said.conversation, id: 'x'.repeat(100_000) } }),
    ],
    ['a conversation id that climbs', but({ conversation: { ...said.conversation, id: '../../v3/attachments' } })],
    ['a kind every object has', but({ conversation: { ...said.conversation, conversationType: 'toString' } })],
    ['a kind that is a list', but({ conversation: { ...said.conversation, conversationType: ['personal'] } })],
    ['no tenant', but({ conversation: { id: 'a:1', conversationType: 'personal' }, channelData: {} })],
    ['a tenant that is an object', but({ conversation: { ...said.conversation, tenantId: {} } })],
    ['no sender', left('from')],
    ['a sender that is nothing', but({ from: null })],
    ['a sender without an id', but({ from: { aadObjectId: said.from['aadObjectId'] } })],
    ['an object id that is a list', but({ from: { ...said.from, aadObjectId: [said.from['aadObjectId']] } })],
    ['a name that is an object', but({ from: { ...said.from, name: { first: 'Ada' } } })],
    ['no recipient', left('recipient')],
    ['a recipient that is a text', but({ recipient: '28:bot' })],
    ['no service URL', left('serviceUrl')],
    ['a service URL that is a number', but({ serviceUrl: 7 })],
    ['a service URL that is a script', but({ serviceUrl: 'javascript:alert(1)' })],
    ['no id', left('id')],
    ['an id that is an object', but({ id: {} })],
    ['a text that is a number', but({ text: 7 })],
    ['a text that is a list', but({ text: ['help'] })],
    ['a text that is an object', but({ text: { toString: 'help' } })],
    ['no text', left('text')],
    ['half a character', but({ text: 0 }).replace('"text":0', '"text":"where is Zo\\ud83d"')],
    ['a text of 200,000 characters', but({ text: 'where is '.repeat(22_000) })],
    ['a text that takes long to search', but({ text: `${' \u00a0&nbsp;'.repeat(20_000)}x` })],
    ['entities that are a text', but({ entities: '<at>Keylink</at>' })],
    ['entities that are nothing', but({ entities: [null, 7, 'x', [], {}] })],
    [
      '3,000 mentions',
      but({
        entities: Array.from({ length: 3000 }, () => ({ type: 'mention', mentioned: said['recipient'], text: 'e' })),
      }),
    ],
    ['a mention that is a number', but({ entities: [{ type: 'mention', mentioned: said['recipient'], text: 7 }] })],
    ['attachments that are a text', but({ attachments: 'card' })],
    ['channel data that is a list', but({ channelData: [1, 2] })],
    ['channel data that is nothing', but({ channelData: null })],
    ['a delivery mode', but({ deliveryMode: 'expectReplies' })],
    ['a time that is none', but({ timestamp: 'yesterday', localTimestamp: 7 })],
    ['a value that is a list', but({ value: [{ verb: 'say' }] })],
    ['a value that is a text', but({ value: '{"verb":"say"}' })],
    ['an event', but({ type: 'event', name: 'ContinueConversation' })],
    ['a conversation update of nobody', but({ type: 'conversationUpdate', membersAdded: 'everyone' })],
    ['an install that is an object', but({ type: 'installationUpdate', action: { add: true } })],
    ['an invoke without a name', JSON.stringify({ ...pressed, name: undefined })],
    ['an invoke nobody knows', JSON.stringify({ ...pressed, name: 'task/erase' })],
    ['an invoke with a name that is a list', JSON.stringify({ ...pressed, name: ['adaptiveCard/action'] })],
    ['a button without a value', JSON.stringify({ ...pressed, value: undefined })],
    ['a button with a value that is nothing', act(null)],
    ['a button without an action', act({})],
    ['a button with an action that is a text', act({ action: 'say' })],
    ['a button without data', act({ action: { type: 'Action.Execute', verb: 'say' } })],
    ['a button with data that is a list', act({ action: { data: ['say'] } })],
    ['a button with a prototype for data', act(0).replace('"value":0', `"value":{"action":{"data":${proto}}}}`)],
    ['a button with fields that are lists', act({ action: { data: { keylink: '1', verb: 'say', text: ['help'] } } })],
    [
      'a button with 5,000 fields',
      act({ action: { data: Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`f${at}`, 'x'])) } }),
    ],
    [
      'an invoke without an origin',
      JSON.stringify({ type: 'invoke', channelId: 'msteams', name: 'adaptiveCard/action' }),
    ],
  ];
}

type Path = (string | number)[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...at, name]))];
}

function put(value: unknown, [name, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (name === undefined) return change(value);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  const made = put(copy[name], rest, change);
  if (made === undefined) delete copy[name];
  else copy[name] = made;
  return copy;
}

/** A real activity with one to four of its values gone, changed into anything JSON holds, wrapped or repeated. */
export function mutations(of: readonly Inbound[]): fc.Arbitrary<unknown> {
  const change = fc.oneof(
    fc.constant(() => undefined),
    fc.jsonValue({ maxDepth: 3 }).map((made) => () => made),
    fc.constantFrom('', '__proto__', 'constructor', '\ud83d', '\u0000', 'x'.repeat(5_000)).map((made) => () => made),
    fc.constant((old: unknown) => [old]),
    fc.constant((old: unknown) => ({ ...(typeof old === 'object' ? old : { old }), ['__proto__x']: old })),
  );
  return fc.constantFrom(...of).chain((activity) => {
    const step = fc.tuple(fc.constantFrom(...pathsOf(activity).slice(1)), change);
    return fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => steps.reduce(mutate, activity as unknown));
  });
}

/** A step whose place an earlier one took away changes nothing. */
function mutate(value: unknown, [path, change]: [Path, (old: unknown) => unknown]): unknown {
  const there = path
    .slice(0, -1)
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], value);
  return typeof there === 'object' && there !== null ? put(value, path, change) : value;
}
