-- A comment is of its answer's brand; what is followed is of the follower's brand.
ALTER TABLE kundenkreis_comment ADD CONSTRAINT comment_of_same_brand
  FOREIGN KEY (answer_id, brand_id) REFERENCES kundenkreis_answer (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE OR REPLACE TRIGGER author_stays BEFORE UPDATE OF author_id ON kundenkreis_comment
FOR EACH ROW WHEN (OLD.author_id IS DISTINCT FROM NEW.author_id) EXECUTE FUNCTION kk_author_stays();

CREATE UNIQUE INDEX IF NOT EXISTS topic_in_brand ON kundenkreis_topic (id, brand_id);
ALTER TABLE kundenkreis_topicfollow ADD CONSTRAINT topic_follow_of_same_brand
  FOREIGN KEY (topic_id, brand_id) REFERENCES kundenkreis_topic (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
