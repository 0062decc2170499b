"""Receipt printers: the interface in `printer.py`, one driver per protocol, and a simulator."""
