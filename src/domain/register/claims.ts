/** What a sentence claims about whom, before anybody has looked at who that is. */
import { everyoneAt, exceptAt, statementAt } from './said-words.ts';
import { tokensOf } from './tokens.ts';
import type { Entry } from './entry.ts';
import type { Token } from './tokens.ts';

/** `entry` is missing where nothing clear is said; `implied`: an exception of whom nothing else was said. */
export interface Claim {
  words: string;
  entry?: Entry;
  implied?: true;
}

export interface Claims {
  claims: Claim[];
  /** “All in”: everybody else is said to be present. */
  everyoneHere: boolean;
  /** Something was said of everyone that is not plainly “present”, in its words. */
  muddled: string[];
}

/** How far one clause has come: the names nobody has said anything of yet, and whether it speaks of everyone. */
interface Clause {
  names: string[];
  name: string[];
  everyone: 'no' | 'named' | 'here';
  excepting: boolean;
}

const nothingYet = (): Clause => ({ names: [], name: [], everyone: 'no', excepting: false });
const isPlainlyHere = (entry: Entry): boolean =>
  entry.said === 'present' && entry.at === undefined && entry.reason === undefined;

function endName(clause: Clause): void {
  if (clause.name.length > 0) clause.names.push(clause.name.join(' '));
  clause.name = [];
}

function takeNames(clause: Clause): string[] {
  endName(clause);
  return clause.names.splice(0);
}

const exceptions = (names: readonly string[]): Claim[] =>
  names.map((words) => ({ words, entry: { said: 'absent' }, implied: true }));

function say(entry: Entry, clause: Clause, said: Claims): void {
  const names = takeNames(clause);
  if (clause.everyone === 'named' && isPlainlyHere(entry) && (names.length === 0 || clause.excepting)) {
    // “All but Ben are in”
    clause.everyone = 'here';
    said.everyoneHere = true;
    said.claims.push(...exceptions(names));
  } else if (names.length === 0) {
    said.muddled.push(`everyone ${entry.said}`);
    clause.everyone = 'no';
  } else if (clause.excepting) {
    // “All in except Ben, Cara late 9:20” leaves open what is with Ben.
    said.claims.push(...names.slice(0, -1).map((words) => ({ words })), { words: names.at(-1)!, entry });
  } else {
    said.claims.push(...names.map((words) => ({ words, entry })));
  }
}

function endClause(clause: Clause, said: Claims): void {
  const names = takeNames(clause);
  if (clause.everyone === 'named') said.muddled.push('everyone');
  const settled = clause.excepting && clause.everyone === 'here';
  said.claims.push(...(settled ? exceptions(names) : names.map((words) => ({ words }))));
  Object.assign(clause, nothingYet());
}

/** Takes one step from `at` on and says how many words it took. A word that means nothing here belongs to a name. */
function step(tokens: readonly Token[], at: number, clause: Clause, said: Claims): number {
  const token = tokens[at]!;
  if (token.kind === 'stop') endClause(clause, said);
  if (token.kind === 'between') endName(clause);
  if (token.kind === 'stop' || token.kind === 'between') return 1;
  const isNamed = clause.names.length + clause.name.length > 0;
  const statement = isNamed || clause.everyone === 'named' ? statementAt(tokens, at) : undefined;
  if (statement) {
    say(statement.value, clause, said);
    return statement.length;
  }
  const everyone = isNamed ? 0 : everyoneAt(tokens, at);
  if (everyone > 0) {
    Object.assign(clause, { everyone: 'named', excepting: false });
    return everyone;
  }
  const except = isNamed || clause.everyone === 'no' ? 0 : exceptAt(tokens, at);
  if (except > 0) {
    clause.excepting = true;
    return except;
  }
  if (token.plain === 'but') endName(clause);
  else clause.name.push(token.text);
  return 1;
}

export function claimsOf(text: string): Claims {
  const tokens = tokensOf(text);
  const said: Claims = { claims: [], everyoneHere: false, muddled: [] };
  const clause = nothingYet();
  for (let at = 0; at < tokens.length;) at += step(tokens, at, clause, said);
  endClause(clause, said);
  return said;
}
