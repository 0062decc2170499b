"""The terminal a retiree stands before."""
