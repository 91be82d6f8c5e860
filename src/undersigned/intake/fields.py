"""The form as it was sent; a signer's corrections are read in the same way, so it stands with the campaigns."""

from undersigned.campaigns.fields import Malformed as Malformed
from undersigned.campaigns.fields import Sent as Sent
from undersigned.campaigns.fields import checked as checked
from undersigned.campaigns.fields import read as read
