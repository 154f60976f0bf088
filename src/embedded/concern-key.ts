/** The key that embedded storage seals concern records with: made once, beside the storage it belongs to. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const KEY_BYTES = 32;
const exists = (fault: unknown): boolean => (fault as { code?: string }).code === 'EEXIST';

export async function concernKeyIn(folder: string): Promise<string> {
  const file = join(folder, 'concern.key');
  await mkdir(folder, { recursive: true });
  const made = randomBytes(KEY_BYTES).toString('base64');
  try {
    await writeFile(file, `${made}\n`, { flag: 'wx', mode: 0o600 });
    return made;
  } catch (fault) {
    if (!exists(fault)) throw fault;
    return (await readFile(file, 'utf8')).trim();
  }
}
