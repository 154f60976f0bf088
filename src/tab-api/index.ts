/** The page's questions answered: who asks, whether they may, what came of it; written down as in the chat (R9.5). */
import { noteLooked } from '../commands/looked.ts';
import { scopeOf } from '../domain/access.ts';
import { momentOf, type Instant } from '../domain/time.ts';
import { servedTenants, type DirectoryReader } from '../store/directory.ts';
import type { Asking, Looked } from '../commands/command.ts';
import type { Recogniser } from '../teams/recognise.ts';
import type { Origin } from '../teams/activity.ts';
import { followUpQuestion } from './follow-up.ts';
import { importQuestions } from './import.ts';
import { liveQuestion } from './live.ts';
import { meQuestion } from './me.ts';
import { createMoves } from './moves.ts';
import { createNoted } from './noted.ts';
import { findPupilQuestion } from './pupils.ts';
import { pupilQuestion } from './pupil.ts';
import { registerQuestions } from './register.ts';
import { notFound, type Given, type Question, type TabAnswer, type TabAsked, type TabParts } from './question.ts';
import { schoolQuestions } from './school.ts';
import { todayQuestion } from './today.ts';
import type { SignedIn, SignIn } from './sign-in.ts';

export type TabApi = (asked: TabAsked) => Promise<TabAnswer>;

export interface TabApiParts extends TabParts {
  directoryReader: DirectoryReader;
  recogniser: Recogniser;
  signIn: SignIn;
  configuredTenants: readonly string[];
  /** None in the demo. */
  appId?: string;
  now(): Instant;
}

/** Everything the page may ask. */
function questionsOf(parts: TabApiParts): readonly Question[] {
  const moves = createMoves({ ledger: parts.store.ledger, now: parts.now });
  return [
    meQuestion(parts.appId),
    liveQuestion(moves),
    todayQuestion(parts, moves),
    followUpQuestion(parts),
    ...schoolQuestions(parts, moves),
    ...registerQuestions(parts),
    findPupilQuestion(parts),
    pupilQuestion(parts),
    ...importQuestions(parts),
  ];
}

/** Not a chat: nothing is ever sent to it. */
const originOf = ({ tenantId, objectId }: SignedIn): Origin => ({
  activityId: '',
  conversationId: 'tab',
  kind: 'personal',
  tenantId,
  serviceUrl: '',
  botId: '',
  from: { id: objectId, objectId },
});

const signInFirst: TabAnswer = { status: 401, body: { error: 'sign-in' } };
/** Known to Entra, and not to the partnership; or they have never written to Keylink, which is when they are bound. */
const stranger: TabAnswer = { status: 403, body: { error: 'stranger' } };
const noRole: TabAnswer = { status: 403, body: { error: 'no-role' } };

async function askingOf(parts: TabApiParts, token: string): Promise<Asking | TabAnswer> {
  const now = momentOf(parts.now());
  const [directory, roster] = await Promise.all([
    parts.directoryReader.read(now.instant),
    parts.store.people.roster(now.instant),
  ]);
  const served = servedTenants(directory, roster.people, parts.configuredTenants);
  const signedIn = await parts.signIn(token, served);
  if (!signedIn) return signInFirst;
  const person = await parts.recogniser.known(signedIn, now, { served, tenantOf: directory.tenantOf });
  if (!person) return stranger;
  const { objectId } = signedIn;
  return { person, objectId, scope: scopeOf(person, directory), origin: originOf(signedIn), directory, now };
}

function paramsOf(path: string, asked: readonly string[]): Record<string, string> | undefined {
  const parts = path.split('/');
  if (parts.length !== asked.length) return undefined;
  const fits = parts.every((part, n) => part.startsWith(':') || part === asked[n]);
  if (!fits) return undefined;
  return Object.fromEntries(parts.flatMap((part, n) => (part.startsWith(':') ? [[part.slice(1), asked[n]!]] : [])));
}

function found(questions: readonly Question[], { method, path, query, body, signal }: TabAsked) {
  for (const question of questions) {
    const params = question.method === method ? paramsOf(question.path, path) : undefined;
    if (params) return { question, given: { params, query, body, signal } satisfies Given };
  }
  return undefined;
}

export function createTabApi(parts: TabApiParts): TabApi {
  const questions = questionsOf(parts);
  const noted = createNoted();
  const writeDown = async ({ keepsLooking }: Question, asking: Asking, looked: Looked): Promise<void> => {
    const isAgain = keepsLooking === true && looked.decision === 'answered';
    if (isAgain && noted.has(asking, looked)) return;
    await noteLooked(parts.store.audit, asking, looked, 'tab');
    if (isAgain) noted.add(asking, looked);
  };
  return async (asked) => {
    const asking = await askingOf(parts, asked.token);
    if ('status' in asking) return asking;
    const match = found(questions, asked);
    if (!match) return notFound;
    if (!match.question.may(asking)) {
      await noteLooked(parts.store.audit, asking, { query: match.question.path, decision: 'refused' }, 'tab');
      return noRole;
    }
    const { looked, ...answer } = await match.question.run(asking, match.given);
    // Written down before it is shown: a look-up without a record must not happen.
    if (looked) await writeDown(match.question, asking, looked);
    return answer;
  };
}
