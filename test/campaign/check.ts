/** Compares what people see with what they should see. Each line it gives is something that must not be. */
import type { LocalDate } from '../../src/domain/time.ts';
import { CODE } from './partnership.ts';
import { initialsOn, postsOf } from './reading.ts';
import type { LinkedSchool, Stage } from './stage.ts';

export interface Checked {
  digests: number;
  strays: number;
  doubts: number;
  wrong: string[];
}

/** Of all schools, or of those that can have a digest. */
export async function check(
  stage: Stage,
  dates: readonly LocalDate[],
  schools: readonly LinkedSchool[] = stage.schools,
): Promise<Checked> {
  const each = await Promise.all(dates.flatMap((date) => schools.map((school) => checkSchool(stage, school, date))));
  const sum = (of: 'digests' | 'strays' | 'doubts'): number => each.reduce((all, one) => all + one[of], 0);
  return {
    digests: sum('digests'),
    strays: sum('strays'),
    doubts: sum('doubts'),
    wrong: each.flatMap(({ wrong }) => wrong),
  };
}

async function checkSchool(stage: Stage, school: LinkedSchool, date: LocalDate): Promise<Checked> {
  const { teams, store } = stage;
  const at = `${date} ${school.urn}`;
  const digests = postsOf(teams, school, date, 'digest');
  const headers = postsOf(teams, school, date, 'header');
  const row = await store.posts.read(CODE, date, school.urn);
  const doubts = (row?.doubts ?? []).filter(({ channelId }) => channelId === school.channel.conversationId);
  const wrong: string[] = [];
  if (digests.length !== 1) wrong.push(`${at}: ${digests.length} digests`);
  if (headers.length > doubts.length) wrong.push(`${at}: ${headers.length} headers, ${doubts.length} listed`);
  if (doubts.length > 0 && !isLogged(stage, school.urn, date)) wrong.push(`${at}: in doubt, but not in the log`);
  for (const digest of digests) {
    const shown = initialsOn(teams, digest, school).join(' ');
    const due = school.initials.toSorted().join(' ');
    if (shown !== due) wrong.push(`${at}: shows ${shown}, not ${due}`);
  }
  return { digests: digests.length, strays: headers.length, doubts: doubts.length, wrong };
}

const isLogged = ({ instances }: Stage, urn: string, date: LocalDate): boolean =>
  instances.some(({ log }) =>
    log.some((line) => line.event === 'post.in-doubt' && line['urn'] === urn && line['date'] === date),
  );
