DROP FUNCTION core_draw_references(text, integer);
DROP FUNCTION core_reference_letters(bigint);
DROP SEQUENCE core_reference_number;
