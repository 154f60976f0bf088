/** Taps as they come, which become a draft and count for nothing; and a register submitted, which becomes marks. */
import type { Asking } from '../../commands/command.ts';
import {
  draftOf,
  pupilsMarkedAt,
  readHeld,
  registerIn,
  tapOf,
  unmarkedIn,
  type Register,
} from '../../commands/register/reading.ts';
import { lookedAt } from '../../commands/register/show.ts';
import { notesOf, outcomes, recordTaps, submittedLooked } from '../../commands/register/submit.ts';
import type { Draft, Tap } from '../../store/drafts.ts';
import { registerPageTexts } from '../../texts/register-page.ts';
import { registerTexts } from '../../texts/register.ts';
import { badAsk, refused, type Answered, type Given, type TabParts } from '../question.ts';
import { notTheirs } from './asked.ts';
import type { RegisterSaved, RegisterSubmitted, TapsSent } from './models.ts';
import { shownRoll } from './shown.ts';
import { draftSaid, goneIn, tapsIn } from './taps.ts';

interface Sent extends TapsSent {
  register: Omit<Register, 'draft'>;
}

/** What the page sent and the register it is about, in its sender's hands as they are now. */
async function sentIn(parts: TabParts, asking: Asking, { params, body }: Given): Promise<Sent | Answered> {
  const sent = tapsIn(body);
  if (!sent) return badAsk;
  const provision = params['provision'] ?? '';
  const { date } = asking.now;
  const mine = pupilsMarkedAt(asking, provision, date);
  const place = asking.directory.provisionList.find(({ code }) => code === provision);
  if (!place || mine.length === 0) return notTheirs(provision);
  // After the day a register is changed pupil by pupil, by those who may (R3.8).
  if (sent.date !== date) return refused(registerPageTexts.otherDay);
  const held = await readHeld(parts, asking, mine, date);
  const register = registerIn(asking, place, held, { date, session: sent.session });
  return register ? { ...sent, register } : refused(registerTexts.nobodyDue(place.name));
}

/** Sent twice, it is written once. */
const keep = (
  parts: TabParts,
  asking: Asking,
  { register, taps }: Sent,
  isStill: () => boolean = () => true,
): Promise<Draft> =>
  parts.store.drafts.change(draftOf(register.at, asking), asking.now.instant, (held) => {
    const next = draftSaid(held, register, taps);
    return isStill() && JSON.stringify(next.taps) !== JSON.stringify(held.taps) ? next : undefined;
  });

const savedAs = (asking: Asking, register: Register, { taps }: Sent): RegisterSaved => ({
  now: asking.now.time,
  roll: shownRoll(register, asking),
  gone: goneIn(register, taps).map(({ pupilId, start }) => ({ pupilId, start })),
});

export async function saveDraft(parts: TabParts, asking: Asking, given: Given): Promise<Answered> {
  const sent = await sentIn(parts, asking, given);
  if ('status' in sent) return sent;
  // Whoever sent it and has gone sends it anew, with what was tapped since: what comes too late must not undo that.
  const draft = await keep(parts, asking, sent, () => !given.signal.aborted);
  const register = { ...sent.register, draft };
  const answer = { status: 200, body: savedAs(asking, register, sent) };
  // Whoever has a draft of it was shown it, and that is written down: not once more for each key.
  return draft.version > 1 ? answer : { ...answer, looked: lookedAt(register, register.roll, 'answered') };
}

/** Those sent, and no other: what was tapped in the chat meanwhile has not been seen by whoever submits here. */
function tapsSent(register: Register, { taps }: Sent): Tap[] {
  const sent = new Set(taps.map(({ pupilId, start }) => `${pupilId} ${start}`));
  return register.roll.flatMap((entry) => {
    const tap = tapOf(register, entry);
    return tap && sent.has(`${tap.pupilId} ${tap.start}`) ? tap : [];
  });
}

export async function submit(parts: TabParts, asking: Asking, given: Given): Promise<Answered> {
  const sent = await sentIn(parts, asking, given);
  if ('status' in sent) return sent;
  // A draft first: killed between two of the writes that follow, the rest is still there to be submitted.
  const register = { ...sent.register, draft: await keep(parts, asking, sent) };
  const { recorded, read } = await recordTaps(parts, asking, register, tapsSent(register, sent));
  if (read.kind === 'refused') return notTheirs(register.at.provision);
  const unmarked = unmarkedIn(read.register);
  const missing = { text: registerTexts.missing(unmarked), style: 'warning' as const };
  const body: RegisterSubmitted = {
    ...savedAs(asking, read.register, sent),
    recorded: outcomes(recorded, 'mark', 'same').length,
    refused: outcomes(recorded, 'refused').length,
    contested: outcomes(recorded, 'overtaken').length,
    notes: [...notesOf(register, recorded), ...(unmarked > 0 ? [missing] : [])],
  };
  return { status: 200, body, looked: submittedLooked(register, recorded) };
}
