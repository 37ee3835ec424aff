-- Devices: rows of one brand, a batch is fetched once, a revoked device stays revoked and signs nothing, a secret's print never changes.
ALTER TABLE kundenkreis_devicebatch ADD CONSTRAINT batch_of_brand_key UNIQUE (id, brand_id);
ALTER TABLE kundenkreis_device
  ADD CONSTRAINT device_of_brand_key UNIQUE (id, brand_id),
  ADD CONSTRAINT device_of_brand FOREIGN KEY (batch_id, brand_id) REFERENCES kundenkreis_devicebatch (id, brand_id);
ALTER TABLE kundenkreis_devicenonce
  ADD CONSTRAINT nonce_of_brand FOREIGN KEY (device_id, brand_id) REFERENCES kundenkreis_device (id, brand_id);
ALTER TABLE kundenkreis_deviceissue
  ADD CONSTRAINT issue_of_brand FOREIGN KEY (device_id, brand_id) REFERENCES kundenkreis_device (id, brand_id);

CREATE FUNCTION kk_device_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.batch_id, NEW.number, NEW.product, NEW.fingerprint) IS DISTINCT FROM (OLD.batch_id, OLD.number, OLD.product, OLD.fingerprint)
     OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at) THEN
    RAISE EXCEPTION 'device % stays what it is', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'device_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER device_kept BEFORE UPDATE ON kundenkreis_device FOR EACH ROW EXECUTE FUNCTION kk_device_kept();

CREATE FUNCTION kk_device_batch_fetched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.fetched_at IS NOT NULL AND NEW.fetched_at IS DISTINCT FROM OLD.fetched_at THEN
    RAISE EXCEPTION 'the keys of % were fetched', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'device_keys_fetched_once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER device_keys_fetched BEFORE UPDATE ON kundenkreis_devicebatch FOR EACH ROW EXECUTE FUNCTION kk_device_batch_fetched();

CREATE FUNCTION kk_device_speaks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_device WHERE id = NEW.device_id AND revoked_at IS NOT NULL) THEN
    RAISE EXCEPTION 'device % is revoked', NEW.device_id USING ERRCODE = '23514', CONSTRAINT = 'device_revoked_is_silent';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER device_speaks BEFORE INSERT ON kundenkreis_devicenonce FOR EACH ROW EXECUTE FUNCTION kk_device_speaks();
