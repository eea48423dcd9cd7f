"""Shortcuts that save time and change no byte of the PDF, one module each."""
