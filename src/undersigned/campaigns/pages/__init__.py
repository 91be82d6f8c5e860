"""Everything that signers see: templates, styles, scripts, and the functions that fill them."""
