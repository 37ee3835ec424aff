-- A translation says in another language what a text of its own family says.
ALTER TABLE kundenkreis_articlerevision ADD CONSTRAINT follows_of_same_brand
  FOREIGN KEY (follows_id, brand_id) REFERENCES kundenkreis_articlerevision (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
CREATE FUNCTION kk_follows_family() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM kundenkreis_articlerevision o JOIN kundenkreis_article b ON b.id = o.article_id
      JOIN kundenkreis_article a ON a.id = NEW.article_id
     WHERE o.id = NEW.follows_id AND b.family = a.family AND b.language <> a.language) THEN
    RAISE EXCEPTION 'revision % follows no text of its family', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'follows_family';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER follows_family BEFORE INSERT OR UPDATE OF follows_id ON kundenkreis_articlerevision
  FOR EACH ROW WHEN (NEW.follows_id IS NOT NULL) EXECUTE FUNCTION kk_follows_family();
