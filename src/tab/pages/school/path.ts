/** What is asked of a school; without a date, of today. */
export interface Of {
  urn: string;
  date: string;
}

export const schoolPath = ({ urn, date }: Of, what = ''): string =>
  `school/${encodeURIComponent(urn)}${what}${date === '' ? '' : `?date=${date}`}`;
