"""The doors: the commands."""
