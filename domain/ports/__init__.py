"""What the use cases need from the outside: driven ports, whose docstrings are promises.

The contract suites hold every gateway and every store to them, one test a promise.
"""

from domain.ports.account import Account, NewEndpoint, Standing
from domain.ports.checkouts import Checkouts, Key, Move, Page, Position, Search
from domain.ports.database import Database, DatabaseState, Missing, Unusable, Usable, Why
from domain.ports.events import Events, Hint
from domain.ports.gateway import NewPayment, PaymentGateway
from domain.ports.orphans import Orphans
from domain.ports.probe import Answered, Barrier, NotReached, Probe, Probed
from domain.ports.sandbox import AlmaPage, AlmaPageView, Browser, BrowserView, Dashboard
from domain.ports.surroundings import Clock, Ids

__all__ = [
    "Account",
    "AlmaPage",
    "AlmaPageView",
    "Answered",
    "Barrier",
    "Browser",
    "BrowserView",
    "Checkouts",
    "Clock",
    "Dashboard",
    "Database",
    "DatabaseState",
    "Events",
    "Hint",
    "Ids",
    "Key",
    "Missing",
    "Move",
    "NewEndpoint",
    "NewPayment",
    "NotReached",
    "Orphans",
    "Page",
    "PaymentGateway",
    "Position",
    "Probe",
    "Probed",
    "Search",
    "Standing",
    "Unusable",
    "Usable",
    "Why",
]
