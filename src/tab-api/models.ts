/** What the page is given, as plain values: types alone, which the page imports too. */
export type * from './import-models.ts';
export type * from './pupil-models.ts';

export interface Named {
  code: string;
  name: string;
}

/** Which pages somebody has. */
export interface Me {
  name: string;
  roles: string[];
  partnerships: Named[];
  /** Whose digest they may read. */
  schools: Named[];
  /** Their own, which they answer for; URNs. */
  ownSchools: string[];
  takesRegisters: boolean;
  seesPupils: boolean;
  imports: boolean;
  /** Where they write to Keylink; none, where there is no app. */
  chat?: string;
}

export interface DemoPerson {
  upn: string;
  name: string;
  roles: string;
}

/** Where a partnership stands: what was asked at another mark may be out of date. */
export interface LiveLine {
  mark: string;
}
