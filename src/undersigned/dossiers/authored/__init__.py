"""What people write into a case for its dossiers: settings, a report, companies' replies, corrections."""
