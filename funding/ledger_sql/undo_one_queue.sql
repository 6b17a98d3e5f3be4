ALTER TABLE funding_account RESET (fillfactor);
DROP TRIGGER funding_share_still_fits ON funding_purchaseshare;
DROP TRIGGER funding_share_fits ON funding_purchaseshare;
DROP FUNCTION funding_share_fits();

CREATE OR REPLACE FUNCTION funding_close_period() RETURNS trigger
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

CREATE OR REPLACE FUNCTION funding_lock_accounts(agreements bigint[])
RETURNS TABLE (agreement_id bigint, available numeric)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
    PERFORM 1 FROM funding_account a
        WHERE a.agreement_id = ANY (agreements) AND a.kind IN ('available', 'committed')
        ORDER BY a.id FOR NO KEY UPDATE;
    RETURN QUERY
        SELECT a.agreement_id, a.balance FROM funding_account a
        WHERE a.agreement_id = ANY (agreements) AND a.kind = 'available';
END
$$;

CREATE OR REPLACE FUNCTION funding_post_movements() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM posted m
        LEFT JOIN funding_account s ON s.id = m.source_id
        LEFT JOIN funding_account t ON t.id = m.target_id
        LEFT JOIN funding_purchase p ON p.id = m.purchase_id
        WHERE (s.agreement_id, t.agreement_id, s.fund_id, t.fund_id)
                IS DISTINCT FROM (m.agreement_id, m.agreement_id, m.fund_id, m.fund_id)
            OR (m.purchase_id IS NOT NULL AND p.fund_id IS DISTINCT FROM m.fund_id)
            OR (m.kind <> 'correct' AND NOT funding_movement_goes(m.kind, s.kind, t.kind))
    ) OR (EXISTS (SELECT FROM posted WHERE kind = 'correct') AND EXISTS (
        SELECT FROM posted m
        LEFT JOIN funding_movement c ON c.id = m.corrects_id
        WHERE m.kind = 'correct' AND (m.source_id, m.target_id, m.amount, m.purchase_id)
            IS DISTINCT FROM (c.target_id, c.source_id, c.amount, c.purchase_id)
    )) THEN
        RAISE EXCEPTION 'a movement does not fit its accounts, its purchase or what it corrects'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'movement_fits_its_accounts';
    END IF;

    -- One order for every transaction, so that no two wait for each other.
    PERFORM 1 FROM funding_account
        WHERE id IN (SELECT source_id FROM posted UNION ALL SELECT target_id FROM posted)
        ORDER BY id FOR NO KEY UPDATE;
    UPDATE funding_account a SET balance = a.balance + moved.delta
    FROM (
        SELECT id, sum(delta) AS delta FROM (
            SELECT source_id AS id, -amount AS delta FROM posted
            UNION ALL SELECT target_id, amount FROM posted
        ) each GROUP BY id
    ) moved
    WHERE a.id = moved.id;
    RETURN NULL;
END
$$;

DROP FUNCTION funding_queue(bigint);
