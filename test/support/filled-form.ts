/** A form as a client sends it: what its inputs stand at, what somebody entered, and what its button carries. */
import { buttonOf } from './card-words.ts';
import { cardOf } from './connector.ts';
import type { Json, Post } from './connector-rest.ts';
import type { SchoolDay } from './school-day.ts';
import type { Person } from './teams-world.ts';

type Entered = Readonly<Record<string, string>>;

function standingIn(value: unknown, found: Record<string, string>): void {
  if (Array.isArray(value)) for (const item of value) standingIn(item, found);
  else if (typeof value === 'object' && value !== null) {
    const { type, id, value: stands } = value as Record<string, unknown>;
    if (typeof type === 'string' && type.startsWith('Input.')) found[String(id)] = String(stands);
    for (const item of Object.values(value)) standingIn(item, found);
  }
}

/** The values the inputs of a card stand at, by id. */
export function enteredIn(card: Json): Record<string, string> {
  const found: Record<string, string> = {};
  standingIn(card['body'], found);
  return found;
}

interface Sent {
  /** The message the form stands on; a form that only one client shows stands on the message it was pressed on. */
  on?: Post;
  as?: 'execute' | 'submit';
}

/** Fills in what is given, leaves the rest as it stands, and presses the button. */
export function sendForm(
  day: SchoolDay,
  who: Person,
  form: Post | Json,
  title: string,
  entered: Entered,
  { on, as = 'execute' }: Sent = {},
) {
  const standing = 'activity' in form ? (form as Post) : on;
  const card = 'activity' in form ? cardOf(form as Post) : form;
  const { verb, data } = buttonOf(card, title);
  const all = { ...enteredIn(card), ...entered, ...(data as Record<string, unknown>) };
  const reply = standing ? { replyToId: standing.id, thread: standing.rootId } : {};
  return day.deliver(
    as === 'submit'
      ? day.teams.submits(who, all, who, reply)
      : day.teams.executes(who, { verb, data: all, trigger: 'manual' }, who, reply),
  );
}

interface Opening {
  who: string;
  data: Record<string, unknown>;
}

function linesIn(value: unknown, found: Opening[]): void {
  if (Array.isArray(value)) for (const item of value) linesIn(item, found);
  else if (typeof value === 'object' && value !== null) {
    const { selectAction } = value as { selectAction?: { data: Record<string, unknown> } };
    if (selectAction) found.push({ who: JSON.stringify(value), data: selectAction.data });
    for (const item of Object.values(value)) linesIn(item, found);
  }
}

/** Presses a line of a list: the one with these words on it. */
export function openLine(day: SchoolDay, who: Person, list: Post, words: string) {
  const found: Opening[] = [];
  linesIn(cardOf(list), found);
  const line = found.find((one) => one.who.includes(words));
  if (!line) throw new Error(`no line with “${words}” to be pressed`);
  return day.deliver(day.teams.submits(who, line.data, who, { replyToId: list.id, thread: list.rootId }));
}
