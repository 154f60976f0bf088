/** Started by instance.ts: the product on storage that is somebody else's, reached by nobody but the stand-in for Teams. */
import { createLog } from '../../src/log.ts';
import { startProduct } from '../../src/product.ts';
import { openStore } from '../../src/store/open.ts';
import { concernKey } from './concern-key.ts';
import type { InstanceSettings } from './instance.ts';

const {
  connectionString,
  claimMs,
  level = 'info',
} = JSON.parse(process.argv[2] ?? '{}') as Omit<InstanceSettings, 'at'>;
const store = await openStore({ connectionString }, { concernKeys: [concernKey] });
const config = { port: 0, host: '127.0.0.1', allowedTenants: [] };
const log = createLog(level);
const { port } = await startProduct({ config, store, log, ...(claimMs === undefined ? {} : { claimMs }) });
process.send?.({ port });
