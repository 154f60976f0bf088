/** Which organisations and pupils are an importer's own, as they are held and as the pack adds to them. */
import type { HeldRecords } from './planning.ts';
import type { CheckedPack } from './check-rows.ts';
import type { Own } from './own-rows.ts';

export interface OwnPlaces {
  isHeldPupil(pupilId: string): boolean;
  isOwnPupil(pupilId: string): boolean;
  isOthersSchool(urn: string): boolean;
  /** Where a pupil of theirs goes now or later; asked once their placements are known. */
  isOwnProvision(code: string): boolean;
  isProvision(code: string): boolean;
  /** Held, and not theirs; of what is held nowhere the plan says whether it is there. */
  isSomebodyElses(organisation: string): boolean;
  tenantOf(organisation: string): string | undefined;
}

const lasts = (last: string | undefined, today: string): boolean => today <= (last ?? today);

/** Where their pupils go, as held and as the pack has it. */
function provisionsOf(
  pack: CheckedPack,
  held: HeldRecords,
  own: Own,
  isOwnPupil: OwnPlaces['isOwnPupil'],
): Set<string> {
  const goes = held.pupils
    .filter(({ pupilId }) => isOwnPupil(pupilId))
    .flatMap(({ placements, timetable }) => [
      placements.filter(({ endDate }) => lasts(endDate, own.today)),
      timetable.filter(({ validTo }) => lasts(validTo, own.today)),
    ])
    .flat();
  const placed = (pack.rows['placements.csv'] ?? []).filter(({ remove }) => !remove).map(({ values }) => values);
  return new Set([...goes, ...placed].flatMap(({ provision }) => provision ?? []));
}

export function createOwnPlaces(pack: CheckedPack, held: HeldRecords, own: Own): OwnPlaces {
  const partnershipOf = new Map(held.schools.map(({ urn, partnership }) => [urn, partnership]));
  const isOwnSchool = (urn: string): boolean => own.partnerships.has(partnershipOf.get(urn) ?? '');
  const pupils = new Map(held.pupils.map((pupil) => [pupil.pupilId, isOwnSchool(pupil.schoolUrn) && own.sees(pupil)]));
  const isOwnPupil = (pupilId: string): boolean => pupils.get(pupilId) ?? false;
  const isOthersSchool = (urn: string): boolean => partnershipOf.has(urn) && !isOwnSchool(urn);
  const partnerships = new Map(held.partnerships.map((one) => [one.code, one]));
  const provisions = new Set(held.provisions.map(({ code }) => code));
  let provisionsGoneTo: Set<string> | undefined;
  const isOwnProvision = (code: string): boolean =>
    (provisionsGoneTo ??= provisionsOf(pack, held, own, isOwnPupil)).has(code);
  return {
    isHeldPupil: (pupilId) => pupils.has(pupilId),
    isOwnPupil,
    isOthersSchool,
    isOwnProvision,
    isProvision: (code) => provisions.has(code) || !!pack.rows['provisions.csv']?.some(({ key }) => key === code),
    isSomebodyElses: (code) =>
      (partnerships.has(code) && !own.partnerships.has(code)) ||
      isOthersSchool(code) ||
      (provisions.has(code) && !isOwnProvision(code)),
    tenantOf: (code) =>
      held.schools.find(({ urn }) => urn === code)?.tenantId ??
      partnerships.get(partnershipOf.get(code) ?? code)?.tenantId,
  };
}
