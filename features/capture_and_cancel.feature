Feature: Taking reserved money, and calling orders off
  A shop that ships later reserves the money first and takes it when the goods leave. What is no longer wanted is called
  off, at the provider first.

  Rule: R50 Alma reserves the money for seven days

    @durable
    Scenario: Approval reserves the money
      Given an open checkout of 149.90 EUR to be captured later
      When the customer is sent to Alma
      And the customer approves and comes back
      Then the checkout is authorized
      And nothing was captured

    Scenario: The seven days count from the making of the payment
      Given an open checkout of 149.90 EUR to be captured later
      And 20 hours pass
      When the customer pays it with Alma
      Then it is to be captured within 6 days 4 hours

    Scenario: By card the provider decides how long
      Given an open checkout of 149.90 EUR to be captured later
      When the customer pays by card
      And the shop asks the provider
      Then the checkout is authorized
      And nothing is said of how long it may be captured

    Scenario Outline: The provider releases the money after seven days
      Given an authorized checkout of 149.90 EUR
      When <time> pass and the shop makes its rounds
      Then the checkout is <status>

      Examples:
        | time                        | status     |
        | 6 days 23 hours 59 minutes  | authorized |
        | 7 days 2 minutes            | canceled   |

    Scenario: Money that was released is called that
      Given an authorized checkout of 149.90 EUR
      When 8 days pass and the shop makes its rounds
      Then the checkout is canceled, because of "authorization expired"

    Scenario: Capturing after that is refused with the reason
      Given an authorized checkout of 149.90 EUR
      And 8 days pass
      When the shop captures everything
      Then the shop is refused: "not allowed now", because of "authorization expired"

    Scenario: The last moment to capture is taken
      Given an authorized checkout of 149.90 EUR
      And 6 days 23 hours 59 minutes pass
      When the shop captures everything
      Then the checkout is paid

    Scenario: A person at the provider calls the authorization off
      Given an authorized checkout of 149.90 EUR
      And somebody at the provider calls it off as "fraudulent"
      When the shop asks the provider
      Then the checkout is canceled, because of "fraudulent"

  Rule: R51 Reserved money is taken once, all of it or a part

    @durable
    Scenario: All of it
      Given an authorized checkout of 149.90 EUR
      When the shop captures everything
      Then the checkout is paid
      And 149.90 EUR were captured

    Scenario Outline: A part of it, and the rest is released
      Given an authorized checkout of 149.90 EUR
      When the shop captures <part>
      Then the checkout is paid
      And <part> were captured
      And at most <part> may be refunded

      Examples:
        | part       |
        | 0.01 EUR   |
        | 80.00 EUR  |
        | 149.89 EUR |
        | 149.90 EUR |

    Scenario Outline: More than what is reserved, or nothing at all
      Given an authorized checkout of 149.90 EUR
      When the shop captures <amount>
      Then the shop is refused: "<code>"
      And the checkout is authorized

      Examples:
        | amount         | code                      |
        | 149.91 EUR     | amount exceeds authorized |
        | 5000.00 EUR    | amount exceeds authorized |
        | 0.00 EUR       | invalid request           |
        | -1.00 EUR      | invalid request           |
        | 1000000.00 EUR | invalid request           |

    Scenario: The refusal tells how much is reserved
      Given an authorized checkout of 149.90 EUR
      When the shop captures 149.91 EUR
      Then the shop is refused: "amount exceeds authorized"
      And it is told that 149.90 EUR are authorized

    Scenario Outline: The same capture again is answered as the first
      Given an authorized checkout of 149.90 EUR
      And the shop captures <amount>
      When the shop captures <amount>
      Then <amount> were captured
      And the history tells of "paid" once

      Examples:
        | amount     |
        | 149.90 EUR |
        | 80.00 EUR  |

    Scenario: Another amount after the first is refused
      Given an authorized checkout of 149.90 EUR
      And the shop captures 80.00 EUR
      When the shop captures 69.90 EUR
      Then the shop is refused: "not allowed now"
      And 80.00 EUR were captured

    Scenario: Capturing everything after a part is refused
      Given an authorized checkout of 149.90 EUR
      And the shop captures 80.00 EUR
      When the shop captures everything
      Then the shop is refused: "not allowed now"
      And 80.00 EUR were captured

    Scenario: The answer to the capture gets lost, and the shop asks again
      Given an authorized checkout of 149.90 EUR
      And the shop captures 80.00 EUR, and the answer gets lost
      When the shop captures 80.00 EUR
      Then 80.00 EUR were captured
      And the provider received 80.00 EUR

    Scenario: The answer to the capture gets lost, and the rounds find the money
      Given an authorized checkout of 149.90 EUR
      And the shop captures 80.00 EUR, and the answer gets lost
      When 2 minutes pass and the shop makes its rounds
      Then the checkout is paid
      And 80.00 EUR were captured

    Scenario: The provider cannot be reached for the capture
      Given an authorized checkout of 149.90 EUR
      And the provider cannot be reached
      When the shop captures everything
      Then the shop is refused: "provider unavailable"
      And the checkout is authorized

    Scenario: Somebody at the provider captured it already
      Given an authorized checkout of 149.90 EUR
      And somebody at the provider captures 80.00 EUR
      When the shop asks the provider
      Then the checkout is paid
      And 80.00 EUR were captured

    Scenario: Capturing what somebody at the provider captured already
      Given an authorized checkout of 149.90 EUR
      And somebody at the provider captures 80.00 EUR
      When the shop captures 80.00 EUR
      Then the checkout is paid
      And 80.00 EUR were captured

    Scenario: Capturing another amount than somebody at the provider did
      Given an authorized checkout of 149.90 EUR
      And somebody at the provider captures 80.00 EUR
      When the shop captures everything
      Then the shop is refused: "not allowed now"
      And 80.00 EUR were captured

    Scenario Outline: There is nothing to capture
      Given a checkout of 149.90 EUR that is <status>
      When the shop captures everything
      Then the shop is refused: "not allowed now", since the checkout is <status>

      Examples:
        | status            |
        | open              |
        | awaiting customer |
        | processing        |
        | paid              |
        | canceled          |
        | in review         |

  Rule: R52 What is not paid may be called off

    Scenario Outline: Calling off at any time before the money is taken
      Given a checkout of 149.90 EUR that is <status>
      When the shop cancels it
      Then the checkout is canceled, because of "requested by customer"
      And its payment is called off at the provider

      Examples:
        | status            |
        | open              |
        | declined          |
        | awaiting customer |
        | authorized        |

    Scenario Outline: With a reason
      Given an open checkout of 149.90 EUR
      When the shop cancels it as "<reason>"
      Then the checkout is canceled, because of "<reason>"

      Examples:
        | reason                |
        | duplicate             |
        | fraudulent            |
        | abandoned             |
        | requested by customer |

    Scenario: With a reason of one's own
      Given an open checkout of 149.90 EUR
      When the shop cancels it as "out of stock"
      Then the shop is refused: "invalid request"
      And the checkout is open

    @durable
    Scenario: Twice is once
      Given an open checkout of 149.90 EUR
      And the shop cancels it as "duplicate"
      When the shop cancels it
      Then the checkout is canceled, because of "duplicate"
      And the history tells of "canceled" once

    Scenario: Somebody at the provider called it off already
      Given an open checkout of 149.90 EUR
      And somebody at the provider calls it off as "duplicate"
      When the shop cancels it
      Then the checkout is canceled, because of "duplicate"

    Scenario: What somebody called off at the provider is found by asking
      Given a checkout of 149.90 EUR whose customer is at Alma
      And somebody at the provider calls it off as "fraudulent"
      When the shop asks the provider
      Then the checkout is canceled, because of "fraudulent"

    Scenario: A paid checkout is refunded instead
      Given a paid checkout of 149.90 EUR
      When the shop cancels it
      Then the shop is refused: "not allowed now", since the checkout is paid
      And it is advised to refund instead

    Scenario: The customer paid in the meantime
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer approves at Alma
      When the shop cancels it
      Then the shop is refused: "not allowed now", since the checkout is paid
      And it is advised to refund instead

    Scenario Outline: While the provider works on it, or it is in review
      Given a checkout of 149.90 EUR that is <status>
      When the shop cancels it
      Then the shop is refused: "not allowed now", since the checkout is <status>

      Examples:
        | status     |
        | processing |
        | in review  |

    Scenario: The answer gets lost, and the shop asks again
      Given an open checkout of 149.90 EUR
      And the shop cancels it, and the answer gets lost
      When the shop cancels it
      Then the checkout is canceled
      And the history tells of "canceled" once

    Scenario: The answer gets lost, and the rounds find out
      Given an open checkout of 149.90 EUR
      And the shop cancels it, and the answer gets lost
      When 2 minutes pass and the shop makes its rounds
      Then the checkout is canceled, because of "requested by customer"

    Scenario: The provider cannot be reached
      Given an open checkout of 149.90 EUR
      And the provider cannot be reached
      When the shop cancels it
      Then the shop is refused: "provider unavailable"
      And the checkout is open

    Scenario: A canceled checkout stays canceled, whatever the provider says later
      Given a canceled checkout of 149.90 EUR
      When the provider says "processing" of its payment
      And the shop asks the provider twice
      Then the checkout is canceled

  Rule: R53 Looking never changes anything

    Scenario Outline: Looking at a checkout from all sides
      Given a checkout of 149.90 EUR that is <status>
      When the shop looks at it, its history, its explanation and the list
      Then the checkout is as it was before

      Examples:
        | status            |
        | open              |
        | awaiting customer |
        | authorized        |
        | paid              |
        | canceled          |
