-- Of each predecessor, the share of its households that came to the unit, as it was declared; empty: not declared.
ALTER TABLE calculation.org_unit ADD COLUMN predecessor_shares text[] NOT NULL DEFAULT '{}';

-- What a dry run of units would change in the tree: openings, closings, merges, splits, renames, moves; null for other imports.
ALTER TABLE intake.import ADD COLUMN changes jsonb;
