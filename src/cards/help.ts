import { buttons, fill, plain, type AdaptiveCard, type Button } from './render.ts';

export interface Help {
  who: string;
  commands: readonly { example: string; means: string }[];
  buttons: readonly Button[];
}

export const helpCard = ({ who, commands, buttons: list }: Help): AdaptiveCard =>
  fill('help', {
    who: plain(who),
    examples: plain(commands.map((command) => command.example).join(', ')),
    commands: commands.map(({ example, means }) => ({ example: plain(example), means: plain(means) })),
    ...buttons(list),
  });
