/** Whom to ring. Schools ring the partnership and not a provision (S1); provision staff hear of no other place (R7.15). */
import { placeOf } from './places.ts';
import type { Asked, Evidence, Finding, Place, Planned, Ring } from './answer.ts';

const coordinatorOf = ({ held, coordinator }: Asked): Ring => ({
  whom: 'coordinator',
  name: coordinator?.name ?? held.partnership.name,
  ...(coordinator?.phone !== undefined && { phone: coordinator.phone }),
});

const ringPlace = ({ atHome, name, phone }: Place): Ring => ({
  whom: atHome ? 'school-office' : 'provision',
  name,
  ...(phone !== undefined && { phone }),
});

interface AroundIt {
  /** The moment's own day alone: a place that waits for the pupil tomorrow knows nothing of today. */
  next?: Planned;
  confirmed?: Evidence;
  school: Place;
}

/** The places that may know more. */
function placesOf(finding: Finding, { next, confirmed, school }: AroundIt): Place[] {
  switch (finding.state) {
    case 'A2':
      return finding.evidence.map(({ place }) => place);
    case 'A9':
    case 'A10':
      return [finding.slot.place];
    case 'A11':
    case 'A12':
      return [finding.from.place, finding.to.place];
    case 'A14':
      return ['slot' in finding ? finding.slot.place : school];
    case 'A15':
      return [finding.place];
    case 'A13':
    case 'A16':
      return [next?.place ?? confirmed?.place].filter((place) => place !== undefined);
    case 'A1':
      return [(finding.evidence ?? confirmed)?.place].filter((place) => place !== undefined);
    default:
      return [finding.evidence.place];
  }
}

export function whomToRing(asked: Asked, finding: Finding, known: Pick<AroundIt, 'next' | 'confirmed'>): Ring[] {
  const coordinator = coordinatorOf(asked);
  if (asked.audience.kind === 'provision') return [coordinator];
  const next = known.next?.date === asked.moment.date ? known.next : undefined;
  const places = placesOf(finding, { ...known, next, school: placeOf(asked, asked.pupil.schoolUrn) })
    .filter((place) => place.atHome || asked.audience.kind === 'partnership')
    .filter((place, i, all) => all.findIndex(({ code }) => code === place.code) === i)
    .map(ringPlace);
  const coordinatorFirst = finding.state === 'A1' || finding.state === 'A2' || places.length === 0;
  return coordinatorFirst ? [coordinator, ...places] : places;
}
