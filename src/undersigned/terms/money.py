"""Money is whole cents. Sums are net obligations; ceilings are never summed."""

from decimal import Decimal

LARGEST_BELIEVABLE = 1_000_000_000_000_00
"""Cents in one trillion dollars: no single row of public spending is larger; such an amount is a typing error."""


def exact(cents: int) -> str:
    """Every cent, for tables that are rechecked: `$1,234.50`, `-$8.00`."""
    sign = "-" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def plain(cents: int) -> str:
    """For sentences: `$8,885`, `$430.9 million`, `$1.25 billion`; the exact figure is one step away."""
    sign = "-" if cents < 0 else ""
    whole = (abs(cents) + 50) // 100
    if whole >= 1_000_000_000:
        return f"{sign}${Decimal(whole) / 1_000_000_000:.2f} billion"
    if whole >= 1_000_000:
        return f"{sign}${Decimal(whole) / 1_000_000:.1f} million"
    return f"{sign}${whole:,}"


def dollars(cents: int) -> Decimal:
    """Cents as dollars with two decimals, for export."""
    return Decimal(cents).scaleb(-2)
