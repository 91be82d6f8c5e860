"""From what a trace says to the pictures of a page."""
