/** What stood before a mark, and why it changes (R3.6). A mark that only tells what happened next amends nothing. */
import { hasReason } from '../codes.ts';
import { dateOf, timeOf } from '../time.ts';
import type { Mark } from '../records.ts';

/** An entry in short, as an amendment keeps it: `present 08:52`, `late 09:12`, `absent I`. */
export const shortEntry = ({ status, arrivedAt, leftAt, code }: Mark): string =>
  [status, status === 'left' ? leftAt : arrivedAt, code].filter((part) => part !== undefined).join(' ');

/** What somebody at a register is told of it: no code, which may be more than they may know (R9.3). */
export const toldEntry = (mark: Mark): string => shortEntry({ ...mark, code: undefined });

/** What `amends` says stood where nobody had said anything: an entry made after the day. */
const UNMARKED = 'unmarked';

const parts = ['arrivedAt', 'leftAt', 'code', 'reason'] as const;

/** Says what stands already. Saying less takes nothing back, unless somebody gives a reason for the change. */
export const saysTheSame = (stands: Mark, mark: Mark, why: string | undefined): boolean =>
  mark.status === stands.status &&
  parts.every((part) => mark[part] === stands[part] || (mark[part] === undefined && why === undefined));

const isPresence = ({ status }: Mark): boolean => status === 'present' || status === 'late';

/** Who was there leaves; who left comes back. */
function follows(stands: Mark, mark: Mark): boolean {
  if (mark.status === 'left') return isPresence(stands);
  return isPresence(mark) && stands.status === 'left' && (mark.arrivedAt ?? '24:00') >= (stands.leftAt ?? '');
}

/** R3.5: arriving after being called absent; M6: hearing why. These changes bring their reason with them. */
function evidentWhy(stands: Mark, mark: Mark): string | undefined {
  if (stands.status !== 'absent') return undefined;
  if (mark.status === 'absent') return hasReason(mark) && !hasReason(stands) ? 'reason heard' : undefined;
  const recorded = `${dateOf(stands.recordedAt)} ${timeOf(stands.recordedAt)}`;
  return mark.arrivedAt !== undefined && `${mark.date} ${mark.arrivedAt}` >= recorded ? 'arrived since' : undefined;
}

type Amends = { kind: 'none' } | { kind: 'amends'; was: string; why: string } | { kind: 'why-needed' };

/** `stands`: the latest mark of the slot. Whatever is entered after the day needs its reason too (R3.8). */
export function amendmentOf(
  stands: Mark | undefined,
  mark: Mark,
  { why, dayOver }: { why: string | undefined; dayOver: boolean },
): Amends {
  if (!dayOver && (!stands || follows(stands, mark))) return { kind: 'none' };
  const given = why ?? (stands && evidentWhy(stands, mark));
  if (given === undefined) return { kind: 'why-needed' };
  return { kind: 'amends', was: stands ? shortEntry(stands) : UNMARKED, why: given };
}
