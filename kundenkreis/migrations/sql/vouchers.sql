-- A voucher is used as often as it may be and no more, whoever asks; what was redeemed stays as it was, and is returned once.
CREATE FUNCTION kk_voucher_redeemed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  b kundenkreis_voucherbatch;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.brand_id, NEW.batch_id, NEW.voucher_id, NEW.subject, NEW.person_id, NEW.once_each, NEW.amount, NEW.currency, NEW.at)
         IS DISTINCT FROM (OLD.brand_id, OLD.batch_id, OLD.voucher_id, OLD.subject, OLD.person_id, OLD.once_each, OLD.amount, OLD.currency, OLD.at)
       OR (OLD.returned_at IS NOT NULL AND NEW.returned_at IS DISTINCT FROM OLD.returned_at) THEN
      RAISE EXCEPTION 'redemption % stays as it was', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'voucher_redemption_kept';
    END IF;
    IF OLD.returned_at IS NULL AND NEW.returned_at IS NOT NULL THEN
      UPDATE kundenkreis_voucher SET used = used - 1 WHERE id = NEW.voucher_id;
    END IF;
    RETURN NEW;
  END IF;
  SELECT batch.* INTO b FROM kundenkreis_voucher v JOIN kundenkreis_voucherbatch batch ON batch.id = v.batch_id
    WHERE v.id = NEW.voucher_id AND v.brand_id = NEW.brand_id;
  IF b.id IS DISTINCT FROM NEW.batch_id OR NEW.at < b.valid_from OR NEW.at >= b.valid_until OR b.revoked_at IS NOT NULL
     OR NEW.amount > coalesce(b.amount, NEW.amount) THEN
    RAISE EXCEPTION 'voucher % cannot be redeemed so', NEW.voucher_id USING ERRCODE = '23514', CONSTRAINT = 'voucher_redeemable';
  END IF;
  NEW.once_each := b.once_each;
  UPDATE kundenkreis_voucher SET used = used + 1 WHERE id = NEW.voucher_id;
  RETURN NEW;
END $$;
CREATE TRIGGER voucher_redeemed BEFORE INSERT OR UPDATE ON kundenkreis_voucherredemption
  FOR EACH ROW EXECUTE FUNCTION kk_voucher_redeemed();
CREATE TRIGGER voucher_redemption_stays BEFORE DELETE OR TRUNCATE ON kundenkreis_voucherredemption
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- Only redemptions (a trigger within a trigger) count; a code keeps its nature.
CREATE FUNCTION kk_voucher_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.used <> OLD.used AND pg_trigger_depth() < 2)
     OR (NEW.brand_id, NEW.batch_id, NEW.number, NEW.fingerprint, NEW.uses)
        IS DISTINCT FROM (OLD.brand_id, OLD.batch_id, OLD.number, OLD.fingerprint, OLD.uses) THEN
    RAISE EXCEPTION 'voucher % is counted by what it was redeemed for', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'voucher_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER voucher_kept BEFORE UPDATE ON kundenkreis_voucher
  FOR EACH ROW EXECUTE FUNCTION kk_voucher_kept();

-- The company pays what the voucher says, without commission: its hold is the redemption's.
CREATE FUNCTION kk_voucher_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.payer_kind <> 'company' OR NEW.commission_amount <> 0 OR NOT EXISTS (
    SELECT FROM kundenkreis_voucherredemption r
     WHERE r.brand_id = NEW.brand_id AND r.subject || ':voucher' = NEW.subject AND r.amount = NEW.amount AND r.currency = NEW.currency) THEN
    RAISE EXCEPTION '% is paid by no voucher', NEW.subject USING ERRCODE = '23514', CONSTRAINT = 'voucher_hold';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER voucher_hold BEFORE INSERT OR UPDATE ON kundenkreis_fundshold
  FOR EACH ROW WHEN (NEW.subject LIKE '%:voucher') EXECUTE FUNCTION kk_voucher_hold();
