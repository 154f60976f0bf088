/** The demo as a newcomer finds it: the demo partnership in an empty store, and a school's channel with its digest in it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { previousSchoolDay, schoolDay } from '../domain/calendar.ts';
import { newPost } from '../domain/posting.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import { momentOf, type Instant, type LocalDate, type Moment } from '../domain/time.ts';
import { runImport } from '../pack/run-import.ts';
import type { Store } from '../store/open.ts';
import { createOutbox } from '../store/outbox.ts';
import { demoPack } from './pack.ts';
import { allReachable, peopleOn } from './people.ts';
import { demoPlayground, demoSchool } from './playground.ts';

/** Writes the demo's data pack under `folder`, where a newcomer can read it, and imports it. */
export async function loadDemo(store: Store, folder: string, now: Instant, say: (line: string) => void): Promise<void> {
  const pack = join(folder, 'demo-pack');
  await mkdir(pack, { recursive: true });
  const moment = momentOf(now);
  const files = demoPack(moment, allReachable(peopleOn(moment.date)));
  for (const [name, text] of files) await writeFile(join(pack, name), text);
  let told = -1;
  const progress = (done: number, total: number): void => {
    const tenth = Math.floor((done / total) * 4);
    if (tenth !== told) say(`Loading the demo partnership: ${done} of ${total} rows`);
    told = tenth;
  };
  await runImport(store, { folder: pack, dryRun: false, strict: true }, now, { say: () => undefined, progress });
}

/** Today's once it is due on a school day, else the last school day's. */
function dayToShow(held: PartnershipRecords, { date, time }: Moment): LocalDate {
  const chain = { organisation: demoSchool.urn, partnership: held.partnership.code };
  const isDue = schoolDay(held.calendar, chain, date).kind === 'school-day' && time >= held.partnership.digestAt;
  return isDue ? date : (previousSchoolDay(held.calendar, chain, date) ?? date);
}

/** Links the demo school to the Playground's channel and calls for a digest in it. The Playground forgets; so each time. */
export async function showDemo(store: Store, playgroundUrl: string, now: Instant): Promise<void> {
  const moment = momentOf(now);
  const { schools } = await shared(store);
  const partnership = schools.get(demoSchool.urn);
  const held = partnership === undefined ? undefined : await store.records.day(partnership, moment.date);
  if (!held || partnership === undefined) return;
  const [channel] = demoPlayground.team.channels;
  await store.channels.link({
    urn: demoSchool.urn,
    tenantId: demoPlayground.tenantId,
    serviceUrl: `${playgroundUrl.replace('127.0.0.1', 'localhost')}/_connector`,
    botId: demoPlayground.bot.id,
    teamId: demoPlayground.team.id,
    channelId: channel?.id ?? demoPlayground.team.id,
    names: false,
    linkedBy: demoPlayground.currentUser.userPrincipleName,
    at: now,
  });
  const at = { partnership, date: dayToShow(held, moment), urn: demoSchool.urn };
  const post = newPost(at, { forced: true });
  await store.posts.change(at, () => post);
  await createOutbox(store.queue, store.posts).put(partnership, [post]);
}

async function shared(store: Store): Promise<{ schools: Map<string, string> }> {
  const rows = await store.records.shared();
  const schools = rows
    .filter((row) => row.key.startsWith('~school|'))
    .map((row) => row.value as { urn: string; partnership: string });
  return { schools: new Map(schools.map((school) => [school.urn, school.partnership])) };
}
