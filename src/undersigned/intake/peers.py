"""From which IP address a request came, believing the trusted proxies that the operator counted and nobody else."""

from collections.abc import Iterable

UNKNOWN = "0.0.0.0"  # noqa: S104 - the address of nobody: all of whom nothing is known share one count


def peer(client: tuple[str, int] | None, headers: Iterable[tuple[bytes, bytes]], trusted_proxies: int) -> str:
    """The address of the sender, as it was said; whoever counts it sees whether it is one.

    Each proxy adds at the end of `X-Forwarded-For` whom it heard from. So with n trusted proxies the n-th entry from
    the end was written by the outermost of them; whatever stands before it, anybody may have made up.
    """
    heard = client[0] if client else UNKNOWN
    if trusted_proxies > 0:
        said = b",".join(value for name, value in headers if name == b"x-forwarded-for")
        hops = [hop.strip() for hop in said.decode("latin-1").split(",") if hop.strip()]
        if hops:
            heard = hops[-min(trusted_proxies, len(hops))]
    return heard
