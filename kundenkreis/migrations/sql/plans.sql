-- Planning what follows a new slot took longer than doing it, and the plan is the same for every helper: it is kept.
ALTER FUNCTION kk_refresh_freetime(uuid, timestamptz, timestamptz) SET plan_cache_mode = force_generic_plan;
