"""A made-up district: realistic, the same for the same seed and day, and nobody's.

Every identity number is in the region 9999xx, which no real person has (I4).
"""
