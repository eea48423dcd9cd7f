"""Plain values between layout and file: laid-out pages, structure elements, PDF objects."""
