/** The three ways to the concern form, as Teams brings them: the private chat, a channel's button, the message extension. */
import { enteredIn } from './filled-form.ts';
import type { Inbound } from './activities.ts';
import { buttonOf, wordsOf } from './card-words.ts';
import { cardOf } from './connector.ts';
import type { Json, Post } from './connector-rest.ts';
import type { SchoolDay } from './school-day.ts';
import type { Channel, Person } from './teams-world.ts';

export interface Page {
  card: Json;
  words: string;
  /** The message it stands on, in the private chat. */
  on?: Post;
}

export interface ConcernDoor {
  /** `quoted`: of the message whose menu it was opened from; only the extension has one. */
  open(who: Person, quoted?: string): Promise<Page>;
  /** What a client sends when a button of the page is pressed. */
  sends(who: Person, page: Page, button: string, entered?: Record<string, string>): Inbound;
}

/** The data of an `Action.Submit`: a dialog knows no other button. */
export function submitOf(value: unknown, title: string): Json | undefined {
  if (Array.isArray(value)) return value.map((one) => submitOf(one, title)).find((one) => one !== undefined);
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, title: own, data } = value as Record<string, unknown>;
  if (type === 'Action.Submit' && own === title) return data as Json;
  return Object.values(value)
    .map((one) => submitOf(one, title))
    .find((one) => one !== undefined);
}

const dialogData = ({ card }: Page, button: string, entered: Record<string, string>): Json => {
  const data = submitOf(card, button);
  if (!data) throw new Error(`no button “${button}” in the dialog: ${wordsOf(card)}`);
  return { ...enteredIn(card), ...entered, ...data };
};

const asPage = ({ card }: { card: Json }): Page => ({ card, words: wordsOf(card) });

export const fromChat = (day: SchoolDay, about = ''): ConcernDoor => ({
  async open(who) {
    const { posts } = await day.say(who, `log concern${about}`);
    const [post] = posts;
    return { card: cardOf(post!), words: wordsOf(post!), on: post! };
  },
  sends(who, { card, on }, button, entered = {}) {
    const { verb, data } = buttonOf(card, button);
    const all = { ...enteredIn(card), ...entered, ...(data as Json) };
    return day.teams.executes(who, { verb, data: all }, who, on ? { replyToId: on.id } : {});
  },
});

/** A client that knows no `Action.Execute`. */
export const fromOldChat = (day: SchoolDay): ConcernDoor => ({
  open: fromChat(day).open,
  sends(who, { card, on }, button, entered = {}) {
    const { data } = buttonOf(card, button);
    const all = { ...enteredIn(card), ...entered, ...(data as Json) };
    return day.teams.submits(who, all, who, on ? { replyToId: on.id } : {});
  },
});

export const fromChannel = (day: SchoolDay, channel: Channel, said = 'log concern'): ConcernDoor => ({
  async open(who) {
    const [door] = (await day.say(who, said, channel)).posts;
    const data = submitOf(cardOf(door!), 'Log a concern');
    return asPage(await day.deliver(day.teams.invokes(who, 'task/fetch', { data }, channel, { replyToId: door!.id })));
  },
  sends: (who, page, button, entered = {}) =>
    day.teams.invokes(who, 'task/submit', { data: dialogData(page, button, entered) }, channel),
});

export const fromExtension = (day: SchoolDay, channel: Channel): ConcernDoor => {
  const value = (more: Json): Json => ({ commandId: 'logConcern', commandContext: 'message', ...more });
  return {
    async open(who, quoted) {
      const messagePayload = { id: '1', body: { contentType: 'html', content: `<p>${quoted ?? ''}</p>` } };
      const fetching = value(quoted === undefined ? {} : { messagePayload });
      return asPage(await day.deliver(day.teams.invokes(who, 'composeExtension/fetchTask', fetching, channel)));
    },
    sends: (who, page, button, entered = {}) =>
      day.teams.invokes(
        who,
        'composeExtension/submitAction',
        value({ data: dialogData(page, button, entered) }),
        channel,
      ),
  };
};

/** Presses a button of a page and gives the next one. */
export async function go(
  day: SchoolDay,
  door: ConcernDoor,
  who: Person,
  page: Page,
  button: string,
  entered: Record<string, string> = {},
): Promise<Page> {
  const { card, posts } = await day.deliver(door.sends(who, page, button, entered));
  if (Object.keys(card).length > 0) return { card, words: wordsOf(card), ...(page.on && { on: page.on }) };
  const stands = posts.at(-1) ?? day.teams.postsIn(who).find(({ id }) => id === page.on?.id);
  return { card: cardOf(stands!), words: wordsOf(stands!), on: stands! };
}

/** From the door to the last page: of no adult, today, unless said otherwise. */
export async function toLastPage(
  day: SchoolDay,
  door: ConcernDoor,
  who: Person,
  first: Record<string, string> = {},
): Promise<Page> {
  return go(day, door, who, await door.open(who), 'Next', { adult: 'no', urgency: 'standard', ...first });
}
