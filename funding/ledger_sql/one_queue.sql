-- Whoever moves money of a fund waits in one queue for it, and on nothing else (docs/decisions/0021).

-- In front of a fund's accounts, until the transaction ends. Everything that locks accounts asks
-- here first, funds in the order of their keys: so no two wait for each other, nobody who waits holds
-- an account, and each that goes wakes the next one alone.
CREATE FUNCTION funding_queue(fund bigint) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog
AS $$
    SELECT pg_advisory_xact_lock(3853, hashint8(fund))
$$;

-- As before (shorter_locks.sql), behind the queue, so that the update takes the locks itself.
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

    PERFORM funding_queue(each.fund_id)
        FROM (SELECT DISTINCT fund_id FROM posted ORDER BY fund_id) each;
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


CREATE OR REPLACE FUNCTION funding_lock_accounts(agreements bigint[])
RETURNS TABLE (agreement_id bigint, available numeric)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
    PERFORM funding_queue(each.fund_id) FROM (
        SELECT DISTINCT a.fund_id FROM funding_account a
        WHERE a.agreement_id = ANY (agreements) ORDER BY a.fund_id) each;
    PERFORM 1 FROM funding_account a
        WHERE a.agreement_id = ANY (agreements) AND a.kind IN ('available', 'committed')
        ORDER BY a.id FOR NO KEY UPDATE;
    RETURN QUERY
        SELECT a.agreement_id, a.balance FROM funding_account a
        WHERE a.agreement_id = ANY (agreements) AND a.kind = 'available';
END
$$;

CREATE OR REPLACE FUNCTION funding_close_period() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
    last_closed date;
BEGIN
    PERFORM funding_queue(NEW.fund_id);
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

-- A share names an agreement with an account in the purchase's fund. Asked once a statement and
-- without a lock: accounts are never taken away (funding_guard_account), and keep their agreement.
CREATE FUNCTION funding_share_fits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM shared s
        LEFT JOIN funding_purchase p ON p.id = s.purchase_id
        LEFT JOIN funding_account a ON a.agreement_id = s.agreement_id AND a.kind = 'committed'
        WHERE p.fund_id IS DISTINCT FROM a.fund_id OR a.fund_id IS NULL
    ) THEN
        RAISE EXCEPTION 'a share is borne by an agreement of the fund it is bought from'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'share_of_the_same_fund';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER funding_share_fits AFTER INSERT ON funding_purchaseshare
REFERENCING NEW TABLE AS shared FOR EACH STATEMENT EXECUTE FUNCTION funding_share_fits();
CREATE TRIGGER funding_share_still_fits AFTER UPDATE ON funding_purchaseshare
REFERENCING NEW TABLE AS shared FOR EACH STATEMENT EXECUTE FUNCTION funding_share_fits();

-- Each account changes with every purchase: with room beside it, its new version stays in its page
-- and no index is touched.
ALTER TABLE funding_account SET (fillfactor = 20);
