-- Meaning. pgvector is welcome, not needed: without it passages have no such column and search goes by words.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector')
     AND EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') THEN
    BEGIN
      CREATE EXTENSION vector;
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE NOTICE 'pgvector is here but this role may not create it: search goes by words';
    END;
  END IF;
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'vector') THEN
    ALTER TABLE kundenkreis_passage ADD COLUMN meaning halfvec(512);
    ALTER TABLE kundenkreis_passage ALTER COLUMN meaning SET STORAGE PLAIN;
    CREATE INDEX passage_meaning ON kundenkreis_passage USING hnsw (meaning halfvec_cosine_ops);
  END IF;
END $$;

-- A text that changed means something else: it is read again, and its old passages are gone at once.
CREATE FUNCTION kk_read_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM kundenkreis_passage WHERE document_id = NEW.id;
  INSERT INTO kundenkreis_unread (brand_id, document_id, at) VALUES (NEW.brand_id, NEW.id, NEW.at)
    ON CONFLICT (document_id) DO UPDATE SET at = excluded.at;
  RETURN NULL;
END $$;
CREATE TRIGGER read_new AFTER INSERT ON kundenkreis_document FOR EACH ROW EXECUTE FUNCTION kk_read_again();
CREATE TRIGGER read_again AFTER UPDATE OF title, summary, body ON kundenkreis_document FOR EACH ROW
  WHEN ((OLD.title, OLD.summary, OLD.body) IS DISTINCT FROM (NEW.title, NEW.summary, NEW.body))
  EXECUTE FUNCTION kk_read_again();
INSERT INTO kundenkreis_unread (brand_id, document_id, at) SELECT brand_id, id, at FROM kundenkreis_document;

-- The documents whose passages are nearest to a meaning (a halfvec as text), each as often as it is met.
-- The index looks on until enough are found that this reader may see (pgvector 0.8, relaxed order).
CREATE FUNCTION kk_near(the_brand bigint, the_meaning text, the_kinds text[], for_staff boolean, cap integer)
RETURNS SETOF bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '200', true);
  RETURN QUERY
    SELECT p.document_id FROM kundenkreis_passage p JOIN kundenkreis_document d ON d.id = p.document_id
    WHERE p.brand_id = the_brand AND (for_staff OR d.access = 'public') AND (the_kinds IS NULL OR d.kind = ANY (the_kinds))
    ORDER BY p.meaning <=> the_meaning::halfvec LIMIT cap;
END $$;
