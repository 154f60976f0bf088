import { confirmation, key as code, line, phone, text, uuid, wholeNumber, yesOrNo, urn } from '../cells.ts';
import { date, time } from '../cells-of-time.ts';
import { key, may, must, packFile } from '../pack-file.ts';
import type { Partnership, Provision, School } from '../../domain/records.ts';

export const partnerships = packFile<Partnership>('partnerships.csv', {
  code: key(code),
  name: must(line()),
  digestAt: must(time),
  digestBy: may(time),
  tenantId: may(uuid),
  hostSchool: may(line()),
  ladoContact: may(text()),
  outOfHoursContact: may(text()),
  laDutyContact: may(text()),
});

export const schools = packFile<School>('schools.csv', {
  urn: key(urn),
  name: must(line()),
  partnership: must(code),
  tenantId: may(uuid),
  officePhone: may(phone),
});

/** The hours of R3.1 and the longest a register may stay open (R3.2) stand where a cell is empty. */
export const provisions = packFile<Provision>('provisions.csv', {
  code: key(code),
  name: must(line()),
  address: must(text()),
  postcode: must(line(20)),
  phone: must(phone),
  contact: may(text()),
  dsl: may(text()),
  registered: must(yesOrNo),
  urn: may(urn),
  amStart: may(time, '09:00'),
  amEnd: may(time, '12:00'),
  pmStart: may(time, '12:45'),
  pmEnd: may(time, '15:45'),
  registerMinutes: may(wholeNumber(1, 30), 30),
  siteOf: may(code),
  checksConfirmed: may(confirmation),
  checksUntil: may(date),
  supervisionConfirmed: may(confirmation),
});
