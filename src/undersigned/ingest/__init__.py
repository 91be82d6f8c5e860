"""A file through the engine: open, read, check, reconcile, and only then into the case."""
