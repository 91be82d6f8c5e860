"""One file a publisher and shape; the registry finds it, the family test runs it."""
