"""Press files: a PDF as a printer accepts it, in inks, by the variants of PDF/X (ISO 15930).

``publish.writers.pdf.press.press_file`` runs the stages: contents and their resources, pictures,
printer's marks, identification.
"""
