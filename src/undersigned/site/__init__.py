"""The site folder of the campaign half: its configuration, its keys, and the PostgreSQL that it brings along."""
