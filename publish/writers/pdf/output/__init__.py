"""The PDF file: objects, fonts, links, outline and metadata."""
