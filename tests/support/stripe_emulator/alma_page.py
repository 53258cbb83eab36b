"""Alma's page over HTTP, as test mode has it: it offers to approve or to refuse."""

from html import escape

from aiohttp import web

from tests.support.stripe_emulator.alma_site import AlmaSite, AttemptOver

PAGE = """<!doctype html>
<title>Alma test payment page</title>
<h1>{amount} {currency}</h1>
<form method="post">
  <button name="decision" value="approve">Authorize test payment</button>
  <button name="decision" value="refuse">Fail test payment</button>
</form>
"""


class AlmaPage:
    """The page at a redirect address."""

    def __init__(self, site: AlmaSite) -> None:
        self._site = site

    async def show(self, request: web.Request) -> web.Response:
        try:
            amount, currency, still_open = self._site.show(request.path)
        except KeyError:
            raise web.HTTPNotFound from None
        if not still_open:
            raise web.HTTPGone(text="This payment page has expired.")
        text = PAGE.format(amount=f"{amount / 100:.2f}", currency=escape(currency.upper()))
        return web.Response(text=text, content_type="text/html")

    async def decide(self, request: web.Request) -> web.Response:
        decision = (await request.post()).get("decision")
        deeds = {"approve": self._site.approve, "refuse": self._site.refuse}
        if decision not in deeds:
            raise web.HTTPBadRequest(text="The decision is to approve or to refuse.")
        try:
            raise web.HTTPSeeOther(deeds[str(decision)](request.path))
        except KeyError:
            raise web.HTTPNotFound from None
        except AttemptOver:
            raise web.HTTPGone(text="This payment page has expired.") from None
