/** What Keylink says about itself and about being asked, wherever it is asked. */
export const texts = {
  notServed:
    'Keylink is not set up for your organisation, so it cannot answer here. If you think it should be, ask the partnership that looks after your pupils.',
  stranger:
    'I do not know you yet, so I cannot answer. Ask your partnership’s coordinator to add you, with the sign-in name you use in Teams.',
  elsewhere:
    'You are a guest here, or your account belongs to another organisation. Please write to me from your own organisation’s account.',
  otherAccount:
    'Your sign-in name is already in use here with another account, so I cannot answer. Your coordinator has been told; ring them if it is urgent.',
  unsure: 'I could not check with Teams who you are. Please try again in a minute.',
  noRole: 'Your role here does not include that. Say “help” to see what you can do.',
  oldButton: 'This button belongs to an older card and no longer does anything. Say “help” to start again.',
  notYours: 'This button is for the person who asked.',
  /** It may have failed after something was written, so it claims neither that it was nor that it was not. */
  fault:
    'I cannot reach my records just now, so I cannot answer. If you were recording something, look in a few minutes whether it stands before you do it again; if a child’s safety is in question, ring the partnership or the provision now.',
  openHere:
    'This is shown to you alone and left in no chat, which Teams on this device cannot do. Please open it in Teams on a computer, or update Teams.',
  answered: 'Answered.',
  answeredPrivately: 'Answered privately.',
  showMe:
    'I answer that privately, and I cannot write to you yet. Press “Show me” and only you will see it, or add Keylink to your own chats.',
  addApp:
    'I answer that privately, and I cannot write to you yet. In Teams open Apps, find Keylink and press Add, then ask me there.',
  uniform: 'I can’t find a pupil by that name among those you can see. Check the spelling or ask your coordinator.',
} as const;
