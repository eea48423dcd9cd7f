"""Characters and their source: decoded files with offsets, scripts, numerals, lengths."""
