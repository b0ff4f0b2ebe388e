-- What is counted, apart from what counts it: a projection is a schema, so that another can be built beside it.
CREATE SCHEMA projection;
ALTER TABLE calculation.voucher_state     SET SCHEMA projection;
ALTER TABLE calculation.disbursed         SET SCHEMA projection;
ALTER TABLE calculation.plan_state        SET SCHEMA projection;
ALTER TABLE calculation.declaration_state SET SCHEMA projection;

-- Of a household and period: the newest `rev`, where it stands, and what it was counted as. What is stored is what was
-- added to the counters, so that taking it back is exact whatever a later version of the rules would count.
CREATE TABLE projection.household_state (
  lane         smallint NOT NULL,
  household_id text     NOT NULL,
  period       text     NOT NULL,
  rev          bigint   NOT NULL,
  commune      text     NOT NULL,
  village      text     NOT NULL,              -- '' where not known
  counted      integer  NOT NULL,              -- bit i is set where HOUSEHOLD_COUNTERS[i] counts it; 0 once retracted
  PRIMARY KEY (lane, household_id, period)
) WITH (fillfactor = 85); -- room for a new version beside the old one, so that an update touches no index
INSERT INTO projection.household_state
SELECT lane, household_id, period, rev, commune, village, CASE WHEN retracted THEN 0 ELSE
       1
     + CASE WHEN reviewed_on <= (left(period, 4) || '-12-14')::date THEN 2 ELSE 0 END
     + CASE WHEN living THEN 4 ELSE 0 END
     + CASE WHEN living AND official THEN 8 ELSE 0 END
     + CASE WHEN sample THEN 16 ELSE 0 END
     + CASE WHEN living AND classification = 'poor' THEN 32 ELSE 0 END
     + CASE WHEN living AND classification = 'nearPoor' THEN 64 ELSE 0 END
     + CASE WHEN living AND base_classification = 'poor' AND classification <> 'poor' THEN 128 ELSE 0 END
     + CASE WHEN living AND classification = 'poor' AND base_classification <> 'poor' AND was_poor_before THEN 256 ELSE 0 END
     + CASE WHEN living AND classification = 'poor' AND base_classification <> 'poor' AND NOT was_poor_before THEN 512 ELSE 0 END
     + CASE WHEN living AND base_classification IS NULL THEN 1024 ELSE 0 END
     + CASE WHEN living AND classification IN ('poor', 'nearPoor') THEN deprivations::integer << 11 ELSE 0 END
       END
  FROM (SELECT *, presence = 'living' AS living FROM calculation.household_state) s;
CREATE INDEX household_state_by_commune ON projection.household_state (lane, commune, period);
DROP TABLE calculation.household_state;

ALTER TABLE calculation.household_count SET SCHEMA projection;
ALTER TABLE projection.household_count SET (fillfactor = 50); -- a few rows, each written thousands of times
-- Of one commune or village: four bytes are plenty, and a narrow row is written faster. Sums over them are bigint.
ALTER TABLE projection.household_count
  ALTER COLUMN reviews TYPE integer,
  ALTER COLUMN reviews_on_time TYPE integer,
  ALTER COLUMN households TYPE integer,
  ALTER COLUMN official TYPE integer,
  ALTER COLUMN sample TYPE integer,
  ALTER COLUMN poor TYPE integer,
  ALTER COLUMN near_poor TYPE integer,
  ALTER COLUMN escaped_poverty TYPE integer,
  ALTER COLUMN relapsed TYPE integer,
  ALTER COLUMN newly_poor TYPE integer,
  ALTER COLUMN without_base TYPE integer,
  ALTER COLUMN deprived_employment TYPE integer,
  ALTER COLUMN deprived_dependents TYPE integer,
  ALTER COLUMN deprived_nutrition TYPE integer,
  ALTER COLUMN deprived_health_insurance TYPE integer,
  ALTER COLUMN deprived_adult_education TYPE integer,
  ALTER COLUMN deprived_school_attendance TYPE integer,
  ALTER COLUMN deprived_housing_quality TYPE integer,
  ALTER COLUMN deprived_housing_area TYPE integer,
  ALTER COLUMN deprived_clean_water TYPE integer,
  ALTER COLUMN deprived_sanitation TYPE integer,
  ALTER COLUMN deprived_telecommunications TYPE integer,
  ALTER COLUMN deprived_information_access TYPE integer;
