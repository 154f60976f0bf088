/** A folder on disk to the text of its files. Reads nothing else than the files of the contract. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { broken, folder as folderIs } from '../texts/import-files.ts';
import { fileNames, isFileName } from './files.ts';
import { readCsv } from './read-csv.ts';
import type { FileName } from './pack-file.ts';
import type { FileText, PackFiles, Refusal, Warning } from './reading.ts';

/** Some 600,000 marks: more than a year of a big partnership. Beyond it a file would not fit into memory as rows. */
const LARGEST_FILE = 64 * 1024 * 1024;

interface Found {
  name: FileName;
  path: string;
}

async function bytesOf({ name, path }: Found): Promise<Uint8Array | Refusal> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_FILE) return { file: name, ...broken.tooBig(size, LARGEST_FILE) };
    return await readFile(path);
  } catch (error) {
    return { file: name, ...broken.unreadable((error as NodeJS.ErrnoException).code ?? 'unknown') };
  }
}

async function readOne(found: Found): Promise<PackFiles> {
  const bytes = await bytesOf(found);
  if (!(bytes instanceof Uint8Array)) return { files: [], refusals: [bytes], warnings: [] };
  const { file, refusals, warnings } = readCsv(found.name, bytes);
  return { files: file ? [file] : [], refusals, warnings };
}

/** Windows does not mind the case of a file's name, so neither do we; what the system hides is not ours to mention. */
function sortOut(
  folder: string,
  entries: readonly string[],
): { found: Found[]; refusals: Refusal[]; warnings: Warning[] } {
  const found = new Map<FileName, Found>();
  const refusals: Refusal[] = [];
  const warnings: Warning[] = [];
  for (const entry of entries.toSorted()) {
    const name = entry.toLowerCase();
    if (name.startsWith('.') || name.startsWith('~$')) continue;
    if (!isFileName(name)) warnings.push({ file: entry, what: folderIs.unknownFile });
    else if (found.has(name)) refusals.push({ file: entry, ...folderIs.sameFileTwice(name) });
    else found.set(name, { name, path: join(folder, entry) });
  }
  return { found: fileNames.flatMap((name) => found.get(name) ?? []), refusals, warnings };
}

/** Reads a data pack. Whatever is wrong with the folder or a file is a refusal; missing files are fine, an empty pack is not. */
export async function readPack(folder: string): Promise<PackFiles> {
  let entries: string[];
  try {
    entries = await readdir(folder);
  } catch (error) {
    return {
      files: [],
      refusals: [{ file: folder, ...folderIs.unreadable(error as NodeJS.ErrnoException) }],
      warnings: [],
    };
  }
  const { found, refusals, warnings } = sortOut(folder, entries);
  if (found.length === 0) refusals.push({ file: folder, ...folderIs.empty(fileNames) });
  const files: FileText[] = [];
  for (const one of found) {
    const read = await readOne(one);
    files.push(...read.files);
    refusals.push(...read.refusals);
    warnings.push(...read.warnings);
  }
  return { files, refusals, warnings };
}
