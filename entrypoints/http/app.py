"""The HTTP way in: the application, put together."""

import os

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.template import TemplateConfig
from litestar.types import ControllerRouterHandler

from entrypoints import settings as from_settings
from entrypoints.container import Container
from entrypoints.http import checkouts, deeds, exporting, health, tasks, telling
from entrypoints.http.assets import show_asset
from entrypoints.http.disputes import disputes
from entrypoints.http.doctor import examine
from entrypoints.http.events import events
from entrypoints.http.guarding import guarded
from entrypoints.http.headers import headers_for
from entrypoints.http.keys import requires_key
from entrypoints.http.limits import limits, page_opens
from entrypoints.http.measuring import measure
from entrypoints.http.metrics import Metrics
from entrypoints.http.observing import observed
from entrypoints.http.pages import pages
from entrypoints.http.patience import patient
from entrypoints.http.problems import answer
from entrypoints.http.reading import known_form_of_ids
from entrypoints.http.running import running, settled_down
from entrypoints.http.sandbox import sandbox
from entrypoints.http.schema import openapi
from entrypoints.http.site import site_of
from entrypoints.http.stand_in import stand_in
from entrypoints.http.uses import uses_of
from entrypoints.http.webhooks import hearing
from entrypoints.http.welcome import welcome
from entrypoints.injection import providers

LARGEST_BODY = 64 * 1024

one_checkout = Router(
    "/{checkout_id:str}",
    route_handlers=[
        deeds.show_client_secret,
        deeds.send_customer_to_alma,
        deeds.settle_checkout,
        deeds.capture,
        deeds.cancel,
        deeds.refund,
        deeds.review,
        telling.show_timeline,
        telling.explain_checkout,
        disputes,
    ],
)

api = Router(
    "/",
    guards=guarded(requires_key, known_form_of_ids),
    route_handlers=[
        telling.show_eligibility,
        tasks.list_due_tasks,
        tasks.finish_due_task,
        tasks.show_orphan,
        tasks.refund_orphan,
        tasks.reconcile_all,
        examine,
        events,
        Router(
            "/checkouts",
            route_handlers=[
                checkouts.open_checkout_for_order,
                checkouts.list_checkouts,
                exporting.export,
                checkouts.show_checkout,
                checkouts.change_checkout,
                one_checkout,
            ],
        ),
    ],
    security=[{"key": []}],
)


def create_app(container: Container, *, sweeping: bool = True) -> Litestar:
    """Put the application together. It sweeps while it runs, unless that is done elsewhere."""
    settings = container.settings()
    counts = Metrics(settings)
    measure(container, counts)
    site = site_of(settings)
    routes: list[ControllerRouterHandler] = [api, pages, show_asset, health.live, health.ready, health.metrics]
    routes += [sandbox, stand_in] if site.sandbox else [hearing(container, counts)]
    if site.sandbox and settings.public_is_loopback:
        routes.append(welcome)
    app = Litestar(
        route_handlers=routes,
        dependencies=uses_of(container),
        exception_handlers={Exception: answer},
        before_send=[headers_for(settings), counts.count],
        middleware=limits(settings),
        lifespan=[running(container, sweeping=sweeping)],
        openapi_config=openapi(),
        template_config=TemplateConfig(instance=JinjaTemplateEngine(engine_instance=site.templates())),
        state=State(
            {
                "view": container.view(),
                "api_keys": settings.api_keys,
                "publishable_key": settings.publishable_key,
                "metrics": counts,
                "site": site,
                "page_opens": page_opens(settings),
                "attempt_limit": settings.attempt_limit,
            }
        ),
        request_max_body_size=LARGEST_BODY,
        logging_config=None,
    )
    app.asgi_handler = observed(patient(app.asgi_handler))
    return app


def from_environment() -> Litestar:
    """Put the application together as the environment says; what a server calls."""
    may_create = providers.Object(True)  # noqa: FBT003 -- a provider of a plain value
    container = Container(settings=from_settings.from_environment(os.environ), may_create=may_create)
    app = create_app(container)
    app.on_startup.append(settled_down)
    return app
