-- What the laws of other rooms stand on. All four are trusted extensions: the database's owner may create them.
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- unaccent() is only STABLE because its dictionary could change; ours never does, and indexes need IMMUTABLE.
CREATE OR REPLACE FUNCTION kk_unaccent(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT public.unaccent('public.unaccent', $1) $$;

-- The order people expect (Ärger before Apfel's neighbours, not after zebra): this build has no ICU collations.
CREATE OR REPLACE FUNCTION kk_sortkey(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT lower(kk_unaccent($1)) $$;

-- Tables that only grow: no change, no removal, not even for their owner.
CREATE OR REPLACE FUNCTION kk_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23514', CONSTRAINT = 'append_only';
END $$;
