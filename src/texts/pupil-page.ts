/** What the page about one pupil says of itself; what it says of the pupil comes from where the chat's answers come from. */
export const pupilPageTexts = {
  thisWeek: 'This week',
  nextWeek: 'Next week',
  noFollowUps: 'Nothing is being followed up, and nothing was in the last two weeks.',
  noContacts: 'No contact is held whom anybody may ring. Ask the school’s office.',
  noVisits: 'Visits are not recorded in Keylink yet.',
  ownSlotsAlone: 'You see what happens with you. The school and the partnership see the rest.',
  doNotContact: (whom: string): string => `Do not contact: ${whom}`,
} as const;
