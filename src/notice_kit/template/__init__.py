"""Word templates in the dialect of docxtpl: compiled once, filled strictly."""
