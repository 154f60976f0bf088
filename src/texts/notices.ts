/** What one person is told in their own chat, unasked. The message itself names no pupil. */
import type { Telling } from '../domain/absence/told.ts';
import type { Gap, NoticeReason, Unreached } from '../domain/post.ts';
import type { LocalTime } from '../domain/time.ts';
import { unreachedWords } from './concern/reach.ts';
import { vacancyWords } from './duty.ts';
import { followUpWords, type NoticeWords } from './follow-up-notices.ts';

/** What the words need; of what a reason is not about, nothing. */
export interface Noticed {
  why: NoticeReason;
  schools: readonly string[];
  gaps?: readonly Gap[];
  unreached?: readonly Unreached[];
  what?: Telling;
  children?: number;
  register?: { place: string; phone: string; closesAt: LocalTime; asked?: number; pupils: number };
}

/** Said once of several. */
const ofChildren = ({ title, lines }: NoticeWords, children: number): NoticeWords =>
  children === 1 ? { title, lines } : { title: `${title}: ${children} children`, lines };

const pupilsDue = (pupils: number): string => (pupils === 1 ? 'one pupil' : `${pupils} pupils`);
const noRegister = { place: 'a provision', phone: '', closesAt: '', pupils: 0 };

export function noticeWords({
  why,
  schools,
  gaps = [],
  unreached = [],
  what = 'opened',
  children = 1,
  register = noRegister,
}: Noticed): NoticeWords {
  const school = schools.join(', ');
  const { place, phone, closesAt, asked = 0, pupils } = register;
  const [have, their, read] =
    schools.length > 1
      ? ['have', 'Their digests', 'read them here and ring the schools, or link their channels']
      : ['has', 'Its digest', 'read it here and ring the school, or link a channel'];
  const words: Record<NoticeReason, NoticeWords> = {
    'no-channel': {
      title: `No channel: ${school}`,
      lines: [`${school} ${have} no channel linked. ${their} could not be posted today: ${read}.`],
    },
    'not-reachable': {
      title: `${school} could not be reached`,
      lines: ['Teams does not take its digest in the linked channel. You can read it here; please tell the school.'],
    },
    'sealed-pupil': {
      title: `A digest only for you, ${school}`,
      lines: ['It includes a pupil who is not shown in the channel and is not in its number.'],
    },
    'other-account': {
      title: 'A sign-in name was used from another account',
      lines: [
        'Somebody wrote to Keylink with a sign-in name that is bound to another account. They were refused.',
        'If the account was replaced, put its new object id into the data pack.',
      ],
    },
    'vacant-role': vacancyWords(gaps),
    'dsl-unreachable': unreachedWords(unreached),
    'follow-up': ofChildren(followUpWords[what], children),
    'register-due': {
      title: `The register of ${place} has not come`,
      lines: [
        `It closed at ${closesAt}; ${pupilsDue(pupils)} still to be marked. Until then they count as neither present nor absent.`,
      ],
    },
    'register-ring': {
      title: `Please ring ${place} for its register`,
      lines: [
        phone,
        `It closed at ${closesAt}; ${pupilsDue(pupils)} still to be marked. ${asked > 0 ? 'They have been asked here.' : 'Nobody there can be asked here.'}`,
      ],
    },
    'mark-contested': {
      title: `Two people have marked one pupil, ${place}`,
      lines: [
        'Somebody else has said something other than you in this register. What you recorded stands, and they have been told.',
        'Open the register to see it, and speak to them.',
      ],
    },
  };
  return words[why];
}
