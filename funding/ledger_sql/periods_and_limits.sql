-- Kinds of movement between kinds of account, the agreed total as a limit, and closed periods.

CREATE OR REPLACE FUNCTION funding_movement_goes(kind text, source text, target text)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog
AS $$
    SELECT (kind, source, target) IN (
        ('grant', 'outside', 'available'),
        ('grant', 'outside', 'owed'),
        ('advance', 'owed', 'available'),
        ('commit', 'available', 'committed'),
        ('release', 'committed', 'available'),
        ('pay', 'committed', 'paid'),
        ('return', 'paid', 'available'),
        ('carry', 'available', 'carried'),
        ('carry', 'carried', 'available'),
        ('back', 'available', 'back')
    )
$$;

-- Runs after funding_post_movements (triggers fire in the order of their names), which holds the
-- accounts' locks: whoever closes a period takes the same locks first, so a movement either was
-- there before the closing or sees it here.
CREATE FUNCTION funding_post_within_bounds() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM posted m
        JOIN funding_fundperiod p ON p.fund_id = m.fund_id
            AND p.ends_on >= (m.at AT TIME ZONE 'Europe/London')::date
    ) THEN
        RAISE EXCEPTION 'the books of that day are closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'movement_not_in_closed_period';
    END IF;
    IF EXISTS (SELECT FROM posted WHERE kind IN ('grant', 'advance')) AND EXISTS (
        SELECT FROM funding_fundingagreement g
        JOIN funding_account a ON a.agreement_id = g.id AND a.kind IN ('outside', 'owed')
        WHERE g.id IN (SELECT agreement_id FROM posted WHERE kind IN ('grant', 'advance'))
        GROUP BY g.id
        HAVING -sum(a.balance) > g.amount + (
            SELECT COALESCE(sum(v.above), 0) FROM funding_advance v WHERE v.agreement_id = g.id
        )
    ) THEN
        RAISE EXCEPTION 'more than was agreed, and no override is recorded'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'movement_within_what_was_agreed';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER funding_post_within_bounds AFTER INSERT ON funding_movement
REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION funding_post_within_bounds();

-- A period is closed only when it is over, follows on the one before, and no movement is on its way.
CREATE FUNCTION funding_close_period() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
    last_closed date;
BEGIN
    PERFORM 1 FROM funding_account WHERE fund_id = NEW.fund_id ORDER BY id FOR NO KEY UPDATE;
    SELECT max(ends_on) INTO last_closed FROM funding_fundperiod WHERE fund_id = NEW.fund_id;
    IF NEW.ends_on >= (now() AT TIME ZONE 'Europe/London')::date
        OR NEW.starts_on <> last_closed + 1 THEN
        RAISE EXCEPTION 'a period is closed once it is over, each after the one before it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'period_closed_in_order';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER funding_close_period BEFORE INSERT ON funding_fundperiod
FOR EACH ROW EXECUTE FUNCTION funding_close_period();
