-- What has come and what was invoiced is counted here and nowhere else: whoever writes another
-- number into a line finds the right one there. What was ordered stays as it was ordered.
CREATE FUNCTION funding_count_line() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.delivered := 0;
        NEW.invoiced := 0;
        RETURN NEW;
    END IF;
    IF (NEW.purchase_id, NEW.position, NEW.what, NEW.quantity)
            IS DISTINCT FROM (OLD.purchase_id, OLD.position, OLD.what, OLD.quantity)
        OR (NEW.unit_price <> OLD.unit_price AND NOT EXISTS (
            SELECT FROM funding_purchase p WHERE p.id = OLD.purchase_id AND p.status = 'requested'
        ))
    THEN
        RAISE EXCEPTION 'what was ordered stays as it was ordered'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'order_line_stays';
    END IF;
    SELECT COALESCE(sum(d.quantity), 0) INTO NEW.delivered
    FROM funding_deliveryline d WHERE d.line_id = OLD.id;
    SELECT COALESCE(sum(l.quantity), 0) INTO NEW.invoiced
    FROM funding_invoiceline l JOIN funding_invoice i ON i.id = l.invoice_id
    WHERE l.line_id = OLD.id AND i.status <> 'withdrawn';
    RETURN NEW;
END
$$;

CREATE TRIGGER funding_count_line BEFORE INSERT OR UPDATE ON funding_orderline
FOR EACH ROW EXECUTE FUNCTION funding_count_line();

CREATE FUNCTION funding_keep_line() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
    RAISE EXCEPTION 'a line of an order is not struck out'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'order_line_stays';
END
$$;

CREATE TRIGGER funding_keep_line BEFORE DELETE ON funding_orderline
FOR EACH ROW EXECUTE FUNCTION funding_keep_line();

-- A delivery, an invoice or a price speaks of lines of its own order only, and is counted at once.
CREATE FUNCTION funding_count_of_line() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
    bought bigint;
BEGIN
    IF TG_OP <> 'DELETE' THEN
        IF TG_TABLE_NAME = 'funding_deliveryline' THEN
            SELECT purchase_id INTO bought FROM funding_delivery WHERE id = NEW.delivery_id;
        ELSIF TG_TABLE_NAME = 'funding_invoiceline' THEN
            SELECT purchase_id INTO bought FROM funding_invoice WHERE id = NEW.invoice_id;
        ELSE
            SELECT purchase_id INTO bought FROM funding_quote WHERE id = NEW.quote_id;
        END IF;
        IF NOT EXISTS (
            SELECT FROM funding_orderline WHERE id = NEW.line_id AND purchase_id = bought
        ) THEN
            RAISE EXCEPTION 'this line belongs to another order'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'order_line_of_this_order';
        END IF;
    END IF;
    UPDATE funding_orderline SET id = id
    WHERE id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.line_id END,
                 CASE WHEN TG_OP <> 'DELETE' THEN NEW.line_id END);
    RETURN NULL;
END
$$;

CREATE TRIGGER funding_count_delivered AFTER INSERT ON funding_deliveryline
FOR EACH ROW EXECUTE FUNCTION funding_count_of_line();
CREATE TRIGGER funding_count_invoiced AFTER INSERT OR UPDATE OR DELETE ON funding_invoiceline
FOR EACH ROW EXECUTE FUNCTION funding_count_of_line();
CREATE TRIGGER funding_count_quoted AFTER INSERT OR UPDATE ON funding_quoteline
FOR EACH ROW EXECUTE FUNCTION funding_count_of_line();

CREATE FUNCTION funding_count_withdrawn() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
    UPDATE funding_orderline SET id = id
    WHERE id IN (SELECT line_id FROM funding_invoiceline WHERE invoice_id = NEW.id);
    RETURN NULL;
END
$$;

CREATE TRIGGER funding_count_withdrawn AFTER UPDATE OF status ON funding_invoice FOR EACH ROW
WHEN ((OLD.status = 'withdrawn') <> (NEW.status = 'withdrawn'))
EXECUTE FUNCTION funding_count_withdrawn();

-- Lines, where there are any, come to the price. Asked at the end of the transaction, since price
-- and lines change one after the other.
CREATE FUNCTION funding_lines_come_to_price() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
    bought bigint;
BEGIN
    IF TG_TABLE_NAME = 'funding_purchase' THEN
        bought := NEW.id;
    ELSE
        bought := NEW.purchase_id;
    END IF;
    IF (SELECT sum(l.quantity * l.unit_price) FROM funding_orderline l WHERE l.purchase_id = bought)
        <> (SELECT p.amount FROM funding_purchase p WHERE p.id = bought)
    THEN
        RAISE EXCEPTION 'the lines do not come to the price'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'order_lines_come_to_price';
    END IF;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER funding_lines_of_price AFTER UPDATE OF amount ON funding_purchase
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.amount <> NEW.amount)
EXECUTE FUNCTION funding_lines_come_to_price();
CREATE CONSTRAINT TRIGGER funding_price_of_lines
AFTER INSERT OR UPDATE OF unit_price ON funding_orderline
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funding_lines_come_to_price();
