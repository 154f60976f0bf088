/** The heads of the file with the codes for a school's register. */
export const codesFileTexts = {
  columns: [
    'Surname',
    'Forename',
    'Year',
    'Pupil',
    'AM code',
    'AM decision',
    'AM basis',
    'PM code',
    'PM decision',
    'PM basis',
  ],
  widths: [20, 20, 6, 12, 9, 17, 50, 9, 17, 50],
  decide: 'Decision needed',
} as const;
