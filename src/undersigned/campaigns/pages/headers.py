"""What every answer says, whichever door gives it: load nothing from elsewhere, tell nobody whence a visitor came."""

from collections.abc import Mapping

SECURITY: Mapping[str, str] = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "script-src 'self'; worker-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""For every page, file and answer."""
TRANSPORT = ("strict-transport-security", "max-age=31536000")
"""Besides, where the site's address is https: for a year, browsers ask it no other way. Other names are not ours."""
PRIVATE: Mapping[str, str] = {"cache-control": "no-store", "x-robots-tag": "noindex"}
"""Besides, for what is about one person or one moment."""
