-- Nobody decides about her own document or her family's, whoever writes. Family: with whom she has agreed on trust.
CREATE FUNCTION kk_belong_together(one uuid, other uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT one = other OR EXISTS (
    SELECT FROM kundenkreis_trustedperson
     WHERE confirmed_at IS NOT NULL AND ended_at IS NULL
       AND ((customer_id, person_id) = (one, other) OR (customer_id, person_id) = (other, one)))
$$;
CREATE FUNCTION kk_decided_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.decided_by_id IS NOT NULL AND EXISTS (
    SELECT FROM kundenkreis_helper WHERE id = NEW.helper_id AND kk_belong_together(person_id, NEW.decided_by_id)) THEN
    RAISE EXCEPTION 'document % was decided by its helper or her family', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'document_decided_by_another';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_decided_by_another BEFORE INSERT OR UPDATE OF decided_by_id, helper_id ON kundenkreis_checkdocument
  FOR EACH ROW EXECUTE FUNCTION kk_decided_by_another();

-- The check itself neither: what a customer is promised was seen by somebody who does not belong to the helper.
CREATE FUNCTION kk_checked_by_no_relative() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.checked_by_id IS NOT NULL AND EXISTS (
    SELECT FROM kundenkreis_helper WHERE id = NEW.helper_id AND kk_belong_together(person_id, NEW.checked_by_id)) THEN
    RAISE EXCEPTION 'helper % was checked by her family', NEW.helper_id
      USING ERRCODE = '23514', CONSTRAINT = 'checked_by_no_relative';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER checked_by_no_relative BEFORE INSERT OR UPDATE OF checked_by_id, helper_id ON kundenkreis_verification
  FOR EACH ROW EXECUTE FUNCTION kk_checked_by_no_relative();

-- What was decided stays decided; later only its bytes go.
CREATE FUNCTION kk_document_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.answer <> '' AND (NEW.answer, NEW.decided_at, NEW.decided_by_id, NEW.reason, NEW.kind, NEW.helper_id)
     IS DISTINCT FROM (OLD.answer, OLD.decided_at, OLD.decided_by_id, OLD.reason, OLD.kind, OLD.helper_id)
     OR (OLD.content IS NULL AND NEW.content IS NOT NULL) THEN
    RAISE EXCEPTION 'document % was decided otherwise', OLD.id
      USING ERRCODE = '23514', CONSTRAINT = 'document_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_kept BEFORE UPDATE ON kundenkreis_checkdocument
  FOR EACH ROW EXECUTE FUNCTION kk_document_kept();
