"""The worker's process: mail and periodic jobs."""

from undersigned.post import worker
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site


def run(site: Site, configuration: Configuration) -> None:
    """Work until told to stop."""
    worker.main(site, configuration)
