/** From a card in the chat to the page beside it, where there is one: an app, and an address that Teams reaches it at. */
import type { AdaptiveCard } from './render.ts';

/** The address in Teams of a place of the page, such as `register/oak-farm`: never of a pupil. */
export type TabLink = (place: string) => string;

/** As in the manifest. */
const TAB = 'keylink';
const TITLE = 'Open in the tab';
const MOST_BUTTONS = 6;

interface Where {
  app?: { appId: string } | undefined;
  publicUrl?: string | undefined;
}

export function tabLinkOf({ app, publicUrl }: Where): TabLink | undefined {
  if (!app || publicUrl === undefined) return undefined;
  return (place) => {
    const query = new URLSearchParams({
      webUrl: `${publicUrl}/tab#/${place}`,
      context: JSON.stringify({ subEntityId: place }),
    });
    return `https://teams.microsoft.com/l/entity/${app.appId}/${TAB}?${query.toString().replaceAll('+', '%20')}`;
  };
}

interface Element {
  type?: string;
  actions?: readonly unknown[];
  items?: readonly Element[];
}

const actionsIn = (elements: readonly Element[]): number =>
  elements.reduce((count, { actions = [], items = [] }) => count + actions.length + actionsIn(items), 0);

/** One more button, where there is room for it. */
export function withTabLink(card: AdaptiveCard, url: string | undefined): AdaptiveCard {
  const body = (card['body'] ?? []) as readonly Element[];
  if (url === undefined || actionsIn(body) >= MOST_BUTTONS) return card;
  const opens = { type: 'Action.OpenUrl', title: TITLE, url };
  const at = body.findLastIndex(({ type }) => type === 'ActionSet');
  const set = body[at];
  if (!set) return { ...card, body: [...body, { type: 'ActionSet', actions: [opens] }] };
  return { ...card, body: body.with(at, { ...set, actions: [...(set.actions ?? []), opens] }) };
}
