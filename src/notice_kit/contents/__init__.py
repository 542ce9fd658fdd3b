"""Tables of contents in any Word file: which headings, and the numbers of their pages."""
