-- Who receives a message is of its brand, is not who sent it, and has not said that she wants none.
CREATE UNIQUE INDEX ring_in_brand ON kundenkreis_ring (id, brand_id);
ALTER TABLE kundenkreis_ringrecipient ADD CONSTRAINT ring_recipient_of_same_brand
  FOREIGN KEY (ring_id, brand_id) REFERENCES kundenkreis_ring (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE FUNCTION kk_ring_wanted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE who uuid;
BEGIN
  SELECT sender_id INTO who FROM kundenkreis_ring WHERE id = NEW.ring_id;
  IF who = NEW.person_id
     OR EXISTS (SELECT FROM kundenkreis_ringmute m WHERE m.brand_id = NEW.brand_id AND m.person_id = NEW.person_id AND m.sender_id = who)
     OR EXISTS (SELECT FROM kundenkreis_ringchoice c WHERE c.brand_id = NEW.brand_id AND c.person_id = NEW.person_id AND c.how = 'never') THEN
    RAISE EXCEPTION 'she wants no such message' USING ERRCODE = '23514', CONSTRAINT = 'ring_wanted';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ring_wanted BEFORE INSERT OR UPDATE ON kundenkreis_ringrecipient
  FOR EACH ROW EXECUTE FUNCTION kk_ring_wanted();
-- A message stays as it was sent, to be mended by moderators only in its words.
CREATE FUNCTION kk_ring_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a message stays as it was sent' USING ERRCODE = '23514', CONSTRAINT = 'ring_stays';
END $$;
CREATE TRIGGER ring_stays BEFORE UPDATE ON kundenkreis_ring FOR EACH ROW
  WHEN ((OLD.sender_id, OLD.topic_id, OLD.at, OLD.expires_at, OLD.chosen) IS DISTINCT FROM (NEW.sender_id, NEW.topic_id, NEW.at, NEW.expires_at, NEW.chosen))
  EXECUTE FUNCTION kk_ring_stays();

-- A message to who follows a topic speaks of a topic of its own brand.
ALTER TABLE kundenkreis_ring ADD CONSTRAINT ring_topic_of_brand
  FOREIGN KEY (topic_id, brand_id) REFERENCES kundenkreis_topic (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
