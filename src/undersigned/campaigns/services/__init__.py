"""What changes a campaign: publish, close, let appear, destroy."""
