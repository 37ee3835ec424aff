-- A helper's own rate an hour. Everybody reads one price: that of `helperpackage`, which follows the rate, whoever writes.

-- Rate times duration, to the next five minor units: what a visit costs can be paid in cash.
CREATE FUNCTION kk_price_at_rate(rate bigint, d interval) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (round(rate * extract(epoch FROM d) / 3600 / 5) * 5)::bigint
$$;

-- Only where the brand lets her, and inside what it allows.
CREATE FUNCTION kk_own_rate_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM kundenkreis_brand WHERE id = NEW.brand_id
    AND NEW.hourly_rate BETWEEN own_rate_least AND own_rate_most FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'brand % does not allow the rate %', NEW.brand_id, NEW.hourly_rate
      USING ERRCODE = '23514', CONSTRAINT = 'own_rate_allowed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER own_rate_allowed BEFORE INSERT OR UPDATE OF hourly_rate ON kundenkreis_helperbrand
  FOR EACH ROW WHEN (NEW.hourly_rate IS NOT NULL) EXECUTE FUNCTION kk_own_rate_allowed();

-- With a rate, a package's price is what the rate makes of it. The membership is held: its rate cannot change meanwhile.
CREATE FUNCTION kk_price_follows_rate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE rate bigint;
BEGIN
  SELECT hourly_rate INTO rate FROM kundenkreis_helperbrand
   WHERE helper_id = NEW.helper_id AND brand_id = NEW.brand_id FOR SHARE;
  IF rate IS NOT NULL THEN
    SELECT kk_price_at_rate(rate, duration) INTO NEW.price FROM kundenkreis_servicepackage WHERE id = NEW.package_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER price_follows_rate BEFORE INSERT OR UPDATE OF price, package_id, helper_id ON kundenkreis_helperpackage
  FOR EACH ROW EXECUTE FUNCTION kk_price_follows_rate();

-- The rate changes: all her prices here. It ends: the packages' prices again.
CREATE FUNCTION kk_prices_follow_rate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE kundenkreis_helperpackage SET price = NULL WHERE helper_id = NEW.helper_id AND brand_id = NEW.brand_id;
  RETURN NULL;
END $$;
CREATE TRIGGER prices_follow_rate AFTER UPDATE OF hourly_rate ON kundenkreis_helperbrand
  FOR EACH ROW WHEN (OLD.hourly_rate IS DISTINCT FROM NEW.hourly_rate) EXECUTE FUNCTION kk_prices_follow_rate();

-- A package takes longer: whoever has a rate costs more for it.
CREATE FUNCTION kk_prices_follow_duration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE kundenkreis_helperpackage does SET price = NULL FROM kundenkreis_helperbrand m
   WHERE does.package_id = NEW.id AND m.helper_id = does.helper_id AND m.brand_id = does.brand_id AND m.hourly_rate IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER prices_follow_duration AFTER UPDATE OF duration ON kundenkreis_servicepackage
  FOR EACH ROW WHEN (OLD.duration <> NEW.duration) EXECUTE FUNCTION kk_prices_follow_duration();

-- The brand allows less, or no own rates any more: what is beyond comes to the edge, or ends.
CREATE FUNCTION kk_rates_follow_brand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE kundenkreis_helperbrand SET hourly_rate = CASE WHEN NEW.own_rate_least IS NOT NULL
           THEN least(greatest(hourly_rate, NEW.own_rate_least), NEW.own_rate_most) END
   WHERE brand_id = NEW.id AND hourly_rate IS NOT NULL
     AND (NEW.own_rate_least IS NULL OR hourly_rate NOT BETWEEN NEW.own_rate_least AND NEW.own_rate_most);
  RETURN NULL;
END $$;
CREATE TRIGGER rates_follow_brand AFTER UPDATE OF own_rate_least, own_rate_most ON kundenkreis_brand
  FOR EACH ROW WHEN ((OLD.own_rate_least, OLD.own_rate_most) IS DISTINCT FROM (NEW.own_rate_least, NEW.own_rate_most))
  EXECUTE FUNCTION kk_rates_follow_brand();
