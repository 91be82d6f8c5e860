"""A desk from what the operator set."""

import pytest

from undersigned.errors import SiteError
from undersigned.post.setting_up import in_ascii, transport_of
from undersigned.post.transport import Outbox, Smtp
from undersigned.site.configuration import Sender, configure
from undersigned.site.folder import Site


def test_without_email_url_mails_go_into_the_outbox(site: Site) -> None:
    assert transport_of(site, configure(site, {})) == Outbox(site.outbox)


def test_a_mail_server_is_met_under_the_sites_name(site: Site) -> None:
    told = {
        "EMAIL_URL": "smtps://us:secret@mail.example.org",
        "UNDERSIGNED_BASE_URL": "https://firma.ejemplo-ñ.example",
        "UNDERSIGNED_MAIL_ADDRESS": "post@ejemplo-ñ.example",
    }
    way = transport_of(site, configure(site, told))
    assert isinstance(way, Smtp)
    assert (way.sender, way.host) == ("post@xn--ejemplo--k3a.example", "firma.xn--ejemplo--k3a.example")
    assert "secret" not in repr(way)


def test_a_sender_that_only_few_servers_take_is_refused() -> None:
    with pytest.raises(SiteError, match="letters a to z"):
        in_ascii(Sender("peña@example.org"))
