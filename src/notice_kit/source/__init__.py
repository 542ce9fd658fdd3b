"""Readers: one module per file format, each from a file to located values and findings."""
