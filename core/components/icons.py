"""Our icons: thin, 24 by 24, drawn in the colour of the words beside them, never alone."""

from django.utils.safestring import SafeString

_SHAPES = {
    "alert": '<path d="M12 4 21.5 20.5h-19ZM12 10v5M12 17.8v.2"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "basket": '<path d="M3.5 10h17l-2 10h-13ZM8 10l3-6M16 10l-3-6"/>',
    "bed": '<path d="M3 5v14M3 16.5h18V19M21 16.5V13a3 3 0 0 0-3-3h-7v6.5"/>'
    '<circle cx="7" cy="12" r="1.8"/>',
    "bulb": '<path d="M9 17.5c0-2-3-3.5-3-7.5a6 6 0 0 1 12 0c0 4-3 5.5-3 7.5ZM9.5 21h5"/>',
    "calendar": '<rect x="4" y="5.5" width="16" height="15" rx="2"/>'
    '<path d="M4 10h16M8.5 3v4M15.5 3v4"/>',
    "camera": '<path d="M4 8h3.5l2-3h5l2 3H20v11H4Z"/><circle cx="12" cy="13" r="3.5"/>',
    "chat": '<path d="M4 5h16v11h-9l-4.5 4v-4H4Z"/>',
    "chevron": '<path d="M6 9l6 6 6-6"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "cloud-off": '<path d="M4 4l16 16M8.5 7.2A6 6 0 0 1 17.5 11a4 4 0 0 1 2.6 6.5'
    'M16 18.5H7a4.5 4.5 0 0 1-.8-9"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "document": '<path d="M6 3h8l4 4v14H6ZM14 3v4.5h4M9 12h6M9 16h6"/>',
    "dot": '<circle cx="12" cy="12" r="3" fill="currentColor"/>',
    "down": '<path d="M12 5v14M6 13l6 6 6-6"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14"/>',
    "fall": '<circle cx="9" cy="5" r="2"/>'
    '<path d="M13 8 8.5 10l2 4-3 3.5H3M10.5 14H15M3 21h18M12 17.5h9"/>',
    "flag": '<path d="M6 21V4h11l-2 4 2 4H6"/>',
    "flame": '<path d="M12 3c1 4 5 5.5 5 11a5 5 0 0 1-10 0c0-2 1-3.5 2-4.5.3 1.5 1 2 1.5 2'
    'C11 9 10.5 6 12 3Z"/>',
    "home": '<path d="M3.5 11.5 12 4l8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20"/>',
    "hospital": '<path d="M8 6v12M16 6v12M8 12h8"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11.5v4.5M12 8v.1"/>',
    "key": '<circle cx="8" cy="16" r="4"/><path d="M11 13l9-9M16.5 7.5 19 10"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4.5 6h.1M4.5 12h.1M4.5 18h.1"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "mail": '<rect x="3" y="6" width="18" height="13" rx="2"/><path d="M3.5 7.5 12 14l8.5-6.5"/>',
    "pause": '<path d="M9 6v12M15 6v12"/>',
    "pencil": '<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19Z"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20a6.5 6.5 0 0 1 13 0'
    'M16 5a3.5 3.5 0 0 1 0 6.5M18.5 14.5a6 6 0 0 1 3 5.5"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5a7.5 7.5 0 0 1 15 0"/>',
    "phone": '<path d="M6 3.5h3l1.6 4.4-2.1 1.6a12 12 0 0 0 6 6l1.6-2.1 4.4 1.6v3'
    'a2 2 0 0 1-2.2 2A17 17 0 0 1 4 5.7a2 2 0 0 1 2-2.2Z"/>',
    "pill": '<rect x="3" y="8" width="18" height="8" rx="4"/><path d="M12 8v8"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "pound": '<path d="M17 7a4 4 0 0 0-7.5 1.5c0 4 1 7-2.5 10.5h11M6.5 13h8"/>',
    "ring": '<circle cx="12" cy="12" r="6"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l5 5"/>',
    "shield": '<path d="M12 3l7 2.5v6c0 4.5-3 8-7 9.5-4-1.5-7-5-7-9.5v-6Z"/>',
    "tablet": '<rect x="6" y="3" width="12" height="18" rx="2"/><path d="M11 17.5h2"/>',
    "tick": '<path d="M5 12.5l5 5L19.5 7"/>',
    "up": '<path d="M12 19V5M6 11l6-6 6 6"/>',
    "van": '<path d="M4 16v-5.5L6 6h12l2 4.5V16ZM4 10.5h16M7 13.3h.1M16.9 13.3h.1M6.5 16v2.5'
    'M17.5 16v2.5"/>',
}
NAMES = frozenset(_SHAPES) | {"diamond"}
_DIAMOND = (
    '<path d="M12 2.5 21.5 12 12 21.5 2.5 12Z" fill="currentColor" stroke="none"/>'
    '<path d="M12 7.5v5.5M12 16v.1" class="app-icon__cut" stroke="#fff1cf"/>'
)


def icon(*, name: str, size: int = 20) -> SafeString:
    """The icon `name`, `size` px square, hidden from screen readers: the words say it."""
    shape = _DIAMOND if name == "diamond" else _SHAPES[name]
    return SafeString(
        f'<svg class="app-icon" width="{int(size)}" height="{int(size)}" viewBox="0 0 24 24" '
        f'aria-hidden="true" focusable="false">{shape}</svg>'
    )


_SYMBOLS = {
    "made": '<circle cx="17" cy="17" r="17" fill="#155a3a"/>'
    '<path d="M10 17.5l5 5 9.5-10.5" fill="none" stroke="#fff" stroke-width="3" '
    'stroke-linecap="round" stroke-linejoin="round"/>',
    "missed": '<circle cx="17" cy="17" r="17" fill="#a8201a"/>'
    '<path d="M12 12l10 10M22 12 12 22" fill="none" stroke="#fff" stroke-width="3" '
    'stroke-linecap="round"/>',
    "planned": '<circle cx="17" cy="17" r="15.5" fill="#fff" stroke="#4a5c62" stroke-width="2"/>',
    "review": '<path d="M17 3l14 14-14 14L3 17Z" fill="#6b4500"/>'
    '<path d="M17 10.5v7.5M17 22.5v.1" stroke="#fff1cf" stroke-width="3" '
    'stroke-linecap="round"/>',
    "readmitted": '<rect width="34" height="34" rx="7" fill="#5b2f7d"/>'
    '<path d="M12.5 10v14M21.5 10v14M12.5 17h9" fill="none" stroke="#fff" '
    'stroke-width="3" stroke-linecap="round"/>',
    "paused": '<circle cx="17" cy="17" r="17" fill="#44565c"/>'
    '<path d="M13.5 11v12M20.5 11v12" stroke="#fff" stroke-width="3.5" '
    'stroke-linecap="round"/>',
}


def week_symbol(state: str) -> SafeString:
    """The 34 px symbol of a week's state."""
    return SafeString(
        '<svg width="34" height="34" viewBox="0 0 34 34" aria-hidden="true" focusable="false">'
        f"{_SYMBOLS[state]}</svg>"
    )


ROW_ICONS = {
    "made": "tick",
    "missed": "cross",
    "planned": "ring",
    "review": "diamond",
    "readmitted": "hospital",
    "paused": "pause",
}
"""Which icon stands for a week in a row."""
