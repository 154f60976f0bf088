/** The button that breaks the glass: there for whoever may, whether or not there is anything behind it. */
import type { Button } from '../../cards/render.ts';
import { mayBreakGlass } from '../../domain/concern/acts.ts';
import { glassTexts } from '../../texts/concern/chronology.ts';
import type { Asking } from '../command.ts';
import type { Found } from '../find-pupil.ts';

export function glassButtons({ pupil, pupilId }: Found, { person, directory, now }: Asking): Button[] {
  if (!mayBreakGlass(person, pupil, directory, now.date)) return [];
  return [{ title: glassTexts.button, verb: 'concern-glass', fields: { pupil: pupilId }, fetched: true }];
}
