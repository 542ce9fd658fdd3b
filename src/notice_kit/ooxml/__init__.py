"""The Office Open XML package and the XML inside it."""
