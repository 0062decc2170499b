"""The agreement between kiosk and backend: records, credentials, failures and the gateway.

Frozen dataclasses of the standard library: FastAPI makes its OpenAPI from them, msgspec converts
answers into them. Amounts are ``Decimal`` yuan (a string on the wire), days are ``date``, moments
are aware ``datetime`` in UTC.
"""
