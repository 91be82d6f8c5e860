"""What goes wrong in real records, planted on purpose: one named function a trap."""
