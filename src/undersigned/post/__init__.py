"""The worker: mail, and what is done again and again."""
