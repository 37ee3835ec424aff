-- The first of a wave who accepts has the visit at once. Its number was fixed when the search began, and as the
-- booking's primary key it lets nobody come second.
INSERT INTO kundenkreis_transition VALUES ('claim', '-', 'confirmed');
