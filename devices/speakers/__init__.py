"""Loudspeakers: what is to be said becomes sound, and can be silenced at any moment."""
