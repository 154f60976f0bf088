import { tabLinkOf, withTabLink } from '../../src/cards/tab-link.ts';
import { noticeCard } from '../../src/cards/notice.ts';
import { withTabLinks } from '../../src/commands/tab-links.ts';
import type { Answer, Asking, Command, Looked } from '../../src/commands/command.ts';
import type { AdaptiveCard } from '../../src/cards/render.ts';
import { lintCard } from '../support/card-lint.ts';
import { cardStates } from '../support/card-states.ts';

const APP = '5e1f0c3a-7b2d-4f60-9a11-0c2d3e4f5a6b';
const where = { app: { appId: APP }, publicUrl: 'https://keylink.example.org' };
const link = tabLinkOf(where)!;
const card = noticeCard({ lines: ['Hello'] });

const asking = {} as Asking;
const answering = (looked: Looked | undefined, more: Partial<Answer> = {}): Command => {
  const run = async (): Promise<Answer> => ({
    messages: [
      { card, summary: '' },
      { card, summary: '' },
    ],
    ...(looked && { looked }),
    ...more,
  });
  return { name: 'x', run, presses: { names: run } } as unknown as Command;
};

interface Opens {
  type: string;
  url?: string;
}
const opensOn = (shown: AdaptiveCard): Opens[] =>
  (shown['body'] as { actions?: Opens[] }[])
    .flatMap(({ actions = [] }) => actions)
    .filter(({ type }) => type === 'Action.OpenUrl');

async function linkedBy(looked: Looked | undefined): Promise<(string | null | undefined)[]> {
  const [command] = withTabLinks([answering(looked)], link);
  const { messages } = await command!.run(asking, {});
  return messages.map(({ card: one }) => {
    const url = opensOn(one)[0]?.url;
    return url === undefined ? undefined : new URL(url).searchParams.get('context');
  });
}

const answered = (query: string, organisation?: string): Looked => ({
  query,
  decision: 'answered',
  ...(organisation !== undefined && { organisation }),
});

describe('from a card to the page', () => {
  test('there is a way only where the page is: with an app and an address', () => {
    expect(tabLinkOf({ app: { appId: APP } })).toBeUndefined();
    expect(tabLinkOf({ publicUrl: where.publicUrl })).toBeUndefined();
    expect(withTabLinks([], undefined)).toEqual([]);
  });

  test('Teams opens the page at the place, and a browser at the same', () => {
    const url = new URL(link('school/999001'));
    expect(`${url.origin}${url.pathname}`).toBe(`https://teams.microsoft.com/l/entity/${APP}/keylink`);
    expect(url.searchParams.get('context')).toBe('{"subEntityId":"school/999001"}');
    expect(url.searchParams.get('webUrl')).toBe('https://keylink.example.org/tab#/school/999001');
  });

  test.each([
    ['today', answered('today'), '{"subEntityId":"today"}'],
    ['a digest', answered('digest', '999001'), '{"subEntityId":"school/999001"}'],
    [
      'an acknowledged digest',
      { ...answered('acknowledge', '999001'), decision: 'changed' as const },
      '{"subEntityId":"school/999001"}',
    ],
    ['a register', answered('register', 'oak farm'), '{"subEntityId":"register/oak%20farm"}'],
  ])('the last card of %s has it', async (_what, looked, context) => {
    expect(await linkedBy(looked)).toEqual([undefined, context]);
  });

  test.each([
    ['something else', { ...answered('where is'), pupilId: 'SV-1' }],
    ['what was refused', { query: 'digest', decision: 'refused' as const, organisation: '999001' }],
    ['a choice of registers', { query: 'register', decision: 'choice' as const }],
    ['what nobody looked at', undefined],
  ])('%s has none', async (_what, looked) => {
    expect(await linkedBy(looked)).toEqual([undefined, undefined]);
  });

  test('a button’s answer has it too, and the card that takes its place', async () => {
    const command = answering(answered('register', 'oak-farm'), { inPlace: async () => ({ card, summary: '' }) });
    const [linked] = withTabLinks([command], link);
    const answer = await linked!.presses!.names!(asking, {});
    expect(opensOn(answer.messages.at(-1)!.card)).toHaveLength(1);
    expect(opensOn((await answer.inPlace!())!.card)).toHaveLength(1);
  });

  test('no card is spoilt by it: each keeps what it had, and none has more than six buttons', () => {
    for (const { card: shown } of cardStates()) {
      const linked = withTabLink(shown, link('today'));
      expect(lintCard(linked)).toEqual(lintCard(shown));
      expect(opensOn(linked).length).toBeLessThanOrEqual(opensOn(shown).length + 1);
    }
    expect(opensOn(withTabLink(card, link('today')))).toHaveLength(1);
    expect(withTabLink(card, undefined)).toBe(card);
  });
});
