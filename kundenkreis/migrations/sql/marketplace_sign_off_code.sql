INSERT INTO kundenkreis_transition VALUES ('sign_off_by_code', 'completed', 'closed');
