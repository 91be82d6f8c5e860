"""The tables of campaigns, step by step; made by Django."""
