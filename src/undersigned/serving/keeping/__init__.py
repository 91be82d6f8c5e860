"""Keeping a site: backups, the keys that lie apart from them, and bringing both to another machine."""
