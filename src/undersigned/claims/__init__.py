"""Claims: sentences with a figure and citations, computed and never typed."""
