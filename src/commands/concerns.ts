/** `concerns`: the open ones somebody may see, each opened for them alone; `concerns about <name>`: a pupil's chronology. */
import { mayHaveConcerns } from '../domain/concern/acts.ts';
import { listTexts } from '../texts/concern/desk.ts';
import { texts } from '../texts/turn.ts';
import { concernsAbout } from './concern-desk/about.ts';
import { withCase, type DeskParts } from './concern-desk/case.ts';
import { showChronology } from './concern-desk/chronology.ts';
import { actIn, queryOf, showForm } from './concern-desk/form.ts';
import { breakGlass } from './concern-desk/glass.ts';
import { openConcerns } from './concern-desk/list.ts';
import { opened } from './concern-desk/open.ts';
import { record } from './concern-desk/record.ts';
import type { Answer, Command, Run } from './command.ts';

const oldButton: Answer = { messages: [], toast: texts.oldButton };

/** By verb. Each asks afresh who sits where: a card may be as old as it likes, and in whose hands it likes. */
function presses(parts: DeskParts): NonNullable<Command['presses']> {
  const form: Run = async (asking, fields) => {
    const act = fields['act'] === 'more' ? 'more' : actIn(fields);
    if (!act) return oldButton;
    return withCase(parts, asking, fields, queryOf(act), async (of) => showForm(of, asking, act));
  };
  const recording: Run = async (asking, fields) => {
    const act = actIn(fields);
    if (!act) return oldButton;
    return withCase(parts, asking, fields, queryOf(act), (of) => record(parts, asking, of, act, fields));
  };
  return {
    concern: (asking, fields) => withCase(parts, asking, fields, 'concern', async (of) => opened(of, asking, fields)),
    'concern-form': form,
    'concern-record': recording,
    'concern-chronology': (asking, fields) => showChronology(parts, asking, fields),
    'concern-glass': (asking, fields) => breakGlass(parts, asking, fields),
  };
}

function parse(rest: string): { name?: string } {
  const name = rest.replace(/^(?:about|for|of) /i, '');
  return name === '' ? {} : { name };
}

export function concernsCommand(parts: DeskParts): Command {
  return {
    name: 'concerns',
    example: 'concerns',
    means: 'the open concerns that you may see, oldest first; “concerns about” and a name for a pupil’s chronology',
    words: ['concerns', 'open concerns'],
    parse,
    may: ({ person }) => mayHaveConcerns(person),
    refused: listTexts.notForThem,
    answered: 'private',
    run: (asking, { name }) => (name === undefined ? openConcerns(parts, asking) : concernsAbout(parts, asking, name)),
    presses: presses(parts),
  };
}
