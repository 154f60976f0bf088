/** What the page shows too opens there: one more button on the last card of an answer. */
import { withTabLink, type TabLink } from '../cards/tab-link.ts';
import type { Answer, Command, Looked, Message, Run } from './command.ts';

/** Where the page shows what was asked. */
const places: Readonly<Record<string, (organisation: string) => string>> = {
  today: () => 'today',
  digest: (urn) => `school/${encodeURIComponent(urn)}`,
  acknowledge: (urn) => `school/${encodeURIComponent(urn)}`,
  register: (provision) => `register/${encodeURIComponent(provision)}`,
};

function placeOf({ query, decision, organisation = '' }: Looked): string | undefined {
  const isShown = decision === 'answered' || decision === 'changed';
  return isShown && (query === 'today' || organisation !== '') ? places[query]?.(organisation) : undefined;
}

function linkedAnswer(answer: Answer, link: TabLink): Answer {
  const place = answer.looked && placeOf(answer.looked);
  if (place === undefined) return answer;
  const linked = (message: Message): Message => ({ ...message, card: withTabLink(message.card, link(place)) });
  const { messages, inPlace } = answer;
  return {
    ...answer,
    messages: messages.map((message, n) => (n === messages.length - 1 ? linked(message) : message)),
    ...(inPlace && {
      inPlace: async () => {
        const message = await inPlace();
        return message && linked(message);
      },
    }),
  };
}

const linkedRun =
  (run: Run, link: TabLink): Run =>
  async (asking, fields) =>
    linkedAnswer(await run(asking, fields), link);

const linkedPresses = (presses: NonNullable<Command['presses']>, link: TabLink): Command['presses'] =>
  Object.fromEntries(Object.entries(presses).map(([verb, run]) => [verb, linkedRun(run, link)]));

export const withTabLinks = (commands: readonly Command[], link: TabLink | undefined): readonly Command[] =>
  link === undefined
    ? commands
    : commands.map((command) => ({
        ...command,
        run: linkedRun(command.run, link),
        ...(command.presses && { presses: linkedPresses(command.presses, link) }),
      }));
