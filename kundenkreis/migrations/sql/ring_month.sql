-- A message is kept for 30 times 24 hours. `at + 30 days` is an hour less where the clock goes forward in between, by the time
-- zone of who asks: what Django had written in UTC was refused when a dump of it was read back elsewhere.
ALTER TABLE kundenkreis_ring DROP CONSTRAINT ring_kept_a_month, ADD CONSTRAINT ring_kept_a_month CHECK
  (expires_at > at AND expires_at - at <= interval '30 days');
