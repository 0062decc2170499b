"""Readers that pretend to be a keyboard: stripe readers and scanners that type what they read."""
