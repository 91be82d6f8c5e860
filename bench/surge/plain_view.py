"""The same job as a Django site does it in the obvious way: `bench.surge.plain_server` runs it.

An asynchronous view: a form of Django reads and validates, what was typed is sealed once, the ORM inserts, a template
answers. Django's usual middleware without sessions, and its pool of connections, without which every request would
open one. Left out beside ours: stamp and proof of work, limits, the signer's own copy, the mail, event and tally.
The database is named by PGHOST and the like.
"""

import json
import os
from secrets import token_bytes
from uuid import uuid4

import django
from django import forms
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from bench.surge.forms import PLAIN_PATH, THANKS
from undersigned.sealing.envelope import KEY_LENGTH, Sealer

CONNECTIONS = 16
"""Connections to the database that one process holds at most."""
_PARAGRAPH = (
    "<p>A mail is on its way to the address you gave; open the link in it, and confirm your signature there.</p>"
)
_PAGE = f"<!doctype html><title>{THANKS}</title><h1>{THANKS}</h1><p>{{{{ demand }}}}</p>{_PARAGRAPH * 20}"
SETTINGS = {
    "ALLOWED_HOSTS": ["127.0.0.1"],
    "ROOT_URLCONF": __name__,
    "MIDDLEWARE": [
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    "DATABASES": {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ.get("PGDATABASE", ""),
            "OPTIONS": {"pool": {"min_size": 4, "max_size": CONNECTIONS}},
        }
    },
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    ("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", {"t": _PAGE})])
                ]
            },
        }
    ],
    "DEFAULT_AUTO_FIELD": "django.db.models.AutoField",
    "SECRET_KEY": "nothing is signed here",
    "USE_TZ": True,
    "LOGGING_CONFIG": None,
}

if not settings.configured:
    settings.configure(**SETTINGS)
    django.setup()


class PlainSignature(models.Model):
    """One signature, sealed, in one table."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    campaign = models.IntegerField()
    state = models.CharField(max_length=20, default="pending")
    sealed = models.BinaryField()
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=20)
    day = models.DateField(auto_now_add=True)

    class Meta:
        """Its table."""

        app_label = "surge"
        db_table = "surge_plain"


class SignatureForm(forms.Form):
    """What a signer typed."""

    name = forms.CharField(max_length=120)
    email = forms.EmailField()
    country = forms.CharField(max_length=2, required=False)
    postcode = forms.CharField(max_length=16, required=False)
    city = forms.CharField(max_length=80, required=False)
    comment = forms.CharField(max_length=1000, required=False)
    affiliation = forms.CharField(max_length=160, required=False)
    appearance = forms.ChoiceField(
        choices=[("name", "name"), ("initials", "initials"), ("anonymous", "anonymous")], required=False
    )


_sealer = Sealer(token_bytes(KEY_LENGTH))


async def sign(request: HttpRequest) -> HttpResponse:
    """Take a signature; to GET, say that one is there."""
    if request.method != "POST":
        return HttpResponse(b"ready")
    form = SignatureForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    typed = form.cleaned_data
    sealed = _sealer.seal(json.dumps(typed).encode(), b"plain")
    signature = PlainSignature(campaign=1, sealed=sealed, country=typed["country"], language="en")
    await signature.asave(force_insert=True)
    return render(request, "t", {"demand": "End the contracts named here."})


urlpatterns = [path(PLAIN_PATH.removeprefix("/"), sign)]
application = get_asgi_application()
