"""Every call there is."""

from stripe import params

from tests.support.stripe_emulator import (
    disputes,
    files,
    lists,
    payment_intents,
    refunds,
    searching,
    singles,
    webhook_endpoints,
)
from tests.support.stripe_emulator.route import Route

_PAGES = "limit starting_after ending_before"
_KINDS = "allowed_payment_method_types excluded_payment_method_types"
_NEW = f"amount currency metadata capture_method automatic_payment_methods {_KINDS}"
_OF_PAYMENT = f"payment_intent charge created {_PAGES}"
_ENDPOINT = "url enabled_events description metadata"

ROUTES = (
    Route(
        "payment_intents.create", "POST payment_intents", params.PaymentIntentCreateParams, payment_intents.create, _NEW
    ),
    Route(
        "payment_intents.search",
        "GET payment_intents/search",
        params.PaymentIntentSearchParams,
        searching.payment_intents,
        "query limit page",
    ),
    Route(
        "payment_intents.list",
        "GET payment_intents",
        params.PaymentIntentListParams,
        lists.payment_intents,
        f"created {_PAGES}",
    ),
    Route(
        "payment_intents.retrieve",
        "GET payment_intents/{id}",
        params.PaymentIntentRetrieveParams,
        payment_intents.retrieve,
    ),
    Route(
        "payment_intents.update",
        "POST payment_intents/{id}",
        params.PaymentIntentUpdateParams,
        payment_intents.update,
        f"amount metadata {_KINDS}",
    ),
    Route(
        "payment_intents.confirm",
        "POST payment_intents/{id}/confirm",
        params.PaymentIntentConfirmParams,
        payment_intents.confirm,
        "payment_method_data return_url",
    ),
    Route(
        "payment_intents.capture",
        "POST payment_intents/{id}/capture",
        params.PaymentIntentCaptureParams,
        payment_intents.capture,
        "amount_to_capture",
    ),
    Route(
        "payment_intents.cancel",
        "POST payment_intents/{id}/cancel",
        params.PaymentIntentCancelParams,
        payment_intents.cancel,
        "cancellation_reason",
    ),
    Route(
        "refunds.create",
        "POST refunds",
        params.RefundCreateParams,
        refunds.create,
        "payment_intent amount reason metadata",
    ),
    Route("refunds.list", "GET refunds", params.RefundListParams, lists.refunds, _OF_PAYMENT),
    Route("refunds.retrieve", "GET refunds/{id}", params.RefundRetrieveParams, singles.refund),
    Route("disputes.list", "GET disputes", params.DisputeListParams, lists.disputes, _OF_PAYMENT),
    Route("disputes.retrieve", "GET disputes/{id}", params.DisputeRetrieveParams, singles.dispute),
    Route(
        "disputes.update",
        "POST disputes/{id}",
        params.DisputeUpdateParams,
        disputes.update,
        "evidence metadata submit",
    ),
    Route("files.create", "POST files", params.FileCreateParams, files.create, "file purpose", uploads=True),
    Route("charges.retrieve", "GET charges/{id}", params.ChargeRetrieveParams, singles.charge),
    Route("events.list", "GET events", params.EventListParams, lists.events, f"type types created {_PAGES}"),
    Route("events.retrieve", "GET events/{id}", params.EventRetrieveParams, singles.event),
    Route("account.retrieve", "GET account", params.AccountRetrieveCurrentParams, singles.account),
    Route(
        "webhook_endpoints.create",
        "POST webhook_endpoints",
        params.WebhookEndpointCreateParams,
        webhook_endpoints.create,
        f"api_version {_ENDPOINT}",
    ),
    Route(
        "webhook_endpoints.list",
        "GET webhook_endpoints",
        params.WebhookEndpointListParams,
        lists.webhook_endpoints,
        _PAGES,
    ),
    Route(
        "webhook_endpoints.retrieve",
        "GET webhook_endpoints/{id}",
        params.WebhookEndpointRetrieveParams,
        webhook_endpoints.retrieve,
    ),
    Route(
        "webhook_endpoints.update",
        "POST webhook_endpoints/{id}",
        params.WebhookEndpointUpdateParams,
        webhook_endpoints.update,
        f"disabled {_ENDPOINT}",
    ),
    Route(
        "webhook_endpoints.delete",
        "DELETE webhook_endpoints/{id}",
        params.WebhookEndpointDeleteParams,
        webhook_endpoints.delete,
    ),
)
