"""Documents made by several processes at once."""
