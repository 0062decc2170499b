"""Technicians' passwords keep the rule of all passwords of the house (H4)."""

from passwords import LOOK_ALIKES, WeakPassword, check_strength, generate

__all__ = ["LOOK_ALIKES", "WeakPassword", "check_strength", "generate"]
