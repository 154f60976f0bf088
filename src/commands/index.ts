/** Everything people can ask. A new command is one file beside this one and one line here. */
import type { Viewers } from '../cards/refresh.ts';
import type { Directory } from '../store/directory.ts';
import type { Outbox } from '../store/outbox.ts';
import { attendanceCommand } from './attendance.ts';
import type { Command, Parts } from './command.ts';
import { concernsCommand } from './concerns.ts';
import { digestCommand } from './digest.ts';
import { drillCommand } from './drill.ts';
import { followUpsCommand } from './follow-ups.ts';
import { helpCommand } from './help.ts';
import { linkCommand } from './link.ts';
import { logConcernCommand } from './log-concern.ts';
import { markCommand } from './mark.ts';
import { myConcernsCommand } from './my-concerns.ts';
import { registerCommand } from './register.ts';
import { timetableCommand } from './timetable.ts';
import { todayCommand } from './today.ts';
import { unlinkCommand } from './unlink.ts';
import { whereIsCommand } from './where-is.ts';

export function createCommands(
  parts: Parts & { outbox: Outbox; viewers: Viewers; directory(): Promise<Directory> },
): readonly Command[] {
  const commands: Command[] = [
    whereIsCommand(parts),
    logConcernCommand(parts),
    myConcernsCommand(parts),
    concernsCommand(parts),
    digestCommand(parts),
    timetableCommand(parts),
    attendanceCommand(parts),
    registerCommand(parts),
    markCommand(parts),
    followUpsCommand(parts),
    todayCommand(parts),
    drillCommand(parts),
    linkCommand(parts),
    unlinkCommand(parts),
    helpCommand(() => commands),
  ];
  return commands;
}
