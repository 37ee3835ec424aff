-- The documents nearest to a meaning, in place of the kk_near of meaning.sql. What is asked is read once, not once a
-- passage: where the planner compared all passages of a brand, reading it was nine tenths of the time.
-- A brand with few passages has all of them compared, 2 µs each: the index holds those of all brands and of hidden texts,
-- and looks on until enough are found that this reader may see. Without pgvector search goes by words, and the old one stays.
DO $do$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'vector') THEN

CREATE FUNCTION kk_near_of_all(the_brand bigint, asked halfvec, the_kinds text[], for_staff boolean, cap integer)
RETURNS SETOF bigint LANGUAGE sql STABLE SET enable_seqscan = off SET jit = off AS $$
  WITH mine AS MATERIALIZED (
    SELECT p.document_id, p.meaning <=> asked AS far FROM kundenkreis_passage p WHERE p.brand_id = the_brand)
  -- OFFSET 0: sorted first, then looked up one by one until there are enough.
  SELECT m.document_id FROM (SELECT * FROM mine WHERE far IS NOT NULL ORDER BY far OFFSET 0) m
  CROSS JOIN LATERAL (SELECT FROM kundenkreis_document d WHERE d.id = m.document_id
    AND (for_staff OR d.access = 'public') AND (the_kinds IS NULL OR d.kind = ANY (the_kinds)) OFFSET 0) d
  LIMIT cap $$;

-- The index looks on until enough are found that this reader may see (pgvector 0.8, relaxed order).
CREATE FUNCTION kk_near_by_index(the_brand bigint, asked halfvec, the_kinds text[], for_staff boolean, cap integer)
RETURNS SETOF bigint LANGUAGE plpgsql VOLATILE SET enable_seqscan = off SET enable_sort = off SET jit = off AS $$
BEGIN
  PERFORM set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '200', true);
  RETURN QUERY
    SELECT p.document_id FROM kundenkreis_passage p JOIN kundenkreis_document d ON d.id = p.document_id
    WHERE p.brand_id = the_brand AND (for_staff OR d.access = 'public') AND (the_kinds IS NULL OR d.kind = ANY (the_kinds))
    ORDER BY p.meaning <=> asked LIMIT cap;
END $$;

CREATE OR REPLACE FUNCTION kk_near(the_brand bigint, the_meaning text, the_kinds text[], for_staff boolean, cap integer)
RETURNS SETOF bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  asked halfvec := the_meaning;
BEGIN
  IF (SELECT count(*) FROM (SELECT FROM kundenkreis_passage WHERE brand_id = the_brand LIMIT 10001) x) <= 10000 THEN
    RETURN QUERY SELECT * FROM kk_near_of_all(the_brand, asked, the_kinds, for_staff, cap);
  ELSE
    RETURN QUERY SELECT * FROM kk_near_by_index(the_brand, asked, the_kinds, for_staff, cap);
  END IF;
END $$;

  END IF;
END $do$;
