"""The PDF file: page objects, fonts, links, outline and metadata."""
