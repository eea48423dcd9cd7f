"""The artifact doubted before anyone prints it."""
