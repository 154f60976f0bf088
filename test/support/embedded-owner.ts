// Run as a process of its own: opens embedded storage in the folder it is given, says so, and stays until SIGTERM.
import { openEmbeddedStorage } from '../../src/embedded/open-storage.ts';

const storage = await openEmbeddedStorage({ folder: process.argv[2] ?? '', whenHeld: 'attach' });
process.send?.(storage);
process.channel?.ref();
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => {
  storage.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
