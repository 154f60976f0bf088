import { createRequire } from 'node:module';

/** The embedded parts cannot start here. The message is one line for the person who typed the command; no stack is wanted. */
export class StartRefused extends Error {
  override name = 'StartRefused';
}

/** Where a development-only package's file is. Throws StartRefused when only production packages are installed. */
export function developmentFile(file: string, otherwise: string): string {
  try {
    return createRequire(import.meta.url).resolve(file);
  } catch {
    throw new StartRefused(otherwise);
  }
}
