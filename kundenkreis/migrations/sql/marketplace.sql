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
  ('close', 'completed', 'closed');

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
