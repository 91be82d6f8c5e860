"""What a finished site must keep; one file a promise."""
