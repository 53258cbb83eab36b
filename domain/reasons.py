"""Why a checkout is called off. The provider may have reasons of its own besides, which are kept as given (R6)."""

from typing import Literal

Asked = Literal["requested_by_customer", "duplicate", "fraudulent", "abandoned"]
"""What somebody who cancels may say, in the provider's words; the first is the usual one. The sweep says the last."""

Ours = Literal["alma_not_offered", "provider_refused", "refunded_in_review"]
"""What we call a checkout off for by ourselves (R7, R16, R21)."""

Heard = Literal["authorization_expired", "canceled_at_provider"]
"""What we make of a cancellation at the provider: money that was not captured in time, or nothing (R50)."""
