"""The share kit: a text per network, the card picture, the QR code and the sheet to print."""
