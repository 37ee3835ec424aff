-- A tip is the customer's, for a visit that is signed off, and whole the helper's.
CREATE FUNCTION kk_tip_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.commission_amount <> 0 OR NOT EXISTS (
    SELECT FROM kundenkreis_booking b JOIN kundenkreis_helper h ON h.id = b.helper_id
     WHERE b.id::text = split_part(NEW.subject, ':', 2) AND b.brand_id = NEW.brand_id AND b.state = 'closed'
       AND b.currency = NEW.currency AND b.customer_id = NEW.payer_id AND h.person_id = NEW.payee_id) THEN
    RAISE EXCEPTION '% is no tip', NEW.subject USING ERRCODE = '23514', CONSTRAINT = 'tip_whole';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tip_whole BEFORE INSERT OR UPDATE ON kundenkreis_fundshold
  FOR EACH ROW WHEN (NEW.subject LIKE 'booking:%:tip') EXECUTE FUNCTION kk_tip_law();
