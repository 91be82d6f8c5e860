"""Uncertain links and attributions put before a person, and the answers carried into `judgements.toml`."""
