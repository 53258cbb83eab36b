Feature: Giving money back
  Each refund is an action of its own. None is made twice, none is forgotten, and never goes more back than came in.

  Rule: R60 Two refunds are two, and one retried is one

    @durable
    Scenario: A part of the money
      Given a paid checkout of 149.90 EUR
      When the shop refunds 30.00 EUR
      Then the refund of 30.00 EUR is pending
      And at most 119.90 EUR may be refunded

    Scenario: All of the money
      Given a paid checkout of 149.90 EUR
      When the shop refunds everything
      Then the refund of 149.90 EUR is pending
      And at most 0.00 EUR may be refunded

    Scenario: All that is left
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR
      When the shop refunds everything
      Then the refund of 119.90 EUR is pending
      And at most 0.00 EUR may be refunded

    Scenario: Two equal refunds are two
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR with the key "chair leg"
      When the shop refunds 30.00 EUR with the key "cushion"
      Then there are 2 refunds at the provider, of 60.00 EUR in all
      And at most 89.90 EUR may be refunded

    Scenario: Without keys two equal refunds are two as well
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR
      When the shop refunds 30.00 EUR
      Then there are 2 refunds at the provider, of 60.00 EUR in all

    @durable
    Scenario: One refund asked for twice is one
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR with the key "chair leg"
      When the shop refunds 30.00 EUR with the key "chair leg"
      Then it is the same refund
      And there is 1 refund at the provider, of 30.00 EUR in all

    Scenario: Asking again tells how the refund stands now
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR with the key "chair leg"
      And 10 minutes pass and the shop makes its rounds
      When the shop refunds 30.00 EUR with the key "chair leg"
      Then the shop is shown that the same refund is succeeded

    Scenario: Everything with one key, twice, is once
      Given a paid checkout of 149.90 EUR
      And the shop refunds everything with the key "goodwill"
      When the shop refunds everything with the key "goodwill"
      Then it is the same refund
      And there is 1 refund at the provider, of 149.90 EUR in all

    Scenario: One key for two amounts is a mistake
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR with the key "chair leg"
      When the shop refunds 40.00 EUR with the key "chair leg"
      Then the shop is refused: "idempotency conflict"
      And there is 1 refund at the provider, of 30.00 EUR in all

    Scenario Outline: The shop may say why
      Given a paid checkout of 149.90 EUR
      When the shop refunds 30.00 EUR as "<reason>"
      Then the refund of 30.00 EUR is pending

      Examples:
        | reason                |
        | requested by customer |
        | duplicate             |
        | fraudulent            |

    Scenario: But not with a reason of its own
      Given a paid checkout of 149.90 EUR
      When the shop refunds 30.00 EUR as "broken"
      Then the shop is refused: "invalid request"
      And at most 149.90 EUR may be refunded

    Scenario: The answer gets lost, and the refund is pending all the same
      Given a paid checkout of 149.90 EUR
      When the shop refunds 30.00 EUR, and the answer gets lost
      Then the refund of 30.00 EUR is pending
      And at most 119.90 EUR may be refunded

    @durable
    Scenario: The answer gets lost, and the shop asks again
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR with the key "chair leg", and the answer gets lost
      When 5 minutes later the shop refunds 30.00 EUR with the key "chair leg"
      Then it is the same refund
      And there is 1 refund at the provider, of 30.00 EUR in all

    Scenario: The answer gets lost, and the rounds finish it
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR, and the answer gets lost
      When 10 minutes pass and the shop makes its rounds
      Then the refund of 30.00 EUR is succeeded
      And there is 1 refund at the provider, of 30.00 EUR in all

    Scenario: The provider cannot be reached, and the rounds make the refund later
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR, and it never arrives
      When 10 minutes pass and the shop makes its rounds
      Then there is 1 refund at the provider, of 30.00 EUR in all

    Scenario: A refund that never reached the provider within a day is not made behind anybody's back
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR, and it never arrives
      When 24 hours pass and the shop makes its rounds
      Then the refund of 30.00 EUR is failed
      And there are 0 refunds at the provider, of 0.00 EUR in all

    Scenario: The provider refuses outright
      Given a paid checkout of 149.90 EUR
      And the provider refuses the next refund with the words "charge_disputed"
      When the shop refunds 30.00 EUR
      Then the shop is refused: "provider refused", with the provider's word "charge_disputed"
      And at most 149.90 EUR may be refunded

    Scenario: A refund that was refused outright stays in the books as failed
      Given a paid checkout of 149.90 EUR
      And the provider refuses the next refund with the words "charge_disputed"
      And the shop refunds 30.00 EUR in vain
      When the shop asks the provider
      Then the refund of 30.00 EUR is failed, because of "charge_disputed"

  Rule: R61 Never goes more back than came in

    Scenario Outline: More than what may go back
      Given a paid checkout of 149.90 EUR
      When the shop refunds <amount>
      Then the shop is refused: "<code>"
      And at most 149.90 EUR may be refunded

      Examples:
        | amount         | code                      |
        | 149.91 EUR     | amount exceeds refundable |
        | 5000.00 EUR    | amount exceeds refundable |
        | 0.00 EUR       | invalid request           |
        | -1.00 EUR      | invalid request           |
        | 1000000.00 EUR | invalid request           |

    Scenario: The last cent may go back
      Given a paid checkout of 149.90 EUR
      And the shop refunds 149.89 EUR
      When the shop refunds 0.01 EUR
      Then at most 0.00 EUR may be refunded

    Scenario: A pending refund counts
      Given a paid checkout of 149.90 EUR
      And the shop refunds 100.00 EUR
      When the shop refunds 49.91 EUR
      Then the shop is refused: "amount exceeds refundable"
      And it is told that 49.90 EUR are refundable

    Scenario: Nothing is left
      Given a paid checkout of 149.90 EUR
      And the shop refunds everything
      When the shop refunds everything
      Then the shop is refused: "amount exceeds refundable"
      And it is told that 0.00 EUR are refundable

    Scenario: Of a partial capture only what was captured may go back
      Given an authorized checkout of 149.90 EUR
      And the shop captures 80.00 EUR
      When the shop refunds 80.01 EUR
      Then the shop is refused: "amount exceeds refundable"
      And it is told that 80.00 EUR are refundable

    Scenario: While the customer disputes the payment nothing goes back
      Given a paid checkout of 149.90 EUR
      And the customer disputes it
      When the shop refunds 30.00 EUR
      Then the shop is refused: "not allowed now", because of "dispute open"
      And at most 0.00 EUR may be refunded

    Scenario: A dispute that the shop won stops nothing
      Given a paid checkout of 149.90 EUR
      And the customer disputes it
      When the dispute ends as "won"
      Then at most 149.90 EUR may be refunded

    Scenario: What was lost in a dispute is gone
      Given a paid checkout of 149.90 EUR
      And the customer disputes 50.00 EUR of it
      When the dispute ends as "lost"
      Then at most 99.90 EUR may be refunded

    Scenario: Refunds before a dispute that was lost never make a debt
      Given a paid checkout of 149.90 EUR
      And the shop refunds 100.00 EUR
      And the customer disputes it
      When the dispute ends as "lost"
      Then at most 0.00 EUR may be refunded

  Rule: R62 A refund arrives, or fails and is free again

    Scenario: A refund arrives within minutes
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR
      When 10 minutes pass and the shop makes its rounds
      Then the refund of 30.00 EUR is succeeded
      And 30.00 EUR went back

    Scenario: A pending refund has not gone back yet
      Given a paid checkout of 149.90 EUR
      When the shop refunds 30.00 EUR
      Then 0.00 EUR went back

    Scenario: A refund fails on its way
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR, which is going to fail
      When 10 minutes pass and the shop makes its rounds
      Then the refund of 30.00 EUR is failed, because of "insufficient_funds"
      And at most 149.90 EUR may be refunded

    Scenario: A refund that had succeeded fails after all
      Given a paid checkout of 149.90 EUR
      And a refund of 30.00 EUR that arrived
      When the refund fails at the provider, and the shop asks
      Then the refund of 30.00 EUR is failed
      And 0.00 EUR went back

    Scenario: After a failure the money may be refunded again
      Given a paid checkout of 149.90 EUR
      And the shop refunds everything, which is going to fail
      And 10 minutes pass and the shop makes its rounds
      When the shop refunds everything
      Then the refund of 149.90 EUR is pending

    Scenario: Each refund is told of once
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR
      When the shop makes its rounds every 10 minutes, 3 times
      Then the history tells of "refund requested" once
      And the history tells of "refund succeeded" once

    Scenario: The checkout stays paid when all has gone back
      Given a paid checkout of 149.90 EUR
      And the shop refunds everything
      When 10 minutes pass and the shop makes its rounds
      Then the checkout is paid
      And 149.90 EUR went back

  Rule: R63 Alma takes refunds for 180 days

    Scenario Outline: The last day counts
      Given a paid checkout of 149.90 EUR
      And <time> pass
      When the shop refunds 30.00 EUR
      Then <answer>

      Examples:
        | time              | answer                                       |
        | 179 days          | the refund of 30.00 EUR is pending           |
        | 180 days          | the refund of 30.00 EUR is pending           |
        | 180 days 11 hours | the refund of 30.00 EUR is pending           |
        | 180 days 12 hours | the shop is refused: "refund window closed"  |
        | 181 days          | the shop is refused: "refund window closed"  |

    Scenario: The refusal tells the last day
      Given a paid checkout of 149.90 EUR
      And 181 days pass
      When the shop refunds 30.00 EUR
      Then the shop is refused: "refund window closed"
      And it is told that 2027-05-23 was the last day

    Scenario: The days count from when the money was taken
      Given an authorized checkout of 149.90 EUR
      And the shop captures everything after 6 days
      And 180 days pass
      When the shop refunds 30.00 EUR
      Then the refund of 30.00 EUR is pending

    Scenario: By card the provider decides how long
      Given a checkout of 149.90 EUR that was paid by card
      And 181 days pass
      When the shop refunds 30.00 EUR
      Then the refund of 30.00 EUR is pending

  Rule: R64 Refunds made at the provider are adopted, once

    Scenario: Somebody at the provider gives money back
      Given a paid checkout of 149.90 EUR
      And somebody at the provider refunds 40.00 EUR
      When the shop asks the provider twice
      Then at most 109.90 EUR may be refunded
      And the history tells of "refund adopted" once

    Scenario: Two equal refunds at the provider are two
      Given a paid checkout of 149.90 EUR
      And somebody at the provider refunds 40.00 EUR, twice
      When the shop asks the provider
      Then the history tells of "refund adopted" 2 times
      And at most 69.90 EUR may be refunded

    Scenario: A refund of the shop's own is never adopted
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR, and the answer gets lost
      When the shop asks the provider
      Then the history does not tell of "refund adopted"
      And at most 119.90 EUR may be refunded

    Scenario: An adopted refund may fail like any other
      Given a paid checkout of 149.90 EUR
      And somebody at the provider refunds 40.00 EUR
      And the shop asks the provider
      When the refund fails at the provider, and the shop asks
      Then at most 149.90 EUR may be refunded

  Rule: R65 What is only reserved is called off, not refunded

    Scenario: Refunding what is reserved
      Given an authorized checkout of 149.90 EUR
      When the shop refunds 30.00 EUR
      Then the shop is refused: "not allowed now", since the checkout is authorized
      And it is advised to cancel instead

    Scenario Outline: There is nothing to refund
      Given a checkout of 149.90 EUR that is <status>
      When the shop refunds 30.00 EUR
      Then the shop is refused: "not allowed now", since the checkout is <status>

      Examples:
        | status            |
        | open              |
        | awaiting customer |
        | processing        |
        | canceled          |
        | in review         |

    Scenario: The customer has paid, and the shop had not heard of it
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer approves at Alma
      When the shop refunds 30.00 EUR
      Then the refund of 30.00 EUR is pending
