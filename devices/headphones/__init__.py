"""Headphones: whether anybody wears what only they can hear."""
