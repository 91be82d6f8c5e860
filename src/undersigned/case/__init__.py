"""The case folder: what was added, what was traced, what people decided."""
