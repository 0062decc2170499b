"""The resource library: what can be asked of the records and done with them.

Every function takes the ``Work`` it is part of, and raises one of ``contract.failures``.
"""
