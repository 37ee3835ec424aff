-- What belongs to a candidate or a thread is of its brand.
CREATE UNIQUE INDEX lead_candidacy_in_brand ON kundenkreis_leadcandidacy (id, brand_id);
CREATE UNIQUE INDEX lead_thread_in_brand ON kundenkreis_leadthread (id, brand_id);
ALTER TABLE kundenkreis_leadinvitation ADD CONSTRAINT lead_invitation_of_same_brand
  FOREIGN KEY (candidacy_id, brand_id) REFERENCES kundenkreis_leadcandidacy (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_leadpost ADD CONSTRAINT lead_post_of_same_brand
  FOREIGN KEY (thread_id, brand_id) REFERENCES kundenkreis_leadthread (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- A decision stays as it was made; only the answer to it comes later, once.
CREATE FUNCTION kk_lead_invitation_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.candidacy_id, NEW.invited, NEW.reason, NEW.by_id, NEW.at) IS DISTINCT FROM (OLD.candidacy_id, OLD.invited, OLD.reason, OLD.by_id, OLD.at)
     OR (OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS DISTINCT FROM OLD.accepted_at) THEN
    RAISE EXCEPTION 'a decision stays' USING ERRCODE = '23514', CONSTRAINT = 'lead_invitation_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lead_invitation_kept BEFORE UPDATE ON kundenkreis_leadinvitation
  FOR EACH ROW EXECUTE FUNCTION kk_lead_invitation_kept();
