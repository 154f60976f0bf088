/** Files as the browser has them, to what the server is asked about. A folder that is dropped is opened. */
import type { ImportFile } from '../../../tab-api/models.ts';

export const MOST_BYTES = 8 * 1024 * 1024;

const asBase64 = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve((reader.result as string).replace(/^.*?,/, '')));
    reader.addEventListener('error', () => reject(new Error('a file could not be read')));
    reader.readAsDataURL(file);
  });

/** Where it is no UTF-8 its bytes go as they are: the server says where it is broken. */
export async function readFile(file: File): Promise<ImportFile> {
  const { name } = file;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return { name, text };
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    return { name, base64: await asBase64(file) };
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });

const entriesOf = (folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => {
    folder.createReader().readEntries(resolve, reject);
  });

/** A pack lies flat: folders inside a folder are not opened. */
async function filesAt(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await fileOf(entry as FileSystemFileEntry)];
  const inside = await entriesOf(entry as FileSystemDirectoryEntry);
  return Promise.all(inside.filter(({ isFile }) => isFile).map((one) => fileOf(one as FileSystemFileEntry)));
}

/** What was dropped is to be taken before anything is waited for: afterwards the browser has forgotten it. */
export function dropped(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return Promise.resolve([...data.files]);
  return Promise.all(entries.map(filesAt)).then((files) => files.flat());
}
