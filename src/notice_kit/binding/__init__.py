"""Any Word files bound into one: each keeps its sections, notes, lists and looks."""
