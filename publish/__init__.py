"""Pasted Hebrew and English texts in; EPUBs, print-ready PDFs and booklets out."""

__version__ = "0.1.0"
