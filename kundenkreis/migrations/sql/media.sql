-- What belongs to a picture or film is of its brand. Its bytes are squeezed already.
CREATE UNIQUE INDEX media_in_brand ON kundenkreis_media (id, brand_id);
ALTER TABLE kundenkreis_media ADD CONSTRAINT media_poster_of_same_brand
  FOREIGN KEY (poster_id, brand_id) REFERENCES kundenkreis_media (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_mediapiece ADD CONSTRAINT media_piece_of_same_brand
  FOREIGN KEY (media_id, brand_id) REFERENCES kundenkreis_media (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_captions ADD CONSTRAINT captions_of_same_brand
  FOREIGN KEY (media_id, brand_id) REFERENCES kundenkreis_media (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_mediause ADD CONSTRAINT media_use_of_same_brand
  FOREIGN KEY (media_id, brand_id) REFERENCES kundenkreis_media (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_mediapiece ALTER COLUMN content SET STORAGE EXTERNAL;
