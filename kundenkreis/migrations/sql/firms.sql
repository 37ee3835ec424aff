-- Promises about firms: a technician works for one firm at a time, and what a customer was promised by a firm is done by one
-- of its technicians, from the first minute to the last. Each is a key of the database.

ALTER TABLE kundenkreis_firmdispatcher
  ADD CONSTRAINT dispatcher_of_brand FOREIGN KEY (firm_id, brand_id) REFERENCES kundenkreis_firm (id, brand_id);
ALTER TABLE kundenkreis_firminvitation
  ADD CONSTRAINT invitation_of_brand FOREIGN KEY (firm_id, brand_id) REFERENCES kundenkreis_firm (id, brand_id);

ALTER TABLE kundenkreis_firmmember
  ADD CONSTRAINT firm_member_of_brand FOREIGN KEY (firm_id, brand_id) REFERENCES kundenkreis_firm (id, brand_id),
  ADD CONSTRAINT firm_member_helps FOREIGN KEY (helper_id, brand_id)
    REFERENCES kundenkreis_helperbrand (helper_id, brand_id),
  ADD CONSTRAINT one_firm_at_a_time UNIQUE (brand_id, helper_id, during WITHOUT OVERLAPS),
  ADD CONSTRAINT firm_member_time UNIQUE (firm_id, helper_id, during WITHOUT OVERLAPS);

-- A visit of a firm cannot speak of another helper or time than its slot, goes with it, and lies inside her time there.
ALTER TABLE kundenkreis_firmslot
  ADD CONSTRAINT firm_slot_of_slot FOREIGN KEY (slot_id, brand_id, helper_id, visit)
    REFERENCES kundenkreis_slot (id, brand_id, helper_id, visit) ON UPDATE CASCADE ON DELETE CASCADE,
  ADD CONSTRAINT firm_slot_of_member FOREIGN KEY (firm_id, helper_id, PERIOD visit)
    REFERENCES kundenkreis_firmmember (firm_id, helper_id, PERIOD during),
  ADD CONSTRAINT firm_slot_whole UNIQUE (slot_id, firm_id);

-- A live visit of a firm stands in the calendar as the firm's.
ALTER TABLE kundenkreis_booking
  ADD CONSTRAINT booking_of_firm FOREIGN KEY (slot_id, firm_id) REFERENCES kundenkreis_firmslot (slot_id, firm_id),
  ADD CONSTRAINT booking_firm_brand FOREIGN KEY (firm_id, brand_id) REFERENCES kundenkreis_firm (id, brand_id);

-- What was agreed stays agreed: nobody moves a booking back, or to another customer, helper or price. Only a firm may send
-- another of its technicians before she is on the way, with a row of history that says so (`assign`).
CREATE OR REPLACE FUNCTION kk_booking_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq < OLD.seq OR (NEW.seq = OLD.seq AND NEW.state <> OLD.state)
     OR (NEW.brand_id, NEW.case_id, NEW.customer_id, NEW.firm_id, NEW.package_id, NEW.price, NEW.currency)
        IS DISTINCT FROM
        (OLD.brand_id, OLD.case_id, OLD.customer_id, OLD.firm_id, OLD.package_id, OLD.price, OLD.currency)
     OR (NEW.helper_id <> OLD.helper_id AND NOT (NEW.firm_id IS NOT NULL AND EXISTS (
           SELECT FROM kundenkreis_bookingtransition t
            WHERE t.booking_id = NEW.id AND t.seq = NEW.seq AND t.seq > OLD.seq AND t.name = 'assign'))) THEN
    RAISE EXCEPTION 'booking % was agreed otherwise', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'booking_kept';
  END IF;
  RETURN NEW;
END $$;

INSERT INTO kundenkreis_transition VALUES
  ('assign', 'held', 'confirmed'),
  ('assign', 'confirmed', 'confirmed');

-- A firm sends nobody either who is kept apart from the customer.
CREATE TRIGGER booking_kept_apart_still BEFORE UPDATE OF helper_id ON kundenkreis_booking
  FOR EACH ROW WHEN (NEW.helper_id <> OLD.helper_id) EXECUTE FUNCTION kk_booking_kept_apart();
