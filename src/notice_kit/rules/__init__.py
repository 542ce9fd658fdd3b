"""The rules by which a document is checked, a module for each area."""
