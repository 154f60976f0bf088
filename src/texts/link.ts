/** What is said about linking a channel to a school. */
export const linkTexts = {
  onlyInChannel: 'Say this in the channel that is to get the digests, with my name in front: “@Keylink link Ashfield”.',
  whichSchool:
    'I can’t find a school by that name among those whose channel you may link. Use its name or its URN, for example “link 123456”.',
  otherTenant: 'This channel belongs to another organisation than the school, so it cannot be linked.',
  shared:
    'This channel is shared with people outside the organisation, so no digest is posted here. Use a standard or a private channel.',
  unsure:
    'I could not check with Teams who can read this channel, so nothing was linked. Please try again in a few minutes.',
  notLinked: 'This channel gets no school’s digests, so there is nothing to undo.',
  notYours: 'Only the school’s key link or DSL, or its partnership’s staff, can change this channel.',
  linked: (school: string): string => `This channel now gets the morning digest of ${school}.`,
  unlinked: (school: string): string => `This channel no longer gets the digests of ${school}.`,
  moved: (school: string): string => `The digests of ${school} now go to another channel.`,
  already: (school: string): string => `This channel already gets the morning digest of ${school}.`,
  replaceSchool: (school: string): string => `${school} already has a channel. Link this one in its place?`,
  replaceChannel: (old: string, school: string): string =>
    `This channel gets the digests of ${old}. Replace them with those of ${school}?`,
  initials: 'It shows initials and no reasons; people with a role for the school can press “Show names”.',
  names: 'It shows names, years and categories of reason to everyone who can read this channel.',
  confirmNames: (school: string): string =>
    `Show names in this channel for ${school}? Everyone who can read it would see them.`,
} as const;

const LISTED = 10;
const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

/** Who can read the channel, and who among them has no role for the school. */
export function readersWords(readers: number, strangers: readonly string[]): string {
  if (strangers.length === 0) return `${people(readers)} can read it; all have a role for the school.`;
  const named = strangers.slice(0, LISTED).join(', ');
  const more = strangers.length > LISTED ? ` and ${strangers.length - LISTED} more` : '';
  const verb = strangers.length === 1 ? 'has' : 'have';
  return `${people(readers)} can read it. ${named}${more} ${verb} no role for the school.`;
}
