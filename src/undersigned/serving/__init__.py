"""All processes of a site on one machine: started, watched, joined behind one address."""
