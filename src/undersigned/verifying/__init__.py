"""Proof: every claim computed again by a second path that shares no code with the first."""
