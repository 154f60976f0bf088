/** The card of one absence as it stands in one person's chat: one a day, edited in place. */
import type { Claim } from './post.ts';
import type { Instant, LocalDate } from './time.ts';

export interface FollowUpCard {
  partnership: string;
  pupilId: string;
  /** The absence, by when it was opened. */
  openedAt: Instant;
  date: LocalDate;
  upn: string;
  state: 'due' | 'shown' | 'unreachable' | 'over';
  conversationId?: string;
  activityId?: string;
  /** The absence's version that it shows. */
  shows?: number;
  claim?: Claim;
  /** A send that was begun and whose answer has not been written down. */
  sending?: Instant;
  /** Sends whose outcome nobody can know: each may be a second card in that chat. For the operator. */
  doubts: Instant[];
  tries: number;
}

export const newFollowUpCard = (
  of: Pick<FollowUpCard, 'partnership' | 'pupilId' | 'openedAt' | 'date'>,
  upn: string,
): FollowUpCard => ({ ...of, upn, state: 'due', doubts: [], tries: 0 });
