"""Documents as evidence: kept by hash, with their text by page."""
