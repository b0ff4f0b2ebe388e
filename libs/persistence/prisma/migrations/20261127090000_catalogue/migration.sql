-- What is counted of households is data: each generation of the projection says what it counts.
UPDATE calculation.rebuild SET state = 'cancelled', finished_at = clock_timestamp() WHERE state IN ('filling', 'comparing');
DROP SCHEMA IF EXISTS projection_next CASCADE;
DROP SCHEMA IF EXISTS projection_before CASCADE;

-- A province's own definitions, a version each: never changed.
CREATE TABLE calculation.catalogue (
  version      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  definitions  jsonb       NOT NULL,              -- { measures, indicators }
  published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  published_by text        NOT NULL,
  note         text        NOT NULL,
  rebuild      bigint                             -- that counted what it asks for
);
-- measures: what is counted, in the order of the bits of `household_state.counted`; null: the starter set, nothing was counted yet.
ALTER TABLE calculation.generation ADD COLUMN measures jsonb, ADD COLUMN catalogue bigint;
ALTER TABLE calculation.rebuild ADD COLUMN measures jsonb, ADD COLUMN catalogue bigint;

DROP FUNCTION calculation.join_generations();
-- Called by every batch: which generation serves, and which is being built; until the batch's end nobody begins, ends or flips one.
-- A function, because the answer needs a snapshot from after the lock: each statement of a volatile function takes its own.
CREATE FUNCTION calculation.join_generations(OUT serving bigint, OUT building bigint) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('chitieu.generations'));
  SELECT number INTO serving FROM calculation.generation;
  SELECT id INTO building FROM calculation.rebuild WHERE state IN ('filling', 'comparing');
END $$;

-- One byte for eight measures, the first measure in the lowest bit of the first; no byte at all once retracted. Persons are counted too.
ALTER TABLE projection.household_state
  ADD COLUMN members smallint NOT NULL DEFAULT 0,
  ALTER COLUMN counted TYPE bytea USING CASE WHEN counted = 0 THEN ''::bytea ELSE
    decode(lpad(to_hex(counted & 255), 2, '0') || lpad(to_hex((counted >> 8) & 255), 2, '0') || lpad(to_hex((counted >> 16) & 255), 2, '0'), 'hex') END;
ALTER TABLE projection.household_state ALTER COLUMN members DROP DEFAULT;

-- Numbers that there are go on serving as they were counted, until a process of this release has counted them anew beside them.
UPDATE calculation.generation SET measures = '[{"code":"reviews","name":{"vi":"reviews","en":"reviews"},"counts":"households","where":{"all":[]}},{"code":"reviewsOnTime","name":{"vi":"reviewsOnTime","en":"reviewsOnTime"},"counts":"households","where":{"all":[{"field":"onTime","is":true}]}},{"code":"households","name":{"vi":"households","en":"households"},"counts":"households","where":{"all":[{"field":"presence","is":"living"}]}},{"code":"official","name":{"vi":"official","en":"official"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"reviewState","is":"official"}]}},{"code":"sample","name":{"vi":"sample","en":"sample"},"counts":"households","where":{"all":[{"field":"sample","is":true}]}},{"code":"poor","name":{"vi":"poor","en":"poor"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","is":"poor"}]}},{"code":"nearPoor","name":{"vi":"nearPoor","en":"nearPoor"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","is":"nearPoor"}]}},{"code":"escapedPoverty","name":{"vi":"escapedPoverty","en":"escapedPoverty"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"baseClassification","is":"poor"},{"not":{"field":"classification","is":"poor"}}]}},{"code":"relapsed","name":{"vi":"relapsed","en":"relapsed"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","is":"poor"},{"not":{"field":"baseClassification","is":"poor"}},{"not":{"field":"baseClassification","is":null}},{"field":"wasPoorBefore","is":true}]}},{"code":"newlyPoor","name":{"vi":"newlyPoor","en":"newlyPoor"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","is":"poor"},{"not":{"field":"baseClassification","is":"poor"}},{"not":{"field":"baseClassification","is":null}},{"field":"wasPoorBefore","is":false}]}},{"code":"withoutBase","name":{"vi":"withoutBase","en":"withoutBase"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"baseClassification","is":null}]}},{"code":"deprivedEmployment","name":{"vi":"deprivedEmployment","en":"deprivedEmployment"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","in":["poor","nearPoor"]},{"field":"deprivations","has":"employment"}]}},{"code":"deprivedDependents","name":{"vi":"deprivedDependents","en":"deprivedDependents"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","in":["poor","nearPoor"]},{"field":"deprivations","has":"dependents"}]}},{"code":"deprivedNutrition","name":{"vi":"deprivedNutrition","en":"deprivedNutrition"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","in":["poor","nearPoor"]},{"field":"deprivations","has":"nutrition"}]}},{"code":"deprivedHealthInsurance","name":{"vi":"deprivedHealthInsurance","en":"deprivedHealthInsurance"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","in":["poor","nearPoor"]},{"field":"deprivations","has":"healthInsurance"}]}},{"code":"deprivedAdultEducation","name":{"vi":"deprivedAdultEducation","en":"deprivedAdultEducation"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","in":["poor","nearPoor"]},{"field":"deprivations","has":"adultEducation"}]}},{"code":"deprivedSchoolAttendance","name":{"vi":"deprivedSchoolAttendance","en":"deprivedSchoolAttendance"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","in":["poor","nearPoor"]},{"field":"deprivations","has":"schoolAttendance"}]}},{"code":"deprivedHousingQuality","name":{"vi":"deprivedHousingQuality","en":"deprivedHousingQuality"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","in":["poor","nearPoor"]},{"field":"deprivations","has":"housingQuality"}]}},{"code":"deprivedHousingArea","name":{"vi":"deprivedHousingArea","en":"deprivedHousingArea"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","in":["poor","nearPoor"]},{"field":"deprivations","has":"housingArea"}]}},{"code":"deprivedCleanWater","name":{"vi":"deprivedCleanWater","en":"deprivedCleanWater"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","in":["poor","nearPoor"]},{"field":"deprivations","has":"cleanWater"}]}},{"code":"deprivedSanitation","name":{"vi":"deprivedSanitation","en":"deprivedSanitation"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","in":["poor","nearPoor"]},{"field":"deprivations","has":"sanitation"}]}},{"code":"deprivedTelecommunications","name":{"vi":"deprivedTelecommunications","en":"deprivedTelecommunications"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","in":["poor","nearPoor"]},{"field":"deprivations","has":"telecommunications"}]}},{"code":"deprivedInformationAccess","name":{"vi":"deprivedInformationAccess","en":"deprivedInformationAccess"},"counts":"households","where":{"all":[{"field":"presence","is":"living"},{"field":"classification","in":["poor","nearPoor"]},{"field":"deprivations","has":"informationAccess"}]}}]'
 WHERE EXISTS (SELECT FROM projection.household_state);

DO $$
BEGIN
  IF (SELECT measures FROM calculation.generation) IS NULL THEN
    ALTER TABLE projection.household_count DROP COLUMN deprived_employment;
    ALTER TABLE projection.household_count DROP COLUMN deprived_dependents;
    ALTER TABLE projection.household_count DROP COLUMN deprived_nutrition;
    ALTER TABLE projection.household_count DROP COLUMN deprived_health_insurance;
    ALTER TABLE projection.household_count DROP COLUMN deprived_adult_education;
    ALTER TABLE projection.household_count DROP COLUMN deprived_school_attendance;
    ALTER TABLE projection.household_count DROP COLUMN deprived_housing_quality;
    ALTER TABLE projection.household_count DROP COLUMN deprived_housing_area;
    ALTER TABLE projection.household_count DROP COLUMN deprived_clean_water;
    ALTER TABLE projection.household_count DROP COLUMN deprived_sanitation;
    ALTER TABLE projection.household_count DROP COLUMN deprived_telecommunications;
    ALTER TABLE projection.household_count DROP COLUMN deprived_information_access;
  END IF;
END $$;
ALTER TABLE projection.household_count
  ADD COLUMN members integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_members integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_members integer NOT NULL DEFAULT 0,
  ADD COLUMN escaped_to_near_poor integer NOT NULL DEFAULT 0,
  ADD COLUMN escaped_above integer NOT NULL DEFAULT 0,
  ADD COLUMN fell_from_near_poor integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_without_base integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_left integer NOT NULL DEFAULT 0,
  ADD COLUMN escaped_near_poverty integer NOT NULL DEFAULT 0,
  ADD COLUMN newly_near_poor integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_without_base integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_left integer NOT NULL DEFAULT 0,
  ADD COLUMN departed integer NOT NULL DEFAULT 0,
  ADD COLUMN rural_households integer NOT NULL DEFAULT 0,
  ADD COLUMN urban_households integer NOT NULL DEFAULT 0,
  ADD COLUMN rural_poor integer NOT NULL DEFAULT 0,
  ADD COLUMN urban_poor integer NOT NULL DEFAULT 0,
  ADD COLUMN rural_near_poor integer NOT NULL DEFAULT 0,
  ADD COLUMN urban_near_poor integer NOT NULL DEFAULT 0,
  ADD COLUMN ethnic_households integer NOT NULL DEFAULT 0,
  ADD COLUMN ethnic_members integer NOT NULL DEFAULT 0,
  ADD COLUMN ethnic_poor integer NOT NULL DEFAULT 0,
  ADD COLUMN ethnic_poor_members integer NOT NULL DEFAULT 0,
  ADD COLUMN ethnic_near_poor integer NOT NULL DEFAULT 0,
  ADD COLUMN merit_poor integer NOT NULL DEFAULT 0,
  ADD COLUMN merit_near_poor integer NOT NULL DEFAULT 0,
  ADD COLUMN no_labour_poor integer NOT NULL DEFAULT 0,
  ADD COLUMN no_labour_near_poor integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_deprived_employment integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_deprived_dependents integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_deprived_nutrition integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_deprived_health_insurance integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_deprived_adult_education integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_deprived_school_attendance integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_deprived_housing_quality integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_deprived_housing_area integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_deprived_clean_water integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_deprived_sanitation integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_deprived_telecommunications integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_deprived_information_access integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_deprived_employment integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_deprived_dependents integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_deprived_nutrition integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_deprived_health_insurance integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_deprived_adult_education integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_deprived_school_attendance integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_deprived_housing_quality integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_deprived_housing_area integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_deprived_clean_water integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_deprived_sanitation integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_deprived_telecommunications integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_deprived_information_access integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_cause_land integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_cause_capital integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_cause_labour integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_cause_tools integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_cause_production_knowledge integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_cause_labour_skills integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_cause_illness_or_accident integer NOT NULL DEFAULT 0,
  ADD COLUMN poor_cause_other integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_cause_land integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_cause_capital integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_cause_labour integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_cause_tools integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_cause_production_knowledge integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_cause_labour_skills integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_cause_illness_or_accident integer NOT NULL DEFAULT 0,
  ADD COLUMN near_poor_cause_other integer NOT NULL DEFAULT 0;

-- What others may know of the definitions that serve: intake checks the targets of plans against them.
CREATE VIEW calculation.own_indicator AS
SELECT i->>'code' AS code,
       ARRAY(SELECT v->>'code' FROM jsonb_array_elements(coalesce(nullif(i->'dimension', 'null')->'values', '[]')) v) AS dimension
  FROM calculation.generation g JOIN calculation.catalogue c ON c.version = g.catalogue
       CROSS JOIN LATERAL jsonb_array_elements(c.definitions->'indicators') i;
