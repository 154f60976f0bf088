/** Pupils' names: how they are compared (8.2), matched (8.3), shown and shortened for a channel. */

export type { KnownName } from './names/known-name.ts';
export { channelInitials, displayName, initialsOf } from './names/known-name.ts';
export { editDistance } from './names/distance.ts';
export { type NameMatch, matchName } from './names/match.ts';
export { normaliseName, visibleText } from './names/spelling.ts';
