"""LibreOffice, which lays documents out and prints PDF files; what it says is not believed."""
