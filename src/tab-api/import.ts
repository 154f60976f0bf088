/** `import/look` and `import/apply`: a data pack brought to the page. What `npm run import` does, for rows of their own alone. */
import { importsFor, sightOf } from '../domain/access.ts';
import { applyPack, lookAtPack, type Looked } from '../pack/run-import.ts';
import { readFiles, type GivenFile } from '../pack/read-pack.ts';
import { sayCounts } from '../texts/import.ts';
import { importTexts } from '../texts/import-rights.ts';
import type { Asking } from '../commands/command.ts';
import type { Own } from '../pack/own-rows.ts';
import { lookedShown } from './import-shown.ts';
import type { ImportLine } from './models.ts';
import { badAsk, type Answered, type Question, type TabParts } from './question.ts';
import { told } from './told.ts';

const MOST_FILES = 100;
const LONGEST_NAME = 255;

const textOf = (file: unknown, field: string): string | undefined => {
  const value = (file as Record<string, unknown> | null)?.[field];
  return typeof value === 'string' ? value : undefined;
};

function givenFile(file: unknown): GivenFile[] {
  const [name, text, base64] = ['name', 'text', 'base64'].map((field) => textOf(file, field));
  if (name === undefined || name.length > LONGEST_NAME || (text ?? base64) === undefined) return [];
  const bytes = (): Uint8Array => (text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text));
  return [{ name, bytes: async () => bytes() }];
}

/** Undefined where the page has sent something else. */
function filesIn(body: unknown): GivenFile[] | undefined {
  const files = (body as { files?: unknown } | null | undefined)?.files;
  if (!Array.isArray(files) || files.length === 0 || files.length > MOST_FILES) return undefined;
  const given = files.flatMap(givenFile);
  return given.length === files.length ? given : undefined;
}

function ownOf({ person, scope, directory, now }: Asking): Own {
  return {
    partnerships: new Set(importsFor(person, directory)),
    upn: person.upn,
    sees: (pupil) => sightOf(scope, pupil, directory.schools.get(pupil.schoolUrn) ?? '', now.date) === 'all',
    today: now.date,
  };
}

/** How many rows of which file, and nothing of what is in them. */
const looked = (asking: Asking, query: string, { plan }: Looked): NonNullable<Answered['looked']> => ({
  query,
  decision: query === 'import' ? 'changed' : 'answered',
  organisation: importsFor(asking.person, asking.directory).join(', '),
  fields: sayCounts(plan.counts),
});

async function* applied({ store, log }: TabParts, at: Looked): AsyncGenerator<ImportLine> {
  const { counts, refusals } = at.plan;
  yield* told<ImportLine>(async (tell) => {
    try {
      await applyPack(store, at, (done, total) => tell({ kind: 'progress', done, total }));
      tell({ kind: 'done', counts, refused: refusals.length });
    } catch (fault) {
      log.error({ event: 'import.fault', err: fault }, 'an import was cut off');
      tell({ kind: 'failed', words: importTexts.cutOff });
    }
  });
}

export function importQuestions(parts: TabParts): Question[] {
  const question = (path: string, answer: (asking: Asking, at: Looked) => Answered): Question => ({
    method: 'POST',
    path,
    may: ({ person, directory }) => importsFor(person, directory).length > 0,
    async run(asking, { body }) {
      const files = filesIn(body);
      if (!files) return badAsk;
      const read = await readFiles(importTexts.chosen, files);
      return answer(asking, await lookAtPack(parts.store, read, asking.now.instant, ownOf(asking)));
    },
  });
  return [
    question('import/look', (asking, at) => ({
      status: 200,
      body: lookedShown(at.plan),
      looked: looked(asking, 'import: look', at),
    })),
    // Decided afresh on what is held now: what has changed since they looked is in the counts.
    question('import/apply', (asking, at) => ({
      status: 200,
      lines: applied(parts, at),
      looked: looked(asking, 'import', at),
    })),
  ];
}
