"""The service menu: for technicians, hidden from visitors, and without access to their records."""
