/** A data pack to the text of its files, whether it lies in a folder or was brought to the page. Reads no file but the contract's. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { broken, folder as folderIs } from '../texts/import-files.ts';
import { fileNames, isFileName } from './files.ts';
import { readCsv } from './read-csv.ts';
import type { FileName } from './pack-file.ts';
import type { FileText, PackFiles, Refusal, Warning } from './reading.ts';

/** Some 600,000 marks: more than a year of a big partnership. Beyond it a file would not fit into memory as rows. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** A file by the name it was given; its bytes only if it is one of the contract's. */
export interface GivenFile {
  name: string;
  bytes(known: FileName): Promise<Uint8Array | Refusal>;
}

async function bytesAt(path: string, name: FileName): Promise<Uint8Array | Refusal> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_FILE) return { file: name, ...broken.tooBig(size, LARGEST_FILE) };
    return await readFile(path);
  } catch (error) {
    return { file: name, ...broken.unreadable((error as NodeJS.ErrnoException).code ?? 'unknown') };
  }
}

async function readOne(name: FileName, given: GivenFile): Promise<PackFiles> {
  const bytes = await given.bytes(name);
  if (!(bytes instanceof Uint8Array)) return { files: [], refusals: [bytes], warnings: [] };
  const { file, refusals, warnings } = readCsv(name, bytes);
  return { files: file ? [file] : [], refusals, warnings };
}

interface Sorted {
  found: Map<FileName, GivenFile>;
  refusals: Refusal[];
  warnings: Warning[];
}

/** Windows does not mind the case of a file's name, so neither do we; what the system hides is not ours to mention. */
function sortOut(given: readonly GivenFile[]): Sorted {
  const found = new Map<FileName, GivenFile>();
  const refusals: Refusal[] = [];
  const warnings: Warning[] = [];
  for (const one of given.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))) {
    const name = one.name.toLowerCase();
    if (name.startsWith('.') || name.startsWith('~$')) continue;
    if (!isFileName(name)) warnings.push({ file: one.name, what: folderIs.unknownFile });
    else if (found.has(name)) refusals.push({ file: one.name, ...folderIs.sameFileTwice(name) });
    else found.set(name, one);
  }
  return { found, refusals, warnings };
}

/** Reads the files of a data pack; missing files are fine, an empty pack is not. `place`: what it is called where it is empty. */
export async function readFiles(place: string, given: readonly GivenFile[]): Promise<PackFiles> {
  const { found, refusals, warnings } = sortOut(given);
  if (found.size === 0) refusals.push({ file: place, ...folderIs.empty(fileNames) });
  const files: FileText[] = [];
  for (const name of fileNames) {
    const one = found.get(name);
    if (!one) continue;
    const read = await readOne(name, one);
    files.push(...read.files);
    refusals.push(...read.refusals);
    warnings.push(...read.warnings);
  }
  return { files, refusals, warnings };
}

/** Reads the data pack in a folder. Whatever is wrong with the folder or a file is a refusal. */
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
  return readFiles(
    folder,
    entries.map((name) => ({ name, bytes: (known) => bytesAt(join(folder, name), known) })),
  );
}
