-- What was reported and decided before: the same texts by their names.
ALTER TABLE kundenkreis_statementofreasons DISABLE TRIGGER decision_stays;
UPDATE kundenkreis_statementofreasons s SET
  target = CASE WHEN s.question_id IS NULL THEN 'answer:' || s.answer_id ELSE 'question:' || s.question_id END,
  author_id = coalesce((SELECT q.author_id FROM kundenkreis_question q WHERE q.id = s.question_id),
                       (SELECT a.author_id FROM kundenkreis_answer a WHERE a.id = s.answer_id));
UPDATE kundenkreis_flag f SET
  target = CASE WHEN f.question_id IS NULL THEN 'answer:' || f.answer_id ELSE 'question:' || f.question_id END;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
DROP TRIGGER decision_stays ON kundenkreis_statementofreasons;
