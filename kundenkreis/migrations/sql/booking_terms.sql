-- The rules of money that apply to a visit are those of its booking: what cancelling costs, who pays, the brand's share.
CREATE FUNCTION kk_booking_terms_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.cancellation, NEW.payer, NEW.commission_percent) IS DISTINCT FROM (OLD.cancellation, OLD.payer, OLD.commission_percent) THEN
    RAISE EXCEPTION 'booking % was agreed under other terms', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'booking_terms_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER booking_terms_kept BEFORE UPDATE OF cancellation, payer, commission_percent ON kundenkreis_booking
  FOR EACH ROW EXECUTE FUNCTION kk_booking_terms_kept();
