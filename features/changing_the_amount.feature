Feature: Changing the amount of an open checkout
  Baskets change. As long as nobody is paying, so may the amount, and the payment at the provider with it.

  Rule: R22 The amount may be changed while the checkout is open

    @durable
    Scenario: The provider asks for the new amount
      Given an open checkout of 149.90 EUR
      When the shop changes the amount to 159.90 EUR
      Then its amount is 159.90 EUR
      And exactly one payment was made at the provider, of 159.90 EUR

    Scenario: The customer pays the new amount
      Given an open checkout of 149.90 EUR
      And the shop changes the amount to 159.90 EUR
      When the customer pays it with Alma
      Then the checkout is paid
      And 159.90 EUR were captured

    Scenario: After a refusal a smaller amount may be tried
      Given a declined checkout of 149.90 EUR
      When the shop changes the amount to 99.90 EUR
      And the customer pays it with Alma
      Then 99.90 EUR were captured

    Scenario: The same amount again changes nothing
      Given an open checkout of 149.90 EUR
      When the shop changes the amount to 149.90 EUR
      Then its amount is 149.90 EUR
      And the history does not tell of "amount changed"

    Scenario: There and back again are two changes
      Given an open checkout of 149.90 EUR
      And the shop changes the amount to 159.90 EUR
      When the shop changes the amount to 149.90 EUR
      Then its amount is 149.90 EUR
      And the history tells of "amount changed" 2 times

    Scenario: Alma is offered once the amount is large enough
      Given an open checkout of 49.99 EUR
      When the shop changes the amount to 50.00 EUR
      Then Alma is offered for it
      And the provider offers the customer Alma too

    Scenario: Alma is no longer offered once the amount is too small
      Given an open checkout of 50.00 EUR
      When the shop changes the amount to 49.99 EUR
      Then Alma is not offered for it, because of "amount below minimum"
      And the provider offers the customer everything but Alma

    Scenario Outline: Where Alma alone is wanted, an amount that Alma refuses changes nothing
      Given an open checkout of 149.90 EUR for Alma alone
      When the shop changes the amount to <amount>
      Then the shop is refused: "alma not offered", because of "<obstacle>"
      And its amount is 149.90 EUR

      Examples:
        | amount      | obstacle             |
        | 49.99 EUR   | amount below minimum |
        | 5000.01 EUR | amount above maximum |

    Scenario Outline: Amounts that nobody can pay
      Given an open checkout of 149.90 EUR
      When the shop changes the amount to <amount>
      Then the shop is refused: "invalid request"
      And its amount is 149.90 EUR

      Examples:
        | amount         |
        | 0.00 EUR       |
        | -5.00 EUR      |
        | 1000000.00 EUR |

    Scenario Outline: Nobody changes the amount under a customer who is paying, or has paid
      Given a checkout of 149.90 EUR that is <status>
      When the shop changes the amount to 159.90 EUR
      Then the shop is refused: "not allowed now", since the checkout is <status>
      And its amount is 149.90 EUR

      Examples:
        | status            |
        | awaiting customer |
        | processing        |
        | authorized        |
        | paid              |
        | canceled          |
        | in review         |

    Scenario: The customer has left for Alma, and the shop does not know yet
      Given an open checkout of 149.90 EUR
      And the customer goes to Alma on their own
      When the shop changes the amount to 159.90 EUR
      Then the shop is refused: "not allowed now", since the checkout is awaiting customer

    Scenario: The answer to the change gets lost, and it is finished on the rounds
      Given an open checkout of 149.90 EUR
      And the shop changes the amount to 159.90 EUR, and the answer gets lost
      When 2 minutes pass and the shop makes its rounds
      Then its amount is 159.90 EUR
      And the history tells of "amount changed" once

    Scenario: The change never reached the provider, and is made on the rounds
      Given an open checkout of 149.90 EUR
      And the shop changes the amount to 159.90 EUR, and it never arrives
      When 2 minutes pass and the shop makes its rounds
      Then its amount is 159.90 EUR
      And exactly one payment was made at the provider, of 159.90 EUR

    Scenario: The answer gets lost and the customer pays the new amount
      Given an open checkout of 149.90 EUR
      And the shop changes the amount to 159.90 EUR, and the answer gets lost
      When the customer pays by card, and the shop asks the provider
      Then the checkout is paid
      And its amount is 159.90 EUR

    Scenario: The change never reached the provider, and the customer pays the old amount
      Given an open checkout of 149.90 EUR
      And the shop changes the amount to 159.90 EUR, and it never arrives
      When the customer pays by card, and the shop asks the provider
      Then the checkout is paid
      And its amount is 149.90 EUR

    Scenario: The provider refuses the new amount
      Given an open checkout of 149.90 EUR
      And the provider refuses the next change
      When the shop changes the amount to 159.90 EUR
      Then the shop is refused: "provider refused"
      And its amount is 149.90 EUR

    Scenario: An order with lines needs new lines
      Given an open checkout of 149.90 EUR with these lines
        | name     | quantity | price  |
        | Armchair | 1        | 129.90 |
        | Cushion  | 2        | 10.00  |
      When the shop changes the amount to 139.90 EUR
      Then the shop is refused: "invalid request"
      And its amount is 149.90 EUR

    Scenario: New lines that sum to the new amount
      Given an open checkout of 149.90 EUR with these lines
        | name     | quantity | price  |
        | Armchair | 1        | 129.90 |
        | Cushion  | 2        | 10.00  |
      When the shop changes the amount to 124.90 EUR, with these lines
        | name     | quantity | price  |
        | Armchair | 1        | 129.90 |
        | Voucher  | 1        | -5.00  |
      Then its amount is 124.90 EUR
      And its lines are "Armchair" and "Voucher"

    Scenario: New lines that do not sum to the new amount
      Given an open checkout of 149.90 EUR with these lines
        | name     | quantity | price  |
        | Armchair | 1        | 149.90 |
      When the shop changes the amount to 139.90 EUR, with these lines
        | name     | quantity | price  |
        | Armchair | 1        | 149.90 |
      Then the shop is refused: "invalid request"
      And its amount is 149.90 EUR
