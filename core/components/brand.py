"""The mark: an arch over a deck with hangers; large, with exactly twelve, one for each week."""

from django.utils.safestring import SafeString

HANGERS = 12


def mark() -> SafeString:
    """The small mark of the header."""
    return SafeString(
        '<svg width="40" height="26" viewBox="0 0 40 26" aria-hidden="true" focusable="false">'
        '<path d="M9 22V13M14.5 22V6.5M20 22V4M25.5 22V6.5M31 22V13" stroke="#cfe4e6" '
        'stroke-width="1.8"/>'
        '<path d="M3 22.5C6 10 11.5 2.5 20 2.5S34 10 37 22.5" fill="none" stroke="#f4b13e" '
        'stroke-width="3"/>'
        '<path d="M1.5 23.5h37" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>'
    )


def arch(*, width: int = 1100, height: int = 220) -> SafeString:
    """The large arch with its twelve hangers, standing on its lower edge (sign-in, PDF cover)."""
    left, right, top = width * 0.12, width * 0.88, height * 0.1
    middle = (left + right) / 2
    lines = []
    for number in range(1, HANGERS + 1):
        x = left + (right - left) * number / (HANGERS + 1)
        away = (x - middle) / ((right - left) / 2)
        lines.append(f"M{x:.1f} {height}V{top + (height - top) * away * away + 2:.1f}")
    control = 2 * top - height
    return SafeString(
        f'<svg viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false">'
        f'<path d="{"".join(lines)}" stroke="#cfe4e6" stroke-opacity=".55" stroke-width="3"/>'
        f'<path d="M{left:.1f} {height + 2}Q{middle:.1f} {control:.1f} {right:.1f} {height + 2}" '
        'fill="none" stroke="#f4b13e" stroke-width="8"/></svg>'
    )
