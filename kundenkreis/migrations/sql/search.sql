-- Finding: one configuration per language, one text vector per document, one function.

-- Stop words are recognised before accents are taken off ("für" must not become a word), stems
-- are taken after. The German stemmer reads ue, oe, ae and ss as ü, ö, ä and ß.
DO $$
DECLARE l text[];
BEGIN
  FOREACH l SLICE 1 IN ARRAY ARRAY[['de','german'],['en','english'],['fr','french'],['it','italian']] LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_ts_config WHERE cfgname = 'kk_' || l[1]);
    EXECUTE format('CREATE TEXT SEARCH DICTIONARY kk_stop_%s (TEMPLATE = pg_catalog.simple, STOPWORDS = %s, ACCEPT = false)', l[1], l[2]);
    EXECUTE format('CREATE TEXT SEARCH CONFIGURATION kk_%s (COPY = pg_catalog.%s)', l[1], l[2]);
    EXECUTE format('ALTER TEXT SEARCH CONFIGURATION kk_%1$s ALTER MAPPING FOR asciihword, asciiword, hword, hword_asciipart, hword_part, word WITH kk_stop_%1$s, unaccent, %2$s_stem', l[1], l[2]);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION kk_config(language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE language WHEN 'de' THEN 'public.kk_de'::regconfig WHEN 'en' THEN 'public.kk_en'::regconfig
    WHEN 'fr' THEN 'public.kk_fr'::regconfig WHEN 'it' THEN 'public.kk_it'::regconfig
    ELSE 'pg_catalog.simple'::regconfig END $$;

-- A text vector holds at most 1 MB: what lies beyond 300,000 characters is not searched.
CREATE OR REPLACE FUNCTION kk_vector(language text, title text, summary text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector(kk_config(language), title), 'A')
      || setweight(to_tsvector(kk_config(language), left(summary, 5000)), 'B')
      || to_tsvector(kk_config(language), left(body, 300000)) $$;

CREATE OR REPLACE FUNCTION kk_words(tsv tsvector) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT coalesce(sum(cardinality(positions)), 0)::int FROM unnest(tsv) $$;

ALTER TABLE kundenkreis_document
  ADD COLUMN IF NOT EXISTS tsv tsvector GENERATED ALWAYS AS (kk_vector(language, title, summary, body)) STORED,
  ADD COLUMN IF NOT EXISTS words integer GENERATED ALWAYS AS (kk_words(kk_vector(language, title, summary, body))) STORED;
-- A word is looked for among the texts of one brand and language only: what others wrote with it is
-- not even touched, however much that is. Without a list of pending entries: every search would read it.
CREATE INDEX IF NOT EXISTS document_words ON kundenkreis_document USING gin ((language || brand_id), tsv) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS term_trigrams ON kundenkreis_term USING gin (lexeme gin_trgm_ops) WITH (fastupdate = off);

-- A stem as the text form of a tsquery wants it.
CREATE OR REPLACE FUNCTION kk_quoted(lexeme text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT '''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''' $$;

-- Count the words of a brand anew: in how many documents each stem occurs (ts_stat).
CREATE OR REPLACE FUNCTION kk_search_recount(the_brand bigint, the_moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('kk_search_recount', the_brand));
  DELETE FROM kundenkreis_term WHERE brand_id = the_brand;
  DELETE FROM kundenkreis_vocabulary WHERE brand_id = the_brand;
  INSERT INTO kundenkreis_vocabulary (brand_id, language, documents, length, counted_at)
    SELECT the_brand, language, count(*), greatest(avg(words), 1), the_moment
    FROM kundenkreis_document WHERE brand_id = the_brand GROUP BY language;
  INSERT INTO kundenkreis_term (brand_id, language, lexeme, documents)
    SELECT the_brand, v.language, s.word, s.ndoc
    FROM kundenkreis_vocabulary v
    CROSS JOIN LATERAL ts_stat(format('SELECT tsv FROM kundenkreis_document WHERE brand_id = %s AND language = %L', the_brand, v.language)) s
    WHERE v.brand_id = the_brand AND length(s.word) <= 60;
END $$;

-- The best documents of one language: (document, score, share of the question that it answers).
--
-- Each word of the question is a concept: the stem itself and its neighbours in the vocabulary by
-- trigrams, which bring typing errors, German compounds and other forms of the word. Candidates
-- are collected rarest concept first, and scored by BM25 (Robertson 1994; k1 1.2, b 0.75) with
-- neighbours counted by half their similarity, title four times, summary twice.
-- On 249 German help pages, titles as questions against bodies alone: MRR@10 .77, plain ts_rank .68.
CREATE OR REPLACE FUNCTION kk_search_in(the_brand bigint, lang text, question text, the_kinds text[], for_staff boolean, cap integer, spelling boolean)
RETURNS TABLE (document bigint, score float8, share float8) LANGUAGE plpgsql STABLE SET jit = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  n float8; mean float8; found bigint[] := '{}'; more bigint[]; q tsquery; queries tsquery[]; frequent boolean[]; m int;
  numbers int[]; forms text[]; counts float8[]; often float8[]; rarities float8[]; possible float8;
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
        AND spelling AND length(a.lexeme) >= 3 AND a.lexeme !~ '^[0-9]+$' AND (a.df = 0 OR t.lexeme <> ALL (SELECT lexeme FROM asked))
      ORDER BY near DESC, t.documents DESC LIMIT 12) v
  ), weighed AS (
    SELECT a.lexeme AS concept, a.lexeme, 1.0::float8 AS weight, a.df FROM asked a
    -- A word that nobody wrote is likely a typing error: its nearest neighbour is meant.
    UNION ALL SELECT concept, lexeme, CASE WHEN df = 0 THEN near * power(near / nearest, 3) ELSE 0.5 * near END, documents FROM near
  ), idf AS (
    -- A word that nobody wrote has the rarity of its neighbours together.
    SELECT w.concept, CASE WHEN max(a.df) > 0 THEN max(a.df) ELSE least(sum(w.df), n) END AS df
    FROM weighed w JOIN asked a ON a.lexeme = w.concept GROUP BY w.concept
  ), ranked AS (
    SELECT concept, df, ln(1 + (greatest(n - df, 0) + 0.5) / (df + 0.5)) AS idf,
      row_number() OVER (ORDER BY df, concept)::int AS number FROM idf
  )
  SELECT array_agg(r.number ORDER BY r.number, w.weight DESC), array_agg(w.lexeme ORDER BY r.number, w.weight DESC),
    array_agg(w.weight ORDER BY r.number, w.weight DESC), array_agg(r.df ORDER BY r.number, w.weight DESC), array_agg(r.idf ORDER BY r.number, w.weight DESC),
    (SELECT sum(CASE WHEN x.df > 0 THEN x.idf ELSE x.idf * 0.3 END) FROM ranked x)
  INTO numbers, forms, counts, often, rarities, possible
  FROM weighed w JOIN ranked r USING (concept);
  IF numbers IS NULL THEN RETURN; END IF;

  -- A word of many documents finds enough by itself: what is written alike would only take time.
  SELECT array_agg(c.q ORDER BY c.number), array_agg(c.df > n / 10 ORDER BY c.number) INTO queries, frequent FROM (
    SELECT v.number, max(v.df) AS df, string_agg(kk_quoted(v.lexeme), ' | ')::tsquery AS q
    FROM unnest(numbers, forms, counts, often) AS v (number, lexeme, weight, df)
    WHERE v.weight = 1 OR v.df < cap GROUP BY v.number) c;

  -- Rarest first: the rarest six concepts together, then one fewer each time; then each one alone.
  FOR m IN 1 - least(cardinality(queries), 6)..cardinality(queries) LOOP
    EXIT WHEN cardinality(found) >= cap;
    -- One word that one in ten has, where better was found, only brings what fits badly.
    CONTINUE WHEN m = 0 OR (m > 1 AND cardinality(found) >= 20 AND frequent[m]);
    q := CASE WHEN m > 0 THEN queries[m]
      ELSE (SELECT string_agg('(' || x::text || ')', ' & ')::tsquery FROM unnest(queries[1:1 - m]) x) END;
    SELECT array_agg(d.id) INTO more FROM (
      SELECT id FROM kundenkreis_document
      WHERE tsv @@ q AND language || brand_id = lang || the_brand AND (for_staff OR access = 'public')
        AND (the_kinds IS NULL OR kind = ANY (the_kinds)) AND id <> ALL (found)
      LIMIT cap - cardinality(found)) d;
    found := found || coalesce(more, '{}');
  END LOOP;

  RETURN QUERY
    WITH known AS MATERIALIZED (
      SELECT * FROM unnest(numbers, forms, counts, rarities) AS v (number, lexeme, weight, idf)
    ), said AS (
      SELECT d.id, d.words, k.number, max(k.idf) AS idf, least(max(k.weight) * 2, 1) AS best,
        sum(k.weight * (SELECT sum(CASE w WHEN 'A' THEN 4 WHEN 'B' THEN 2 ELSE 1 END) FROM unnest(u.weights) w)) AS tf
      FROM kundenkreis_document d CROSS JOIN LATERAL unnest(d.tsv) u JOIN known k ON k.lexeme = u.lexeme
      WHERE d.id = ANY (found) GROUP BY d.id, k.number
    )
    SELECT s.id, sum(s.idf * 2.2 * s.tf / (s.tf + 1.2 * (0.25 + 0.75 * s.words / mean))), sum(s.idf * s.best) / possible
    FROM said s GROUP BY s.id;
END $$;
