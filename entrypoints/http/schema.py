"""The description of this API for programs (OpenAPI), at `/schema`: plain JSON and YAML, nothing from elsewhere."""

from importlib.metadata import version
from typing import Any

from litestar import Request, Router
from litestar.connection import ASGIConnection
from litestar.enums import MediaType
from litestar.exceptions import NotFoundException
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, YamlRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from entrypoints.http.guarding import guarded


class WrittenOnce(YamlRenderPlugin):
    """The description as YAML, which takes a tenth of a second to write, for whoever asks."""

    _written: bytes | None = None

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """Give what was written for the first who asked: the description is the same for all."""
        if self._written is None:
            self._written = super().render(request, openapi_schema)
        return self._written


def _name(route: HTTPRouteHandler, *_: object) -> str:
    """Call an operation what its handler is called."""
    return route.handler_name


def _known_form(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Answer an unknown form as any other unknown address, and not with the framework's own page."""
    if "path" in connection.path_params:
        raise NotFoundException


def openapi() -> OpenAPIConfig:
    """Describe the application that this is put into."""
    return OpenAPIConfig(
        title="alma-checkout",
        version=version("alma-checkout"),
        description="Take payments in instalments with Alma, through Stripe.",
        openapi_router=Router("/schema", route_handlers=[], guards=guarded(_known_form), include_in_schema=False),
        operation_id_creator=_name,
        render_plugins=[
            JsonRenderPlugin(path=["/", "/openapi.json"], media_type=MediaType.JSON),
            WrittenOnce(),
        ],
        components=Components(
            security_schemes={"key": SecurityScheme(type="http", scheme="bearer", description="An API key.")}
        ),
    )
