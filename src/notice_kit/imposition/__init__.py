"""Pages of a PDF put on printing sheets, so that they fold or cut into a booklet."""
