-- A regular visit that its customer was asked to pay and did not: the clock lets it go.
INSERT INTO kundenkreis_transition VALUES ('let_go', 'confirmed', 'cancelled');
