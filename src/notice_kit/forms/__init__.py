"""Forms that people fill in: what a template asks for, and what stands in a file that came back."""
