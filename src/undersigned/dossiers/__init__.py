"""What was traced, as people read it: a site, a printed dossier, the check of both."""
