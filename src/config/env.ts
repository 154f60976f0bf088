/** How one setting is read. A problem names the setting and never shows its value, which may be a secret. */
export type Env = Readonly<Record<string, string | undefined>>;

/** `''` counts as unset, as in a copied `.env.example`. */
export const read = (env: Env, name: string): string | undefined => env[name]?.trim() || undefined;

export const isGuid = (text: string | undefined): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text ?? '');

export const list = (env: Env, name: string): string[] =>
  (read(env, name) ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

export function switchOf(env: Env, name: string, unset: boolean, problems: string[]): boolean {
  const text = read(env, name)?.toLowerCase();
  if (text !== undefined && text !== 'on' && text !== 'off') problems.push(`${name} must be on or off`);
  return text === undefined ? unset : text === 'on';
}
