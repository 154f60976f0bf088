/** `help`: what this person can do, here. */
import { helpCard } from '../cards/help.ts';
import { roleWords } from '../texts/roles.ts';
import { say, type Asking, type Command } from './command.ts';

/** What a button can start without more words. */
const pressable = new Set(['digest']);

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
      const buttons = commands
        .filter((command) => pressable.has(command.name))
        .map((command) => ({ title: 'Today’s digest', verb: 'say' as const, fields: { text: command.name } }));
      return say(helpCard({ who: whoOf(asking), commands, buttons }), 'What you can ask Keylink');
    },
  };
}
