"""The pieces of `python -m bench.score`: labels, counts, intervals, today's ways, the plain count, the table."""
