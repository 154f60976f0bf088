/** The connection string of the Azurite that start-azurite.ts started. Name your tables apart: all tests share it. */
export function testStorage(): string {
  const connectionString = process.env['TEST_STORAGE'];
  if (!connectionString) throw new Error('no test storage: run the file in the Jest project "doors"');
  return connectionString;
}
