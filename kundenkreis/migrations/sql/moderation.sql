-- A statement of reasons stays as it was told.
CREATE OR REPLACE TRIGGER statement_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_statementofreasons
FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- A report and what came of it are of one brand.
CREATE UNIQUE INDEX IF NOT EXISTS statement_in_brand ON kundenkreis_statementofreasons (id, brand_id);
ALTER TABLE kundenkreis_flag ADD CONSTRAINT flag_decided_in_brand
  FOREIGN KEY (decision_id, brand_id) REFERENCES kundenkreis_statementofreasons (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
