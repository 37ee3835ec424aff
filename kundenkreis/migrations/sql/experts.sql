-- A review of a consultation that never ended, or of another expert's or customer's, cannot exist.
ALTER TABLE kundenkreis_consultationreview DROP CONSTRAINT IF EXISTS review_of_ended_consultation;
ALTER TABLE kundenkreis_consultationreview ADD CONSTRAINT review_of_ended_consultation
FOREIGN KEY (consultation_id, expert_id, customer_id, ended_at)
REFERENCES kundenkreis_consultation (id, expert_id, customer_id, ended_at);

-- A consultation moves only along these ways (the table of transitions.py; a test compares the two),
-- and what was agreed never changes: whose it is, what it costs, who pays.
CREATE OR REPLACE FUNCTION kk_consultation_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
       ('offered', 'accepted'), ('offered', 'declined'), ('offered', 'withdrawn'), ('offered', 'expired'),
       ('accepted', 'ended'), ('accepted', 'withdrawn'), ('accepted', 'expired'), ('ended', 'rated')) THEN
    RAISE EXCEPTION 'a consultation cannot go from % to %', OLD.state, NEW.state
      USING ERRCODE = '23514', CONSTRAINT = 'consultation_moves';
  END IF;
  IF (NEW.brand_id, NEW.case_id, NEW.customer_id, NEW.price, NEW.currency, NEW.payer)
       IS DISTINCT FROM (OLD.brand_id, OLD.case_id, OLD.customer_id, OLD.price, OLD.currency, OLD.payer)
     OR (OLD.expert_id IS NOT NULL AND NEW.expert_id IS DISTINCT FROM OLD.expert_id) THEN
    RAISE EXCEPTION 'what was agreed about a consultation never changes'
      USING ERRCODE = '23514', CONSTRAINT = 'consultation_agreed';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER consultation_moves BEFORE UPDATE ON kundenkreis_consultation
FOR EACH ROW EXECUTE FUNCTION kk_consultation_moves();
