-- An old address leads to an article of its brand.
ALTER TABLE kundenkreis_oldaddress ADD CONSTRAINT old_address_of_same_brand
  FOREIGN KEY (article_id, brand_id) REFERENCES kundenkreis_article (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
