-- What an article was learned from, and whose knowledge it holds, is of its brand.
ALTER TABLE kundenkreis_lesson ADD CONSTRAINT lesson_of_same_brand
  FOREIGN KEY (article_id, brand_id) REFERENCES kundenkreis_article (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_articlecredit ADD CONSTRAINT credit_of_same_brand
  FOREIGN KEY (article_id, brand_id) REFERENCES kundenkreis_article (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
