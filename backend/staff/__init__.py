"""The staff's desk: one page that shows calls and terminals, for whoever has an account."""
