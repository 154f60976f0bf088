/** Who looked at what, written down (R9.5): the same for a question in the chat and one of the page. */
import type { Audit, AuditEntry } from '../store/audit.ts';
import type { Asking, Looked } from './command.ts';

export const noteLooked = (
  audit: Audit,
  { person, objectId, origin, now }: Asking,
  looked: Looked,
  surface: AuditEntry['surface'],
): Promise<void> =>
  audit.write({
    at: now.instant,
    who: person.upn,
    tenantId: origin.tenantId,
    objectId,
    roles: person.holdings.map((one) => `${one.role} ${one.organisation}${one.isCover ? ' (cover)' : ''}`),
    surface,
    ...looked,
  });
