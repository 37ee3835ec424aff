-- A passage, and what waits to be read, have the brand of their document.
ALTER TABLE kundenkreis_passage
  ADD CONSTRAINT passage_of_brand FOREIGN KEY (document_id, brand_id) REFERENCES kundenkreis_document (id, brand_id) ON DELETE CASCADE;
ALTER TABLE kundenkreis_unread
  ADD CONSTRAINT unread_of_brand FOREIGN KEY (document_id, brand_id) REFERENCES kundenkreis_document (id, brand_id) ON DELETE CASCADE;

-- A firm is a business, whichever was there first: its tax details or itself. Two at once wait for each other.
CREATE OR REPLACE FUNCTION kk_firm_not_private() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'private' THEN
    PERFORM pg_advisory_xact_lock(hashtext('kk_firm_not_private'), hashtext(NEW.person_id::text));
    IF EXISTS (SELECT FROM kundenkreis_firm f WHERE f.person_id = NEW.person_id) THEN
      RAISE EXCEPTION 'a firm is no private person' USING ERRCODE = '23514', CONSTRAINT = 'firm_not_private';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION kk_private_no_firm() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('kk_firm_not_private'), hashtext(NEW.person_id::text));
  IF EXISTS (SELECT FROM kundenkreis_taxdetails t WHERE t.person_id = NEW.person_id AND t.status = 'private') THEN
    RAISE EXCEPTION 'a private person is no firm' USING ERRCODE = '23514', CONSTRAINT = 'private_no_firm';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER private_no_firm BEFORE INSERT OR UPDATE OF person_id ON kundenkreis_firm
  FOR EACH ROW EXECUTE FUNCTION kk_private_no_firm();
