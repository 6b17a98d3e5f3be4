-- Balances follow movements, and nothing else changes them.

-- Of each movement: both accounts belong to its fund and agreement, the two kinds of account are
-- those its own kind goes between, its purchase is bought from its fund, and a correction is the
-- exact opposite of what it names.
CREATE FUNCTION funding_movement_goes(kind text, source text, target text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog
AS $$
    SELECT (kind, source, target) IN (
        ('grant', 'outside', 'available'),
        ('commit', 'available', 'committed'),
        ('release', 'committed', 'available'),
        ('pay', 'committed', 'paid'),
        ('return', 'paid', 'available')
    )
$$;

CREATE FUNCTION funding_post_movements() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM posted m
        LEFT JOIN funding_account s ON s.id = m.source_id
        LEFT JOIN funding_account t ON t.id = m.target_id
        LEFT JOIN funding_movement c ON c.id = m.corrects_id
        LEFT JOIN funding_purchase p ON p.id = m.purchase_id
        WHERE (s.agreement_id, t.agreement_id, s.fund_id, t.fund_id)
                IS DISTINCT FROM (m.agreement_id, m.agreement_id, m.fund_id, m.fund_id)
            OR (m.purchase_id IS NOT NULL AND p.fund_id IS DISTINCT FROM m.fund_id)
            OR (m.kind <> 'correct' AND NOT funding_movement_goes(m.kind, s.kind, t.kind))
            OR (m.kind = 'correct' AND (m.source_id, m.target_id, m.amount, m.purchase_id)
                IS DISTINCT FROM (c.target_id, c.source_id, c.amount, c.purchase_id))
    ) THEN
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

CREATE TRIGGER funding_post_movements AFTER INSERT ON funding_movement
REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION funding_post_movements();

-- An account starts at nothing and is then changed from inside the trigger above only, whoever asks.
CREATE FUNCTION funding_guard_account() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.balance = 0 THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1
        AND (NEW.id, NEW.fund_id, NEW.agreement_id, NEW.kind)
            IS NOT DISTINCT FROM (OLD.id, OLD.fund_id, OLD.agreement_id, OLD.kind) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an account is changed by movements only'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'account_changed_by_movements_only';
END
$$;

CREATE TRIGGER funding_guard_account BEFORE INSERT OR UPDATE OR DELETE ON funding_account
FOR EACH ROW EXECUTE FUNCTION funding_guard_account();

-- The service may not update accounts, so it cannot lock them either; this locks those that a
-- commitment touches, in the one order, and says what is available in each agreement.
CREATE FUNCTION funding_lock_accounts(agreements bigint[])
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
