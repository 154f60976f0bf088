/** What `link` and `unlink` have in common. */
import { noticeCard } from '../cards/notice.ts';
import type { Button } from '../cards/render.ts';
import type { Outbox } from '../store/outbox.ts';
import { say, type Answer, type Asking, type Looked, type Parts } from './command.ts';

export interface LinkParts extends Parts {
  outbox: Outbox;
}

export const answer = (lines: readonly string[], buttons: readonly Button[] = [], looked?: Looked): Answer => ({
  ...say(noticeCard({ lines, buttons }), 'Keylink'),
  ...(looked ? { looked } : {}),
});

export const changed = (query: string, urn: string): Looked => ({ query, decision: 'changed', organisation: urn });
export const nameOf = ({ directory }: Asking, urn: string): string =>
  directory.schoolList.find((school) => school.urn === urn)?.name ?? urn;
