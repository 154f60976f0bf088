import { key as code, keyOrEveryone, line, oneOf, phone, signIn, text, uuid } from '../cells.ts';
import { date } from '../cells-of-time.ts';
import { key, may, must, packFile } from '../pack-file.ts';
import { roles } from '../../domain/records.ts';
import type { Cover, RoleHolding, Setting } from '../../domain/records.ts';

/** One role of one person. The sign-in name and both ids are lower case. */
export interface PersonRow extends RoleHolding {
  upn: string;
  tenantId?: string;
  objectId?: string;
}

export const people = packFile<PersonRow>('people.csv', {
  upn: key(signIn),
  role: key(oneOf(roles)),
  organisation: key(code),
  name: must(line()),
  phone: may(phone),
  tenantId: may(uuid),
  objectId: may(uuid),
  position: may(line()),
  startDate: may(date),
  endDate: may(date),
});

export const cover = packFile<Cover>('cover.csv', {
  organisation: key(code),
  role: key(oneOf(roles)),
  upn: key(signIn),
  from: key(date),
  to: may(date),
});

export const settings = packFile<Setting>('settings.csv', {
  organisation: key(keyOrEveryone),
  name: key(code),
  from: key(date),
  value: must(text(200)),
  to: may(date),
});
