"""The two invented agencies of the sample."""

from undersigned.sample.records import Agency, Office

DEPARTMENT = ("099", "INVENTED DEPARTMENT OF EDGES")

IBS = Agency(
    "IBS",
    "INVENTED BORDER SERVICE",
    "9901",
    "B",
    (
        Office("99B01C", "INVENTED BORDER ENFORCEMENT CONTRACTING"),
        Office("99B03C", "INVENTED BORDER MISSION SUPPORT"),
        Office("99B04C", "INVENTED BORDER INFORMATION TECHNOLOGY"),
    ),
)
IHA = Agency(
    "IHA",
    "INVENTED HARBOUR AGENCY",
    "9902",
    "H",
    (
        Office("99HMSW", "INVENTED HARBOUR MISSION SUPPORT"),
        Office("99HTD0", "INVENTED HARBOUR TECHNOLOGY DIVISION"),
        Office("99HDCR", "INVENTED HARBOUR DETENTION OFFICE"),
    ),
)
AGENCIES = (IBS, IHA)

# The fetch that stopped early: this agency-year ends at an exact page, before any negative amount.
STOPPED = (IHA.short, 2031)
PAGE = 100
