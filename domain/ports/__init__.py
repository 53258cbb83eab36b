"""What the use cases need from the outside: driven ports, whose docstrings are promises.

The contract suites hold every gateway and every store to them, one test a promise. What only an examination needs is
imported from where it stands (`account`, `database`, `probe`), so that no other command waits for it.
"""

from domain.ports.checkouts import Checkouts, Key, Move, Page, Position, Search, Statistics
from domain.ports.events import Events, Hint
from domain.ports.gateway import NewPayment, PaymentGateway
from domain.ports.orphans import Orphans
from domain.ports.outbox import Change, EventPage, EventSearch, Outbox, Receiver
from domain.ports.sandbox import AlmaPage, AlmaPageView, Browser, BrowserView, Dashboard
from domain.ports.surroundings import Clock, Ids

__all__ = [
    "AlmaPage",
    "AlmaPageView",
    "Browser",
    "BrowserView",
    "Change",
    "Checkouts",
    "Clock",
    "Dashboard",
    "EventPage",
    "EventSearch",
    "Events",
    "Hint",
    "Ids",
    "Key",
    "Move",
    "NewPayment",
    "Orphans",
    "Outbox",
    "Page",
    "PaymentGateway",
    "Position",
    "Receiver",
    "Search",
    "Statistics",
]
