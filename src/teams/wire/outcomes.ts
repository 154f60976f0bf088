import { rootOf } from './activity.ts';
import type { Result } from './errand.ts';
import { parseObject, textOf } from './roster.ts';
import type { ConversationAddress, InDoubt, Later, OpenOutcome, ReadOutcome } from './types.ts';
import type { Refused, SendOutcome, UpdateOutcome } from './types.ts';

// From the result of a call to what its method promises.

export const unreadable: Refused = { kind: 'refused', status: 200, code: 'UnreadableAnswer', final: false };

export function readCreated(result: Result): SendOutcome {
  if (result.kind !== 'accepted') return result;
  const { id, activityId } = parseObject(result.body);
  const conversationId = textOf(id) ?? '';
  return sent(conversationId, textOf(activityId) ?? rootOf(conversationId));
}

export function readSent(to: ConversationAddress, result: Result): SendOutcome {
  return result.kind === 'accepted' ? sent(to.conversationId, textOf(parseObject(result.body)['id'])) : result;
}

/** Accepted without an id: it is shown, but can never be updated, and a second one would be a duplicate. */
function sent(conversationId: string, activityId: string | undefined): SendOutcome {
  return activityId && conversationId
    ? { kind: 'sent', activityId, conversationId }
    : { kind: 'in-doubt', why: 'no-id' };
}

export function readUpdated(to: ConversationAddress, activityId: string, result: Result): UpdateOutcome {
  return result.kind === 'accepted' ? { kind: 'sent', activityId, conversationId: to.conversationId } : certain(result);
}

export function readOpened(result: Result): OpenOutcome {
  if (result.kind !== 'accepted') return certain(result);
  const conversationId = textOf(parseObject(result.body)['id']);
  return conversationId ? { kind: 'opened', conversationId } : unreadable;
}

export function readFound<T>(result: Result, parse: (body: string) => T | undefined): ReadOutcome<T> {
  if (result.kind !== 'accepted') return certain(result);
  const value = parse(result.body);
  return value === undefined ? unreadable : { kind: 'found', value };
}

function certain(result: Refused | InDoubt | Later): Refused | Later {
  if (result.kind === 'in-doubt') throw new Error('a repeatable call is never in doubt');
  return result;
}
