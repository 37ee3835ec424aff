-- The life of a booking is a foreign key: its history may follow only the rows of kundenkreis_transition, one after
-- the other, and its state is what its history says. The same table stands in stages/marketplace/transitions.py.
CREATE TABLE kundenkreis_transition (
  name varchar(20) NOT NULL,
  from_state varchar(14) NOT NULL,
  to_state varchar(14) NOT NULL,
  PRIMARY KEY (name, from_state, to_state)
);
INSERT INTO kundenkreis_transition VALUES
  ('book', '-', 'held'),
  ('accept', 'held', 'confirmed'),
  ('refuse', 'held', 'declined'),
  ('expire', 'held', 'expired'),
  ('reschedule', 'held', 'held'),
  ('reschedule', 'confirmed', 'held'),
  ('cancel', 'held', 'cancelled'),
  ('cancel', 'confirmed', 'cancelled'),
  ('cancel', 'on_the_way', 'cancelled'),
  ('withdraw', 'held', 'cancelled'),
  ('withdraw', 'confirmed', 'cancelled'),
  ('depart', 'confirmed', 'on_the_way'),
  ('start', 'on_the_way', 'in_progress'),
  ('complete', 'in_progress', 'completed'),
  ('unsuccessful', 'in_progress', 'unsuccessful'),
  ('no_show', 'confirmed', 'no_show'),
  ('no_show', 'on_the_way', 'no_show'),
  ('sign_off', 'completed', 'closed'),
  ('close', 'completed', 'closed'),
  ('sign_off_by_code', 'completed', 'closed'),
  -- The first of a wave who accepts has the visit at once. Its number was fixed when the search began, and as the
  -- booking's primary key it lets nobody come second.
  ('claim', '-', 'confirmed'),
  -- Paying on a provider's page: the time is kept (order), the helper is asked once the money is held (pay), or the
  -- time is freed (lapse).
  ('order', '-', 'held'),
  ('pay', 'held', 'held'),
  ('lapse', 'held', 'expired');

-- No jumps, no lies about the state before, no two things at once, and nothing is ever taken back.
ALTER TABLE kundenkreis_bookingtransition
  ADD COLUMN prev_seq integer GENERATED ALWAYS AS (NULLIF(seq - 1, 0)) STORED,
  ADD CONSTRAINT history_begins CHECK ((seq = 1) = (from_state = '-') AND seq >= 1),
  ADD CONSTRAINT history_allowed FOREIGN KEY (name, from_state, to_state)
    REFERENCES kundenkreis_transition (name, from_state, to_state),
  ADD CONSTRAINT history_unbroken FOREIGN KEY (booking_id, prev_seq, from_state)
    REFERENCES kundenkreis_bookingtransition (booking_id, seq, to_state);
CREATE TRIGGER history_only_grows
  BEFORE UPDATE OF booking_id, seq, name, from_state, to_state, actor, by_id, at OR DELETE OR TRUNCATE
  ON kundenkreis_bookingtransition FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
-- Somebody's own words may be forgotten with her, and never become others.
CREATE TRIGGER history_words_only_go BEFORE UPDATE OF reason ON kundenkreis_bookingtransition
  FOR EACH ROW WHEN (NEW.reason <> '') EXECUTE FUNCTION kk_append_only();

-- The booking's state is one its history has at that number. Deferred, because the first row and the booking need
-- each other.
ALTER TABLE kundenkreis_booking
  ADD CONSTRAINT booking_follows_history FOREIGN KEY (id, seq, state)
    REFERENCES kundenkreis_bookingtransition (booking_id, seq, to_state) DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT booking_holds_slot FOREIGN KEY (slot_id, helper_id, during)
    REFERENCES kundenkreis_slot (id, helper_id, visit) ON UPDATE CASCADE;

-- … and it is the last one its history has.
CREATE FUNCTION kk_history_moves_booking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_booking WHERE id = NEW.booking_id AND seq < NEW.seq) THEN
    RAISE EXCEPTION 'booking % stays behind its history', NEW.booking_id
      USING ERRCODE = '23514', CONSTRAINT = 'history_moves_booking';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER history_moves_booking AFTER INSERT ON kundenkreis_bookingtransition
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_history_moves_booking();

-- What was agreed stays agreed: nobody moves a booking back, or to another customer, helper or price.
CREATE FUNCTION kk_booking_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq < OLD.seq OR (NEW.seq = OLD.seq AND NEW.state <> OLD.state)
     OR (NEW.brand_id, NEW.case_id, NEW.customer_id, NEW.helper_id, NEW.package_id, NEW.price, NEW.currency)
        IS DISTINCT FROM
        (OLD.brand_id, OLD.case_id, OLD.customer_id, OLD.helper_id, OLD.package_id, OLD.price, OLD.currency) THEN
    RAISE EXCEPTION 'booking % was agreed otherwise', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'booking_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER booking_kept BEFORE UPDATE ON kundenkreis_booking
  FOR EACH ROW EXECUTE FUNCTION kk_booking_kept();

-- A review without a completed visit of exactly this customer and this helper cannot exist.
ALTER TABLE kundenkreis_review
  ADD COLUMN completed_state varchar(14) NOT NULL DEFAULT 'completed' CHECK (completed_state = 'completed'),
  ADD CONSTRAINT review_of_completed_visit FOREIGN KEY (booking_id, completed_seq, completed_state)
    REFERENCES kundenkreis_bookingtransition (booking_id, seq, to_state),
  ADD CONSTRAINT review_by_its_people FOREIGN KEY (booking_id, customer_id, helper_id)
    REFERENCES kundenkreis_booking (id, customer_id, helper_id);

-- What was proposed and what was answered stays as it was: a price never changes once it was shown.
CREATE TRIGGER extra_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_extra
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
CREATE TRIGGER extra_answer_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_extraanswer
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- Whoever earns by it cannot agree to it.
CREATE FUNCTION kk_extra_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_extra e
               JOIN kundenkreis_booking b ON b.id = e.booking_id
               JOIN kundenkreis_helper h ON h.id = b.helper_id
              WHERE e.id = NEW.extra_id AND (e.brand_id <> NEW.brand_id OR h.person_id = NEW.by_id)) THEN
    RAISE EXCEPTION 'extra % is not theirs to answer', NEW.extra_id
      USING ERRCODE = '23514', CONSTRAINT = 'extra_answered_by_payer';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER extra_answered_by_payer BEFORE INSERT ON kundenkreis_extraanswer
  FOR EACH ROW EXECUTE FUNCTION kk_extra_answer();

-- No money is set aside for an extra without a consent to exactly this price.
CREATE FUNCTION kk_extra_consented() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM kundenkreis_extra e JOIN kundenkreis_extraanswer a ON a.extra_id = e.id
                  WHERE e.booking_id::text = split_part(NEW.subject, ':', 2)
                    AND e.number::text = split_part(NEW.subject, ':', 4)
                    AND e.brand_id = NEW.brand_id AND e.price = NEW.amount AND e.currency = NEW.currency
                    AND a.answer = 'consented') THEN
    RAISE EXCEPTION '% was not agreed', NEW.subject USING ERRCODE = '23514', CONSTRAINT = 'extra_consented';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER extra_consented BEFORE INSERT OR UPDATE OF subject, amount, currency ON kundenkreis_fundshold
  FOR EACH ROW WHEN (NEW.subject LIKE 'booking:%:extra:%') EXECUTE FUNCTION kk_extra_consented();

-- Steps of [hours before, percent kept]: fewer and fewer hours down to none, and never a smaller share later on.
CREATE FUNCTION kk_cancellation_steps(steps jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE step jsonb; hours int := 100000; percent int := 0;
BEGIN
  FOR step IN SELECT jsonb_array_elements(steps) LOOP
    IF jsonb_array_length(step) <> 2 OR (step ->> 0)::int >= hours OR (step ->> 0)::int < 0
       OR (step ->> 1)::int < percent OR (step ->> 1)::int > 100 THEN
      RETURN false;
    END IF;
    hours := (step ->> 0)::int;
    percent := (step ->> 1)::int;
  END LOOP;
  RETURN hours = 0;
END $$;
ALTER TABLE kundenkreis_booking
  ADD CONSTRAINT booking_cancellation_steps CHECK (kk_cancellation_steps(cancellation));
ALTER TABLE kundenkreis_brand
  ADD CONSTRAINT brand_cancellation_steps CHECK (cancellation_steps = '[]' OR kk_cancellation_steps(cancellation_steps));

-- What cancelling costs was agreed when the visit was booked; no later policy changes it.
CREATE FUNCTION kk_cancellation_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'booking % was agreed otherwise', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'cancellation_kept';
END $$;
CREATE TRIGGER cancellation_kept BEFORE UPDATE OF cancellation ON kundenkreis_booking
  FOR EACH ROW WHEN (NEW.cancellation IS DISTINCT FROM OLD.cancellation) EXECUTE FUNCTION kk_cancellation_kept();

-- Where a helper is may be known only while she is on the way to this visit, and is gone when she is not.
CREATE FUNCTION kk_position_while_on_the_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM kundenkreis_booking WHERE id = NEW.booking_id AND state = 'on_the_way') THEN
    RAISE EXCEPTION 'booking % is not on the way', NEW.booking_id
      USING ERRCODE = '23514', CONSTRAINT = 'position_while_on_the_way';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER position_while_on_the_way BEFORE INSERT OR UPDATE ON kundenkreis_tripposition
  FOR EACH ROW EXECUTE FUNCTION kk_position_while_on_the_way();

CREATE FUNCTION kk_position_ends_with_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM kundenkreis_tripposition WHERE booking_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER position_ends_with_way AFTER UPDATE OF state ON kundenkreis_booking
  FOR EACH ROW WHEN (OLD.state = 'on_the_way' AND NEW.state <> 'on_the_way') EXECUTE FUNCTION kk_position_ends_with_way();
