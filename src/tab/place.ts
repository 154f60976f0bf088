/** Which page is open: in the part of the address that is never sent anywhere, and without anything that names a child. */
import { useSyncExternalStore } from 'react';

const pages = ['today', 'register', 'pupil', 'school', 'import'] as const;
export type PageName = (typeof pages)[number];

export interface Place {
  page: PageName;
  /** A provision's code, a school's URN, a pupil's id. */
  of?: string;
}

export function placeIn(text: string): Place | undefined {
  const [name, of] = text.replace(/^#?\/?/, '').split('/');
  const page = pages.find((one) => one === name);
  if (!page) return undefined;
  return of ? { page, of: decodeURIComponent(of) } : { page };
}

export const hrefOf = ({ page, of }: Place): string =>
  of === undefined ? `#/${page}` : `#/${page}/${encodeURIComponent(of)}`;

export const goTo = (place: Place): void => {
  window.location.hash = hrefOf(place);
};

const listen = (tell: () => void): (() => void) => {
  window.addEventListener('hashchange', tell);
  return () => window.removeEventListener('hashchange', tell);
};

export function usePlace(first: Place): Place {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  return placeIn(hash) ?? first;
}
