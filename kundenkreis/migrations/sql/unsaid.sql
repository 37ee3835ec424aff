-- A law that compares with nothing says neither yes nor no, and PostgreSQL lets the row pass. What is half said is refused.
-- A break has both its days, and the hours of one day have both their ends.
ALTER TABLE kundenkreis_helper DROP CONSTRAINT helper_away, ADD CONSTRAINT helper_away CHECK
  ((away_from IS NULL AND away_until IS NULL) OR (away_from IS NOT NULL AND away_until IS NOT NULL AND away_from < away_until));
ALTER TABLE kundenkreis_availabilityexception DROP CONSTRAINT exception_block, ADD CONSTRAINT exception_block CHECK
  (("end" IS NULL AND start IS NULL) OR ("end" IS NOT NULL AND start IS NOT NULL AND start < "end"));
-- A list of times or of marks has none left open.
ALTER TABLE kundenkreis_timeproposal ADD CONSTRAINT every_time_is_said CHECK (array_position(times, NULL) IS NULL);
ALTER TABLE kundenkreis_juryverdict ADD CONSTRAINT every_mark_is_given CHECK (array_position(marks, NULL) IS NULL);

-- Steps of [hours before, percent kept], both whole numbers: fewer and fewer hours down to none, and never a smaller share later on.
CREATE OR REPLACE FUNCTION kk_cancellation_steps(steps jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE step jsonb; hours int := 100000; percent int := 0;
BEGIN
  FOR step IN SELECT jsonb_array_elements(steps) LOOP
    IF jsonb_array_length(step) <> 2 OR jsonb_typeof(step -> 0) <> 'number' OR jsonb_typeof(step -> 1) <> 'number'
       OR (step ->> 0)::int >= hours OR (step ->> 0)::int < 0
       OR (step ->> 1)::int < percent OR (step ->> 1)::int > 100 THEN
      RETURN false;
    END IF;
    hours := (step ->> 0)::int;
    percent := (step ->> 1)::int;
  END LOOP;
  RETURN hours = 0;
END $$;

-- Laws that said nothing of their own: a key of time takes no empty time, a voucher lies between nothing and the price,
-- who wins a duel is one of the two, a topic has one key with its brand, and who is no relative of a helper is not herself.
ALTER TABLE kundenkreis_availability DROP CONSTRAINT availability_not_empty;
ALTER TABLE kundenkreis_verification DROP CONSTRAINT verification_not_empty;
ALTER TABLE kundenkreis_firmmember DROP CONSTRAINT firm_member_not_empty;
ALTER TABLE kundenkreis_booking DROP CONSTRAINT booking_price;
ALTER TABLE kundenkreis_dispatch DROP CONSTRAINT dispatch_price;
DO $$ BEGIN
  EXECUTE (SELECT format('ALTER TABLE kundenkreis_duel DROP CONSTRAINT %I', conname) FROM pg_constraint
            WHERE conrelid = 'kundenkreis_duel'::regclass AND contype = 'f'
              AND pg_get_constraintdef(oid) LIKE 'FOREIGN KEY (winner_id)%');
END $$;
DROP INDEX topic_in_brand;
DROP FUNCTION kk_checked_by_another CASCADE;
