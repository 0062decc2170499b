"""The platform service behind the kiosks: its records, its rules and its HTTP API.

``library/`` asks and changes the database, ``gateway.py`` offers that as the contract's
``Gateway``, ``api/`` serves the gateway over HTTP, ``demo/`` makes up a district's records.
"""
