"""What organisers write: the folder of a campaign, drafted and read."""
