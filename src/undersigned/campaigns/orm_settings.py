"""What Django must know before it can read our models: the types are checked with this, and a site starts from it.

A site adds where its database is (`undersigned.campaigns.orm`); nothing here is secret or of one machine. No sessions,
no accounts, no cookies.
"""

INSTALLED_APPS = ["undersigned.campaigns"]
ROOT_URLCONF = "undersigned.web.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"  # the ledger counts campaigns in four bytes
SECRET_KEY = "nothing is signed by Django"  # noqa: S105  # stamps and links are signed with keys of the site
LOGGING_CONFIG = None
USE_TZ = True
TIME_ZONE = "UTC"
