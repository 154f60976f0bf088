import type { OutgoingActivity, Refused } from './types.ts';

// Teams' own limit is higher and counts UTF-16; 40,000 characters are below every number it has ever published.
const largestActivity = 40_000;

/** Why this activity must not be sent, if so. Throws for text with attachments: Teams would split it and give no id. */
export function unfit(activity: OutgoingActivity): Refused | undefined {
  if (activity.text && activity.attachments?.length)
    throw new TypeError('an activity has text or attachments, not both');
  if (JSON.stringify(activity).length <= largestActivity) return undefined;
  return { kind: 'refused', status: 413, code: 'MessageSizeTooBig', final: true };
}

/** The id of the post that a channel thread hangs on: the digits after `;messageid=`. */
export function rootOf(conversationId: string): string | undefined {
  return /;messageid=(\d+)$/.exec(conversationId)?.[1];
}

/** What Teams counts limits by: the channel or the chat, whichever thread of it. */
export function withoutThread(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/, '');
}

/** A path from ids that came from outside. Undefined if one of them would lead elsewhere: empty, dots, broken text. */
export function pathOf(parts: readonly string[]): string | undefined {
  const safe = parts.every((part) => part.isWellFormed() && !/^\.{0,2}$/.test(part));
  return safe ? parts.map((part) => encodeURIComponent(part)).join('/') : undefined;
}
