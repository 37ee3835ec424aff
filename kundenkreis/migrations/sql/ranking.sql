-- Ranking, in place of the kk_search_in of search.sql: what a text says first counts double, a word that
-- is only written alike counts a quarter of its likeness, and repeating a word helps a little longer.
--
-- Each word of the question is a concept: the stem itself and its neighbours in the vocabulary by
-- trigrams, which bring typing errors, German compounds and other forms of the word. Candidates
-- are collected rarest concept first, and scored by BM25 (Robertson 1994; k1 2, b 0.75): title four
-- times, the first fifty words (summary and beginning) twice. (document, score, share of the question answered).
-- Words that nobody wrote are found by their nearest neighbours however many texts have those; and words of
-- other languages are asked of the index with language and brand.
CREATE OR REPLACE FUNCTION kk_search_in(the_brand bigint, lang text, question text, the_kinds text[], for_staff boolean, cap integer, spelling boolean)
RETURNS TABLE (document bigint, score float8, share float8) LANGUAGE plpgsql STABLE SET jit = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  n float8; mean float8; found bigint[] := '{}'; more bigint[]; q tsquery; queries tsquery[]; frequent boolean[]; keyed boolean[]; rare int; m int;
  numbers int[]; forms text[]; counts float8[]; parts float8[]; often float8[]; rarities float8[]; possible float8;
BEGIN
  SELECT v.documents, v.length INTO n, mean FROM kundenkreis_vocabulary v WHERE v.brand_id = the_brand AND v.language = lang;
  n := coalesce(n, 1000); mean := coalesce(mean, 100);

  -- Concepts: at most twenty of the question's stems, rarest first; each with at most twelve neighbours.
  WITH asked AS (
    SELECT u.lexeme, coalesce(t.documents, 0) AS df
    FROM unnest(to_tsvector(kk_config(lang), left(question, 4000))) u
    LEFT JOIN kundenkreis_term t ON t.brand_id = the_brand AND t.language = lang AND t.lexeme = u.lexeme
    WHERE length(u.lexeme) <= 60
    ORDER BY 2, length(u.lexeme) DESC LIMIT 20
  ), near AS (
    SELECT a.lexeme AS concept, a.df, v.lexeme, v.documents, v.near,
      max(v.near) OVER (PARTITION BY a.lexeme) AS nearest
    FROM asked a CROSS JOIN LATERAL (
      SELECT t.lexeme, t.documents, similarity(t.lexeme, a.lexeme)::float8 AS near
      FROM kundenkreis_term t
      WHERE t.brand_id + 0 = the_brand AND t.language || '' = lang AND t.lexeme % a.lexeme -- by the trigram index
        -- What a thousand texts say is spelt right and finds enough.
        AND spelling AND a.df < 1000 AND length(a.lexeme) >= 3 AND a.lexeme !~ '^[0-9]+$' AND (a.df = 0 OR t.lexeme <> ALL (SELECT lexeme FROM asked))
      ORDER BY near DESC, t.documents DESC LIMIT 12) v
  ), weighed AS (
    SELECT a.lexeme AS concept, a.lexeme, 1.0::float8 AS weight, 1.0::float8 AS part, a.df FROM asked a
    -- A word that nobody wrote is likely a typing error: its nearest neighbour is meant.
    UNION ALL SELECT concept, lexeme,
      CASE WHEN df = 0 THEN near * power(near / nearest, 3) ELSE 0.25 * near END,
      CASE WHEN df = 0 THEN least(2 * near * power(near / nearest, 3), 1) ELSE near END, documents FROM near
  ), idf AS (
    -- A word that nobody wrote has the rarity of its neighbours together.
    SELECT w.concept, CASE WHEN max(a.df) > 0 THEN max(a.df) ELSE least(sum(w.df), n) END AS df
    FROM weighed w JOIN asked a ON a.lexeme = w.concept GROUP BY w.concept
  ), ranked AS (
    SELECT concept, df, ln(1 + (greatest(n - df, 0) + 0.5) / (df + 0.5)) AS idf,
      row_number() OVER (ORDER BY df, concept)::int AS number FROM idf
  )
  SELECT array_agg(r.number ORDER BY r.number, w.weight DESC), array_agg(w.lexeme ORDER BY r.number, w.weight DESC),
    array_agg(w.weight ORDER BY r.number, w.weight DESC), array_agg(w.part ORDER BY r.number, w.weight DESC),
    array_agg(r.df ORDER BY r.number, w.weight DESC), array_agg(r.idf ORDER BY r.number, w.weight DESC),
    (SELECT sum(CASE WHEN x.df > 0 THEN x.idf ELSE x.idf * 0.3 END) FROM ranked x)
  INTO numbers, forms, counts, parts, often, rarities, possible
  FROM weighed w JOIN ranked r USING (concept);
  IF numbers IS NULL THEN RETURN; END IF;

  -- A word of many documents finds enough by itself: what is written alike would only take time.
  -- (What a typing error likely means is told from what is only written alike: its part is at most twice its weight, not four times.)
  SELECT array_agg(c.q ORDER BY c.number), array_agg(c.df > greatest(n / 10, 2000) ORDER BY c.number),
    array_agg(n < 100000 OR c.df < 1000 OR c.unknown ORDER BY c.number) INTO queries, frequent, keyed FROM (
    SELECT v.number, max(v.df) AS df, bool_or(v.weight < 1 AND v.part < 3 * v.weight) AS unknown, string_agg(kk_quoted(v.lexeme), ' | ')::tsquery AS q
    FROM unnest(numbers, forms, counts, parts, often) AS v (number, lexeme, weight, part, df)
    WHERE v.weight = 1 OR v.df < cap OR v.part < 3 * v.weight GROUP BY v.number) c;

  -- Rarest first: the rarest six concepts together, then one fewer each time; then each one alone.
  -- Words that very many have come last, alone, where little was found: among the newest texts.
  rare := coalesce(array_position(frequent, true) - 1, cardinality(queries));
  FOR m IN 1 - least(rare, 6)..cardinality(queries) LOOP
    EXIT WHEN cardinality(found) >= cap OR (m > rare AND cardinality(found) >= 20);
    CONTINUE WHEN m = 0;
    IF m > rare THEN
      SELECT array_agg(d.id) INTO more FROM (
        SELECT id FROM (
          SELECT id, tsv, kind, language, access FROM kundenkreis_document WHERE brand_id = the_brand ORDER BY at DESC LIMIT 3 * cap) x
        WHERE tsv @@ queries[m] AND language = lang AND (for_staff OR access = 'public') AND (the_kinds IS NULL OR kind = ANY (the_kinds)) AND id <> ALL (found)
        LIMIT cap - cardinality(found)) d;
    ELSE
      q := CASE WHEN m > 0 THEN queries[m]
        ELSE (SELECT string_agg('(' || x::text || ')', ' & ')::tsquery FROM unnest(queries[1:1 - m]) x) END;
      -- Where a brand has very many texts with a word, asking the index for language and brand too costs more than looking.
      IF keyed[greatest(m, 1)] THEN
        SELECT array_agg(d.id) INTO more FROM (
          SELECT id FROM kundenkreis_document
          WHERE tsv @@ q AND language || brand_id = lang || the_brand AND (for_staff OR access = 'public')
            AND (the_kinds IS NULL OR kind = ANY (the_kinds)) AND id <> ALL (found)
          LIMIT cap - cardinality(found)) d;
      ELSE
        SELECT array_agg(d.id) INTO more FROM (
          SELECT id FROM kundenkreis_document
          WHERE tsv @@ q AND brand_id + 0 = the_brand AND language = lang AND (for_staff OR access = 'public')
            AND (the_kinds IS NULL OR kind = ANY (the_kinds)) AND id <> ALL (found)
          LIMIT cap - cardinality(found)) d;
      END IF;
    END IF;
    found := found || coalesce(more, '{}');
  END LOOP;

  -- Of each text only the words asked for are taken apart. Places ascend: width_bucket counts those up to 50.
  RETURN QUERY
    WITH known AS MATERIALIZED (
      SELECT * FROM unnest(numbers, forms, counts, parts, rarities) AS v (number, lexeme, weight, part, idf)
    ), said AS (
      SELECT d.id, d.words, k.number, max(k.idf) AS idf, max(k.part) AS best,
        sum(k.weight * u.tf) AS tf
      FROM kundenkreis_document d CROSS JOIN LATERAL (
        SELECT lexeme, cardinality(positions) + width_bucket(50::smallint, positions) AS tf
        FROM unnest(ts_filter(setweight(d.tsv, 'C', forms), '{c}'))
        UNION ALL SELECT lexeme, 2 * cardinality(positions) FROM unnest(ts_filter(d.tsv, '{a}'))) u
      JOIN known k ON k.lexeme = u.lexeme
      WHERE d.id = ANY (found) GROUP BY d.id, k.number
    )
    SELECT s.id, sum(s.idf * 3 * s.tf / (s.tf + 2 * (0.25 + 0.75 * s.words / mean))), sum(s.idf * s.best) / possible
    FROM said s GROUP BY s.id;
END $$;

-- The words of a question without those that mean nothing in its language: what texts in other languages may share with it.
CREATE FUNCTION kk_telling(asked text, question text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(t.token, ' '), '') FROM ts_parse('default', left(question, 4000)) t
  WHERE ts_lexize(CASE asked WHEN 'de' THEN 'public.kk_stop_de'::regdictionary WHEN 'en' THEN 'public.kk_stop_en'::regdictionary
    WHEN 'fr' THEN 'public.kk_stop_fr'::regdictionary WHEN 'it' THEN 'public.kk_stop_it'::regdictionary
    ELSE 'pg_catalog.simple'::regdictionary END, lower(t.token)) IS DISTINCT FROM '{}' $$;
