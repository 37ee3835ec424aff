-- The history of a case only grows.
CREATE TRIGGER case_transition_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_casetransition
FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
