"""Cryptography and nothing else: no file is read or written here, no database is known."""
