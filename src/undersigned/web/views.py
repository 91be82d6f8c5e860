"""A signer's page and its buttons.

No form here carries a token against forged requests, and none is needed: whoever can post to an address knows the
secret in it, and nobody else does. There is no session and no cookie that a foreign page could borrow.

A GET changes nothing: mail scanners follow links.
"""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from undersigned.campaigns import fields
from undersigned.web import correcting, saying
from undersigned.web.deciding import BUTTONS
from undersigned.web.downloading import as_json
from undersigned.web.errors import bad_request, not_allowed
from undersigned.web.opening import Opened, open_link

P = ParamSpec("P")
LOOKING = ("GET", "HEAD")


class SeeOther(HttpResponseRedirect):
    """After a button: look at the page, which says how it stands now."""

    status_code = 303


def of_link(view: Callable[Concatenate[HttpRequest, Opened, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of a link that opens; every other link gets the one page that says there is nothing."""

    def looked_up(request: HttpRequest, secret: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        opened = open_link(secret)
        if opened is None:
            raise Http404
        return view(request, opened, *args, **kwargs)

    return looked_up


@of_link
def page(request: HttpRequest, opened: Opened) -> HttpResponse:
    """How her signature stands, what is kept, and what she can do."""
    if request.method not in LOOKING:
        return not_allowed(request, "GET, HEAD")
    return HttpResponse(saying.page(opened, request.GET.get("said", "")))


@of_link
def download(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Everything that is kept, as a file whose name tells no campaign."""
    if request.method not in LOOKING:
        return not_allowed(request, "GET, HEAD")
    response = HttpResponse(as_json(opened), content_type="application/json; charset=utf-8")
    response.headers["content-disposition"] = 'attachment; filename="signature.json"'
    return response


@of_link
def correct(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Corrections of what she typed; looked at, it is her page with the form."""
    if request.method not in {*LOOKING, "POST"}:
        return not_allowed(request, "GET, HEAD, POST")
    if request.method != "POST" or opened.typed is None or not correcting.can_correct(opened):
        return SeeOther(opened.address)
    try:
        form = correcting.correct(opened, opened.typed, request.body)
    except fields.Malformed:
        return bad_request(request)
    if form is None:
        return SeeOther(f"{opened.address}?said=corrected")
    return HttpResponse(saying.correction(opened, opened.typed, form), status=422)


@of_link
def press(request: HttpRequest, opened: Opened, button: str) -> HttpResponse:
    """A button of hers was pressed; whoever only looks is led to her page."""
    if button not in BUTTONS:
        raise Http404
    if request.method in LOOKING:
        return SeeOther(opened.address)
    if request.method != "POST":
        return not_allowed(request, "GET, HEAD, POST")
    said = BUTTONS[button](opened)
    return SeeOther(f"{opened.address}?said={said}" if said else opened.address)
