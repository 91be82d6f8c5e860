"""Campaigns: what organisers ask, in which words, and the pages and letters that signers meet."""
