"""The stages from the texts of a book to its Work, and the editions of a Work."""
