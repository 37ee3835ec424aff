-- Until now only askers, and staff on their word, said what helped.
UPDATE kundenkreis_solution SET confirmed_at = at WHERE confirmed_at IS NULL;
