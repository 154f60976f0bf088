/** `unlink`, in a channel: it gets no more digests. */
import { mayLink } from '../domain/access.ts';
import { linkTexts } from '../texts/link.ts';
import type { Answer, Asking, Command } from './command.ts';
import { answer, changed, nameOf, type LinkParts } from './linking.ts';
import { mayLinkSome } from './rights.ts';

async function unlink({ store }: LinkParts, asking: Asking): Promise<Answer> {
  const { origin, person, directory } = asking;
  if (origin.kind !== 'channel' || !origin.channelId) return answer([linkTexts.onlyInChannel]);
  const held = await store.channels.linkOfChannel(origin.channelId);
  if (!held) return answer([linkTexts.notLinked]);
  if (!mayLink(person, held.urn, directory)) return answer([linkTexts.notYours]);
  await store.channels.unlink(held);
  return answer([linkTexts.unlinked(nameOf(asking, held.urn))], [], changed('unlink', held.urn));
}

export const unlinkCommand = (parts: LinkParts): Command => ({
  name: 'unlink',
  example: 'unlink',
  means: 'in a channel: it gets no more digests',
  words: ['unlink'],
  parse: (rest) => (rest === '' ? {} : undefined),
  may: mayLinkSome,
  answered: 'channel',
  onlyInChannel: true,
  run: (asking) => unlink(parts, asking),
});
