/** The product as it is, but without Teams' pace, which would be what is measured. */
import { createLog } from '../../src/log.ts';
import { startProduct } from '../../src/product.ts';
import { openStore } from '../../src/store/open.ts';
import { concernKey } from '../support/concern-key.ts';

const store = await openStore({ connectionString: process.argv[2] ?? '' }, { concernKeys: [concernKey] });
const { port } = await startProduct({
  config: { port: 0, host: '127.0.0.1', allowedTenants: [], app: undefined },
  store,
  log: createLog('info'),
  limits: { tenant: [], conversation: [] },
});
process.send?.({ port });
