"""What must be reached (issue 2)."""

PRECISION = 0.95
RECALL = 0.80
RESOLD_RECALL = 0.85
EMPTY = 0.97
COMPANY_F1 = 0.95
OWNER_F1 = 0.75
LOOK_ALIKES_MERGED = 0
"""Whole numbers: pairs."""
