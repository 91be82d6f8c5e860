"""The doctor: what is wrong with a site, its machine, its name and its mail, one check a file."""
