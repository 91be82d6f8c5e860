"""Whether anything acknowledged is lost when processes of a site are killed under load."""
