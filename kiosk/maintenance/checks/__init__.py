"""Checks: one file for each thing to find out about a terminal."""
