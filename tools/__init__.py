"""Scripts that make files of the repository: fonts, pictures, locks, the environment."""
