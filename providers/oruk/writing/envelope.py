"""The page that every list of the standard comes in."""


def told(**fields) -> dict:
    """Only the fields that say something: the standard knows no null."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], ())}


def envelope(contents: list[dict], *, total: int, page: int, per_page: int) -> dict:
    """One page with its counters; an empty list is its own first and last page."""
    pages = max(1, -(-total // per_page))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(contents),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not contents,
        "contents": contents,
    }
