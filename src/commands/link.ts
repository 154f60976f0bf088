/** `link <school> [names full]`, in a channel: that channel gets the school's digests from now on. */
import { noticeCard } from '../cards/notice.ts';
import type { Button } from '../cards/render.ts';
import { mayLink } from '../domain/access.ts';
import { inHand } from '../domain/post.ts';
import { newPost } from '../domain/posting.ts';
import { normaliseName } from '../domain/names.ts';
import type { School } from '../domain/records.ts';
import type { Link } from '../store/channels.ts';
import { cardActivity } from '../teams/say.ts';
import { linkTexts, readersWords } from '../texts/link.ts';
import { readersOf, withoutRole } from './channel-readers.ts';
import type { Answer, Asking, Command, Fields } from './command.ts';
import { answer, changed, nameOf, type LinkParts } from './linking.ts';
import { mayLinkSome } from './rights.ts';

/** By URN or by name, among the schools this person may link: another's existence is not told. */
function schoolFor(asking: Asking, text: string): School | undefined {
  const wanted = normaliseName(text);
  const mine = asking.directory.schoolList.filter((school) => mayLink(asking.person, school.urn, asking.directory));
  const exact = mine.find((school) => school.urn === text.trim() || normaliseName(school.name) === wanted);
  const begun = mine.filter((school) => normaliseName(school.name).startsWith(wanted));
  return exact ?? (begun.length === 1 ? begun[0] : undefined);
}

async function link(parts: LinkParts, asking: Asking, fields: Fields, confirmed: boolean): Promise<Answer> {
  const { origin, directory } = asking;
  if (origin.kind !== 'channel' || !origin.channelId) return answer([linkTexts.onlyInChannel]);
  const school = schoolFor(asking, fields['school'] ?? '');
  if (!school) return answer([linkTexts.whichSchool]);
  const tenant = directory.tenantOf(school.urn);
  if (tenant !== undefined && tenant !== origin.tenantId) return answer([linkTexts.otherTenant]);
  const readers = await readersOf(parts, asking);
  if (readers.kind !== 'known') return answer([readers.kind === 'shared' ? linkTexts.shared : linkTexts.unsure]);
  const roster = await parts.store.people.roster(asking.now.instant);
  const who = readersWords(readers.members.length, withoutRole(readers.members, roster, school.urn, asking));
  const full = fields['names'] === 'full';
  const question = confirmed ? undefined : await questionFor(parts, asking, school, full);
  if (question) return answer([question, who], [confirmButton(school, full)]);
  return makeLink(parts, asking, school, full, who);
}

const confirmButton = (school: School, full: boolean): Button => ({
  title: 'Yes, link it',
  verb: 'link-replace',
  fields: { school: school.urn, ...(full ? { names: 'full' } : {}) },
});

/** What is asked before an existing link is replaced, or names are shown to all. */
async function questionFor(
  parts: LinkParts,
  asking: Asking,
  school: School,
  full: boolean,
): Promise<string | undefined> {
  const { channels } = parts.store;
  const [ofSchool, ofChannel] = await Promise.all([
    channels.linkOf(school.urn),
    channels.linkOfChannel(asking.origin.channelId ?? ''),
  ]);
  const moves = ofSchool !== undefined && ofSchool.channelId !== asking.origin.channelId;
  const displaces = ofChannel !== undefined && ofChannel.urn !== school.urn;
  const questions = [
    ...(moves ? [linkTexts.replaceSchool(school.name)] : []),
    ...(displaces ? [linkTexts.replaceChannel(nameOf(asking, ofChannel.urn), school.name)] : []),
    ...(full ? [linkTexts.confirmNames(school.name)] : []),
  ];
  return questions.length > 0 ? questions.join(' ') : undefined;
}

async function makeLink(parts: LinkParts, asking: Asking, school: School, full: boolean, who: string): Promise<Answer> {
  const { origin, person, now } = asking;
  const { channels } = parts.store;
  const [ofSchool, ofChannel] = await Promise.all([
    channels.linkOf(school.urn),
    channels.linkOfChannel(origin.channelId ?? ''),
  ]);
  const made: Link = {
    urn: school.urn,
    channelId: origin.channelId ?? '',
    teamId: origin.teamId ?? '',
    tenantId: origin.tenantId,
    serviceUrl: origin.serviceUrl,
    botId: origin.botId,
    names: full,
    linkedBy: person.upn,
    at: now.instant,
  };
  if ((await channels.link(made)) === 'conflict') return answer([linkTexts.unsure]);
  const moved = ofSchool !== undefined && ofSchool.channelId !== made.channelId;
  if (moved) await tellOld(parts, ofSchool, school);
  await callForPost(parts, asking, school, moved || ofChannel?.urn !== school.urn);
  const same = !moved && ofSchool?.names === full && ofChannel?.urn === school.urn;
  const first = same ? linkTexts.already(school.name) : linkTexts.linked(school.name);
  return answer([first, full ? linkTexts.names : linkTexts.initials, who], [], changed('link', school.urn));
}

async function tellOld({ wire, log }: LinkParts, old: Link, school: School): Promise<void> {
  const card = noticeCard({ lines: [linkTexts.moved(school.name)] });
  const outcome = await wire.create({ ...old }, cardActivity(card, 'Keylink'));
  if (outcome.kind !== 'sent')
    log.warn({ event: 'link.old-untold', outcome: outcome.kind }, 'an old channel was not told');
}

/** Today's digest, where it was posted elsewhere or could not be, is posted here; the clock sees to one not yet due. */
async function callForPost(
  { store, outbox }: LinkParts,
  asking: Asking,
  school: School,
  fresh: boolean,
): Promise<void> {
  const at = { partnership: school.partnership, date: asking.now.date, urn: school.urn };
  await store.posts.change(at, (post) => {
    if (!fresh && post.state !== 'unreachable') return undefined;
    // Unlinked and linked again on one day: its digest stands here already, and goes on being kept true.
    if (post.first && post.channelId === asking.origin.channelId) return { ...post, state: 'posted', tries: 0 };
    return { ...newPost(at), ...inHand(post) };
  });
  await outbox.again(at);
}

export function linkCommand(parts: LinkParts): Command {
  return {
    name: 'link',
    example: 'link Ashmere Vale',
    means: 'in a channel: this channel gets that school’s digests',
    words: ['link'],
    parse(rest) {
      const [, school = '', full] = /^(.*?)(\s+names?\s+full)?$/i.exec(rest) ?? [];
      return { school: school.trim(), ...(full ? { names: 'full' } : {}) };
    },
    may: mayLinkSome,
    answered: 'channel',
    onlyInChannel: true,
    run: (asking, fields) => link(parts, asking, fields, false),
    presses: { 'link-replace': (asking, fields) => link(parts, asking, fields, true) },
  };
}
