"""Records fetched from their publishers: the only room of the evidence half that opens a connection."""
