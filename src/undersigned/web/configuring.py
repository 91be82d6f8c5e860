"""What Django is told beyond the models' settings: which hosts, how much may be sent, nothing shown of errors."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from undersigned.site.configuration import Configuration

LARGEST_FORM = 16 * 1024
MOST_FIELDS = 40
_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")


def settings_of(configuration: Configuration) -> Mapping[str, object]:
    """Settings of the pages of one site."""
    return {
        "DEBUG": False,
        "ROOT_URLCONF": "undersigned.web.urls",
        "MIDDLEWARE": ["undersigned.web.middleware.Doorkeeper"],
        "ALLOWED_HOSTS": hosts(configuration),
        "USE_X_FORWARDED_HOST": False,
        "USE_X_FORWARDED_PORT": False,
        "SECURE_PROXY_SSL_HEADER": None,
        "APPEND_SLASH": False,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": LARGEST_FORM,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": MOST_FIELDS,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 0,
        "FILE_UPLOAD_HANDLERS": [],
        "USE_I18N": False,
    }


def hosts(configuration: Configuration) -> list[str]:
    """The names under which the site answers: its own; tried out on one machine, that machine's too."""
    name = urlsplit(configuration.base_url).hostname or "localhost"
    own = f"[{name}]" if ":" in name else name
    return [own] if configuration.is_public else list(dict.fromkeys((own, *_THIS_MACHINE)))
