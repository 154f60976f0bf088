/** `help`: what this person can do, here. */
import { helpCard } from '../cards/help.ts';
import { roleWords } from '../texts/roles.ts';
import { say, type Asking, type Command } from './command.ts';

/** What a button can start without more words, and what it says. */
const pressable: readonly (readonly [command: string, title: string])[] = [
  ['log concern', 'Log a concern'],
  ['concerns', 'Open concerns'],
  ['digest', 'Today’s digest'],
  ['register', 'Take a register'],
  ['follow-ups', 'Follow-ups'],
  ['today', 'The partnership today'],
];

function whoOf({ person }: Asking): string {
  const held = [...new Set(person.holdings.map((holding) => roleWords[holding.role]))];
  return `You are known here as ${person.name}, ${held.join(' and ')}.`;
}

export function helpCommand(all: () => readonly Command[]): Command {
  return {
    name: 'help',
    example: 'help',
    means: 'what you can do here',
    words: ['help', 'hi', 'hello', 'start', 'commands'],
    parse: () => ({}),
    may: () => true,
    answered: 'channel',
    harmless: true,
    run: async (asking) => {
      const commands = all().filter((command) => command.name !== 'help' && command.may(asking));
      const buttons = pressable
        .filter(([name]) => commands.some((command) => command.name === name))
        .map(([text, title]) => ({ title, verb: 'say' as const, fields: { text } }));
      return say(helpCard({ who: whoOf(asking), commands, buttons }), 'What you can ask Keylink');
    },
  };
}
