"""A correction after printing: the record of the printed pages, and the sheets that differ."""
