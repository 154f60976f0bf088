/** What a button carries. One packer and one unpacker, so that a card and its handler cannot drift apart. */
export const verbs = [
  'say',
  'choose',
  'acknowledge',
  'names',
  'digest',
  'link-replace',
  'show-me',
  'register',
  'tap',
  'register-submit',
  'register-others',
  'register-read',
  'register-settle',
  'register-confirm',
  'mark',
  'mark-confirm',
  'absence',
  'absence-form',
  'absence-record',
  'concern-begin',
  'concern-who',
  'concern-file',
  'concern',
  'concern-form',
  'concern-record',
  'concern-chronology',
  'concern-glass',
  'my-concern',
  'my-concern-add',
  'drill',
  'drill-begin',
  'drill-answer',
] as const;
export type Verb = (typeof verbs)[number];

/** Raised when a button's fields change their meaning; a card from before then gets a kind answer. */
const VERSION = 1;

export type Pressed =
  | { kind: 'known'; verb: Verb; fields: Readonly<Record<string, string>> }
  /** A button of an older or newer Keylink, or not ours at all. */
  | { kind: 'unknown' };

export const packAction = (verb: Verb, fields: Record<string, string> = {}): Record<string, string> => ({
  ...fields,
  keylink: String(VERSION),
  verb,
});

const FIELD_CHARACTERS = 500;
/**
 * What people write of a concern is never cut nor left out, and kept as it came, half characters and all (R5.2). How much it may
 * be is for the command to say: what is dropped here would be missed by nobody.
 */
const wholeTexts = new Set<Verb>([
  'concern-begin',
  'concern-who',
  'concern-file',
  'concern-record',
  'concern-glass',
  'my-concern-add',
]);
/** A register sends what was entered for each of its pupils. */
const FIELDS = 150;
/** Names we give; what a client adds, such as `msteams` or `__proto__`, is left behind. */
const ours = (name: string): boolean => /^[a-z][a-zA-Z0-9-]{0,39}$/.test(name) && name !== 'keylink' && name !== 'verb';

/** The data of a button, as the client sends it back: anything at all. Only texts under names like ours come through. */
export function unpackAction(value: Record<string, unknown>): Pressed {
  const verb = verbs.find((known) => known === value['verb']);
  if (!verb || value['keylink'] !== String(VERSION)) return { kind: 'unknown' };
  // Without a prototype, so that a field that was not sent is missing, whatever it is called.
  const isWhole = wholeTexts.has(verb);
  const fields = Object.create(null) as Record<string, string>;
  for (const [name, field] of Object.entries(value).slice(0, FIELDS)) {
    if (ours(name) && typeof field === 'string' && (isWhole || field.length <= FIELD_CHARACTERS))
      fields[name] = isWhole ? field : field.toWellFormed();
  }
  return { kind: 'known', verb, fields };
}
