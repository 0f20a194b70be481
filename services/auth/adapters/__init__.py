"""Databases, hashing, keys and tokens. Kept free of imports: hashing processes load one module from here."""
