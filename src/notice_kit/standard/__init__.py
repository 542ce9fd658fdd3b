"""The standard for official documents as data, and Word templates composed by it."""
