"""USAspending's API as its published contracts describe it, a file a kind of question."""
