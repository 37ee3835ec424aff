-- What was agreed about a consultation never changes: also not what the brand keeps of it, whatever it sets later.
CREATE OR REPLACE FUNCTION kk_consultation_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
       ('offered', 'accepted'), ('offered', 'declined'), ('offered', 'withdrawn'), ('offered', 'expired'),
       ('accepted', 'ended'), ('accepted', 'withdrawn'), ('accepted', 'expired'), ('ended', 'rated')) THEN
    RAISE EXCEPTION 'a consultation cannot go from % to %', OLD.state, NEW.state
      USING ERRCODE = '23514', CONSTRAINT = 'consultation_moves';
  END IF;
  IF (NEW.brand_id, NEW.case_id, NEW.customer_id, NEW.price, NEW.currency, NEW.payer, NEW.commission_percent)
       IS DISTINCT FROM (OLD.brand_id, OLD.case_id, OLD.customer_id, OLD.price, OLD.currency, OLD.payer, OLD.commission_percent)
     OR (OLD.expert_id IS NOT NULL AND NEW.expert_id IS DISTINCT FROM OLD.expert_id) THEN
    RAISE EXCEPTION 'what was agreed about a consultation never changes'
      USING ERRCODE = '23514', CONSTRAINT = 'consultation_agreed';
  END IF;
  RETURN NEW;
END $$;

-- A firm is a business: its tax details never say that it is a private person.
CREATE FUNCTION kk_firm_not_private() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'private' AND EXISTS (SELECT FROM kundenkreis_firm f WHERE f.person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'a firm is no private person' USING ERRCODE = '23514', CONSTRAINT = 'firm_not_private';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER firm_not_private BEFORE INSERT OR UPDATE OF status, person_id ON kundenkreis_taxdetails
  FOR EACH ROW EXECUTE FUNCTION kk_firm_not_private();
