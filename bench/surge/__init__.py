"""How many signatures a second the whole way takes, beside what the database and a plain view of Django take."""
