"""Every page that a customer may see, and how they get there."""

from collections.abc import Awaitable, Callable

from domain.checkout import Capture
from tests.browser.customer import Customer

Scene = Callable[[Customer], Awaitable[None]]


async def the_first_page(customer: Customer) -> None:
    await customer.page.goto(customer.base)


async def a_form_to_pay(customer: Customer) -> None:
    await customer.page.goto(customer.base)
    await customer.page.get_by_role("button").first.click()
    await customer.can_pay()


async def an_order_without_alma(customer: Customer) -> None:
    await customer.is_sent_an_order(amount=4_999)
    await customer.can_pay()


async def a_declined_card(customer: Customer) -> None:
    await customer.is_sent_an_order()
    await customer.can_pay()
    await customer.page.get_by_role("radio").nth(1).check()
    await customer.page.get_by_role("combobox").select_option("refuse")
    await customer.press.click()
    await customer.page.locator("#trouble:not(:empty)").wait_for()


async def almas_page(customer: Customer) -> None:
    await customer.is_sent_an_order()
    await customer.goes_to_alma()


async def almas_page_afterwards(customer: Customer) -> None:
    await almas_page(customer)
    address = customer.page.url
    await customer.decides("approve")
    await customer.page.goto(address)


async def waiting_for_alma(customer: Customer) -> None:
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.opens(checkout, "/return")
    await customer.page.locator("[data-countdown]:not(:empty)").wait_for()


async def a_second_way_while_waiting(customer: Customer) -> None:
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.opens(checkout)
    await customer.can_pay()


async def refused(customer: Customer) -> None:
    await almas_page(customer)
    await customer.decides("refuse")
    await customer.can_pay()


async def expired(customer: Customer) -> None:
    await almas_page(customer)
    await customer.decides("expire")
    await customer.can_pay()


async def paid(customer: Customer) -> None:
    await almas_page(customer)
    await customer.decides("approve")


async def authorized(customer: Customer) -> None:
    await customer.is_sent_an_order(capture=Capture.MANUAL)
    await customer.goes_to_alma()
    await customer.decides("approve")


async def processing(customer: Customer) -> None:
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.dashboard().put(checkout.payment_id, "processing")
    await customer.opens(checkout)


async def canceled(customer: Customer) -> None:
    checkout = await customer.is_sent_an_order()
    await customer.container.cancel_checkout()(checkout.id, by="shop", reason="abandoned")
    await customer.opens(checkout)


async def in_review(customer: Customer) -> None:
    checkout = await customer.is_sent_an_order()
    await customer.goes_to_alma()
    await customer.finishes_on_the_phone(checkout)
    await customer.dashboard().alter(checkout.payment_id, received=1)
    await customer.opens(checkout)


async def without_an_answer(customer: Customer) -> None:
    checkout = await customer.is_sent_an_order()
    customer.container.faults().unreachable()
    await customer.opens(checkout)


async def nothing_there(customer: Customer) -> None:
    await customer.page.goto(f"{customer.base}/pay/co_nothing")


SCENES: dict[str, Scene] = {
    scene.__name__: scene
    for scene in (
        the_first_page,
        a_form_to_pay,
        an_order_without_alma,
        a_declined_card,
        almas_page,
        almas_page_afterwards,
        waiting_for_alma,
        a_second_way_while_waiting,
        refused,
        expired,
        paid,
        authorized,
        processing,
        canceled,
        in_review,
        without_an_answer,
        nothing_there,
    )
}
