/** What the tests' stores seal concern records with. */
export const concernKey = Buffer.alloc(32, 7).toString('base64');
