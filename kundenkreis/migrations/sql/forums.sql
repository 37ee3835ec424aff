-- What came from an old forum is of the same brand as what it became.
ALTER TABLE kundenkreis_imported ADD CONSTRAINT imported_question_of_same_brand
  FOREIGN KEY (question_id, brand_id) REFERENCES kundenkreis_question (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_imported ADD CONSTRAINT imported_answer_of_same_brand
  FOREIGN KEY (answer_id, brand_id) REFERENCES kundenkreis_answer (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
