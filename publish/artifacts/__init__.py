"""Artifacts: planning, rendering, freshness and writing of PDFs, EPUBs and booklets."""
