"""Measurements: accuracy on labels, speed, memory. Never part of the tests."""
