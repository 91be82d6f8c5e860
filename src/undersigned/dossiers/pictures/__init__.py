"""Pictures as SVG, drawn at build time: every mark is a link to the claim or rows that it sums."""
