/** What somebody is told of a concern, unasked: that there is one to open, and nothing of it (issue 4, item 5). */
import type { ConcernNews } from '../../domain/concern/clock.ts';

export interface NoticeWords {
  title: string;
  lines: string[];
}

const open = 'Open it here to read it and acknowledge. It is shown to you alone, and not left in this chat.';

export const concernNoticeWords: Record<ConcernNews, NoticeWords> = {
  new: { title: 'New concern recorded, open to view', lines: [open] },
  draft: {
    title: 'A draft concern waits for you',
    lines: ['It was made from an absence. Open it to confirm it, or to dismiss it with a reason.'],
  },
  deputy: {
    title: 'A concern has not been acknowledged: please open it',
    lines: ['Whoever was told first has not acknowledged it. You are told as their deputy.', open],
  },
  'next-party': {
    title: 'A concern you have is not acknowledged elsewhere',
    lines: [
      'Somebody else who must know of it has not acknowledged it. Please ring them.',
      'Open it to see whom to ring.',
    ],
  },
  everyone: {
    title: 'A concern is still not acknowledged',
    lines: [
      'Everybody who may know of it is told now. Open it to see who has not acknowledged and the numbers to ring.',
    ],
  },
  unheard: {
    title: 'A concern is still not acknowledged',
    lines: ['This is said again each day until it is. Open it to see the numbers to ring.'],
  },
  'reporter-unheard': {
    title: 'Nobody has acknowledged your concern yet',
    lines: ['Please ring now; the numbers are in “my concerns”. If a child is in immediate danger ring 999.'],
  },
  added: { title: 'Something was added to a concern, open to view', lines: [open] },
  shared: { title: 'A concern was shared with you, open to view', lines: [open] },
  matter: {
    title: 'A safeguarding matter is being handled',
    // Of whom it is, they do not know: sent to ask, they might ask the one it is about (5.4).
    lines: [
      'Whoever is handling it wants you to know that it is being handled, and no more. They will come to you with what you need to know; until then please talk of it with nobody.',
    ],
  },
  'glass-broken': {
    title: 'Somebody broke the glass',
    lines: ['They opened a record they do not usually see, and gave a reason. Open it to see who and why.'],
  },
  'closed-unseen': {
    title: 'A concern was closed that you have not acknowledged',
    lines: [
      'Please open it to read what was decided. It can be reopened. It is shown to you alone, and not left in this chat.',
    ],
  },
  stale: {
    title: 'An open concern has had no entry for some time',
    lines: ['Open it to add what has been done, or to close it with its outcome.'],
  },
};
