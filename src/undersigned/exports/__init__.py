"""One file a format; the walk over the tables is shared."""
