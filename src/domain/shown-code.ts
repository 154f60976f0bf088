/** How much of a proposed code a reader may see (R9.3, traps 17; issue: channels and privacy). */
import type { Code } from './codes.ts';
import type { Proposal } from './proposal.ts';

/** What stands in the open channel: these say where a child is, and never why one is away. */
const openCodes = ['/', '\\', 'L', 'U', 'B', 'K', 'D', 'N'] as const;
type OpenCode = (typeof openCodes)[number];

export type ChannelCode = OpenCode | 'none' | 'decision-needed' | 'reason-held';
export type NamesCode = Exclude<Code, 'Y5'> | 'restricted' | 'none' | 'decision-needed';

const isOpen = (code: Code): code is OpenCode => openCodes.some((open) => open === code);

export function channelCode(proposal: Proposal): ChannelCode {
  if (proposal.kind === 'none') return 'none';
  if (proposal.kind === 'needs-decision') return 'decision-needed';
  return isOpen(proposal.code) ? proposal.code : 'reason-held';
}

/** For people with a role for the school; `Y5` is not theirs either. */
export function namesCode(proposal: Proposal): NamesCode {
  if (proposal.kind === 'none') return 'none';
  if (proposal.kind === 'needs-decision') return 'decision-needed';
  return proposal.code === 'Y5' ? 'restricted' : proposal.code;
}
