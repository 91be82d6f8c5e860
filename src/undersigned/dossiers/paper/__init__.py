"""The printed dossier."""
