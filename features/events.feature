Feature: Telling the shop's own systems what happened
  A customer may pay and never come back. So a system of the shop's own is told: of money that came or is reserved, of
  what failed or was called off, of refunds and disputes. Nobody has to ask, and nothing is lost while nobody listens.

  Rule: R86 What happened is told once, with all that is needed to act on it

    @durable
    Scenario: A customer pays and never comes back
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer approves at Alma
      And 61 minutes pass and the shop makes its rounds
      When the news go out
      Then the shop's system has heard of: paid

    Scenario Outline: What is told, and what goes on without a word
      Given a checkout of 149.90 EUR that is <status>
      When the news go out
      Then the shop's system has heard of: <news>

      Examples:
        | status            | news           |
        | open              | nothing        |
        | awaiting customer | nothing        |
        | processing        | nothing        |
        | in review         | nothing        |
        | declined          | attempt failed |
        | authorized        | authorized     |
        | paid              | paid           |
        | canceled          | canceled       |

    Scenario: The order and the money are told with it
      Given a paid checkout of 149.90 EUR
      When the news go out
      Then it was told of 149.90 EUR captured and 149.90 EUR refundable, for order 1001

    Scenario: A reservation, and its money
      Given an authorized checkout of 149.90 EUR
      And the shop captures 80.00 EUR
      When the news go out
      Then the shop's system has heard of: authorized, paid
      And it was told of 80.00 EUR captured and 80.00 EUR refundable, for order 1001

    Scenario: A refund arrives
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR
      And 10 minutes pass and the shop makes its rounds
      When the news go out
      Then the shop's system has heard of: paid, refund succeeded

    Scenario: A refund fails
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR, which is going to fail
      And 10 minutes pass and the shop makes its rounds
      When the news go out
      Then the shop's system has heard of: paid, refund failed

    Scenario: A dispute, and its end
      Given a paid checkout of 149.90 EUR
      And the customer disputes it
      When the dispute ends as "won"
      And the news go out
      Then the shop's system has heard of: paid, dispute opened, dispute closed

    Scenario: Asking again tells nothing anew
      Given a paid checkout of 149.90 EUR
      And the news go out
      And the shop asks the provider twice
      When the news go out
      Then the shop's system has heard of: paid

  Rule: R87 News go out until they are accepted, for three days

    Scenario: The shop's system is not ready for a while
      Given a paid checkout of 149.90 EUR
      And the shop's system is not ready for 1 hour
      When the news go out every 1 hour, 3 times
      Then the shop's system has heard of: paid

    Scenario: It is not ready for days
      Given the shop's system is not ready
      And a paid checkout of 149.90 EUR
      When the news go out every 1 hour, 73 times
      Then the shop's system has heard of: nothing
      And 1 of the news could not be delivered

    Scenario: Two days are not too long
      Given a paid checkout of 149.90 EUR
      And the shop's system is not ready for 2 days
      When the news go out every 1 hour, 8 times
      Then the shop's system has heard of: paid

    Scenario: It wants to hear nothing any more
      Given the shop's system wants no news
      And a paid checkout of 149.90 EUR
      And the news go out
      Then 1 of the news could not be delivered

  Rule: R88 What could not be delivered is kept until somebody sends it again

    @durable
    Scenario: It is sent again
      Given a paid checkout of 149.90 EUR
      And the shop's system wanted no news, and works again
      When somebody sends again what could not be delivered
      Then the shop's system has heard of: paid
      And nothing needs a person

    Scenario: Until then it needs a person
      Given the shop's system wants no news
      And a paid checkout of 149.90 EUR
      When the news go out
      Then "undelivered" needs a person

    Scenario: A person takes care of it otherwise
      Given the shop's system wants no news
      And a paid checkout of 149.90 EUR
      And the news go out
      When somebody says that they took care of what could not be delivered
      Then nothing needs a person

    Scenario: What was delivered is sent again too, where somebody wants it
      Given a paid checkout of 149.90 EUR
      And the news go out
      When somebody sends the last of the news again
      Then the shop's system has heard of: paid, paid

    Scenario: There is nothing to send of what never happened
      When somebody sends again what never happened
      Then the shop is refused: "not found"
