-- The way of a text to its readers. Its steps follow only the rows of this table, one after the other; the same
-- table stands in stages/knowledge/rules.py.
CREATE TABLE kundenkreis_revisiontransition (
  name varchar(10) NOT NULL,
  from_state varchar(10) NOT NULL,
  to_state varchar(10) NOT NULL,
  PRIMARY KEY (name, from_state, to_state)
);
INSERT INTO kundenkreis_revisiontransition VALUES
  ('write', '-', 'draft'),
  ('send', 'draft', 'in_review'),
  ('return', 'in_review', 'draft'), ('return', 'approved', 'draft'),
  ('approve', 'in_review', 'approved'),
  ('publish', 'approved', 'published'),
  ('replace', 'published', 'expired'), ('withdraw', 'published', 'expired'), ('expire', 'published', 'expired'),
  ('renew', 'expired', 'published');

-- What was there before went the whole way with its publication.
INSERT INTO kundenkreis_revisionstep (brand_id, revision_id, seq, name, from_state, to_state, at, by_id, note)
SELECT r.brand_id, r.id, s.seq, s.name, s.from_state, s.to_state,
  CASE WHEN s.seq = 1 THEN r.drafted_at WHEN s.seq = 5 THEN coalesce(a.withdrawn_at, r.published_at) ELSE r.published_at END,
  CASE WHEN s.seq = 1 THEN r.drafted_by_id WHEN s.seq = 5 THEN a.withdrawn_by_id ELSE r.published_by_id END, ''
FROM kundenkreis_articlerevision r JOIN kundenkreis_article a ON a.id = r.article_id
CROSS JOIN LATERAL (VALUES (1, 'write', '-', 'draft'), (2, 'send', 'draft', 'in_review'), (3, 'approve', 'in_review', 'approved'),
  (4, 'publish', 'approved', 'published'),
  (5, CASE WHEN a.published_revision_id = r.id THEN 'withdraw' ELSE 'replace' END, 'published', 'expired')) s (seq, name, from_state, to_state)
WHERE s.seq = 1 OR (s.seq < 5 AND r.published_at IS NOT NULL)
   OR (r.published_at IS NOT NULL AND (a.published_revision_id IS DISTINCT FROM r.id OR a.withdrawn_at IS NOT NULL));
UPDATE kundenkreis_articlerevision r SET seq = s.seq, state = s.to_state
FROM (SELECT DISTINCT ON (revision_id) revision_id, seq, to_state FROM kundenkreis_revisionstep ORDER BY revision_id, seq DESC) s
WHERE s.revision_id = r.id;
UPDATE kundenkreis_article SET at_best = least(1, (
  helped::float8 / tried + 3.8416 / (2 * tried) + 1.96 * sqrt((helped::float8 / tried * (1 - helped::float8 / tried) + 3.8416 / (4 * tried)) / tried)
) / (1 + 3.8416 / tried)) WHERE tried > 0;
SET CONSTRAINTS ALL IMMEDIATE;

-- No jumps, no lies about the state before, no two things at once, and nothing is ever taken back.
ALTER TABLE kundenkreis_revisionstep
  ADD COLUMN prev_seq integer GENERATED ALWAYS AS (NULLIF(seq - 1, 0)) STORED,
  ADD CONSTRAINT revision_steps_begin CHECK ((seq = 1) = (from_state = '-') AND seq >= 1),
  ADD CONSTRAINT revision_step_allowed FOREIGN KEY (name, from_state, to_state)
    REFERENCES kundenkreis_revisiontransition (name, from_state, to_state),
  ADD CONSTRAINT revision_step_lands UNIQUE (revision_id, seq, to_state),
  ADD CONSTRAINT revision_steps_unbroken FOREIGN KEY (revision_id, prev_seq, from_state)
    REFERENCES kundenkreis_revisionstep (revision_id, seq, to_state);
CREATE TRIGGER revision_steps_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_revisionstep
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- A revision stands where its steps end: each step moves it, and nothing else can.
ALTER TABLE kundenkreis_articlerevision ADD CONSTRAINT revision_follows_steps FOREIGN KEY (id, seq, state)
  REFERENCES kundenkreis_revisionstep (revision_id, seq, to_state) DEFERRABLE INITIALLY DEFERRED;
CREATE FUNCTION kk_revision_step_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE kundenkreis_articlerevision SET seq = NEW.seq, state = NEW.to_state WHERE id = NEW.revision_id;
  RETURN NULL;
END $$;
CREATE TRIGGER revision_step_moves AFTER INSERT ON kundenkreis_revisionstep
  FOR EACH ROW EXECUTE FUNCTION kk_revision_step_moves();

-- Its words stay as they were written, and whose they are; only a person who goes takes her name along.
CREATE FUNCTION kk_article_text_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.article_id, NEW.number, NEW.title, NEW.summary, NEW.body, NEW.drafted_at)
     IS DISTINCT FROM (OLD.article_id, OLD.number, OLD.title, OLD.summary, OLD.body, OLD.drafted_at)
     OR (NEW.drafted_by_id IS NOT NULL AND NEW.drafted_by_id IS DISTINCT FROM OLD.drafted_by_id)
     OR NEW.seq < OLD.seq THEN
    RAISE EXCEPTION 'revision % stays as it was written', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'article_text_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER article_text_stays BEFORE UPDATE ON kundenkreis_articlerevision
  FOR EACH ROW EXECUTE FUNCTION kk_article_text_stays();

-- Where the brand wants four eyes, nobody approves her own text, and a person's text is approved by a person.
CREATE FUNCTION kk_approved_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE author uuid;
BEGIN
  PERFORM FROM kundenkreis_articlerules WHERE brand_id = NEW.brand_id AND four_eyes FOR SHARE;
  IF FOUND THEN
    SELECT drafted_by_id INTO author FROM kundenkreis_articlerevision WHERE id = NEW.revision_id;
    IF author IS NOT NULL AND (NEW.by_id IS NULL OR NEW.by_id = author) THEN
      RAISE EXCEPTION 'revision % was approved by its author', NEW.revision_id
        USING ERRCODE = '23514', CONSTRAINT = 'approved_by_another';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approved_by_another BEFORE INSERT ON kundenkreis_revisionstep
  FOR EACH ROW WHEN (NEW.name = 'approve') EXECUTE FUNCTION kk_approved_by_another();

-- What is published is what its article shows, and a retired article shows nothing.
CREATE FUNCTION kk_article_shows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE shown uuid;
BEGIN
  IF TG_TABLE_NAME = 'kundenkreis_article' THEN shown := NEW.id; ELSE shown := NEW.article_id; END IF;
  IF EXISTS (SELECT FROM kundenkreis_articlerevision r JOIN kundenkreis_article a ON a.id = r.article_id
      WHERE a.id = shown AND r.state = 'published'
        AND (a.published_revision_id IS DISTINCT FROM r.id OR a.withdrawn_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'article % does not show what is published', shown
      USING ERRCODE = '23514', CONSTRAINT = 'article_shows_published';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER article_shows_published AFTER UPDATE OF state ON kundenkreis_articlerevision
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_article_shows();
CREATE CONSTRAINT TRIGGER article_still_shows AFTER UPDATE OF published_revision_id, withdrawn_at ON kundenkreis_article
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_article_shows();

-- What belongs together is of one article and one brand.
CREATE UNIQUE INDEX article_in_brand ON kundenkreis_article (id, brand_id);
CREATE UNIQUE INDEX revision_in_brand ON kundenkreis_articlerevision (id, brand_id);
CREATE UNIQUE INDEX revision_of_article ON kundenkreis_articlerevision (id, article_id);
ALTER TABLE kundenkreis_articlerevision
  ADD CONSTRAINT revision_of_same_brand FOREIGN KEY (article_id, brand_id) REFERENCES kundenkreis_article (id, brand_id)
    ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT base_of_same_article FOREIGN KEY (base_id, article_id) REFERENCES kundenkreis_articlerevision (id, article_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_revisionstep
  ADD CONSTRAINT revision_step_of_same_brand FOREIGN KEY (revision_id, brand_id) REFERENCES kundenkreis_articlerevision (id, brand_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_article
  ADD CONSTRAINT shows_own_revision FOREIGN KEY (published_revision_id, id) REFERENCES kundenkreis_articlerevision (id, article_id)
    DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT successor_of_same_brand FOREIGN KEY (successor_id, brand_id) REFERENCES kundenkreis_article (id, brand_id)
    DEFERRABLE INITIALLY DEFERRED;
