-- Nobody is thanked twice within eight weeks, whoever asks and however many at once.
ALTER TABLE kundenkreis_thanks
  ADD CONSTRAINT thanks_eight_weeks CHECK (spared = tstzrange(at, at + interval '1344 hours')),
  ADD CONSTRAINT thanked_rarely UNIQUE (brand_id, person_id, spared WITHOUT OVERLAPS);
