"""The PostgreSQL of a site: the binaries of a wheel, run as a child of our own, or a hosted server that was named."""
