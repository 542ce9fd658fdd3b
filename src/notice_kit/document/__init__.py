"""The reading model: any .docx → what stands on its pages, with the formatting in effect."""
