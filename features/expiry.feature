Feature: Time runs out
  The customer has an hour at Alma. The shop never declares an attempt dead by its own clock: it asks, and money that
  arrives late is still money.

  Rule: R40 An attempt has one hour from its start

    @durable
    Scenario Outline: The last second of the hour
      Given a checkout of 149.90 EUR whose customer is at Alma
      When <time> pass
      And the shop asks the provider
      Then the checkout is <status>

      Examples:
        | time  | status            |
        | 59:59 | awaiting customer |
        | 60:00 | open              |
        | 60:01 | open              |

    Scenario Outline: An attempt is overdue from the sixtieth minute
      Given a checkout of 149.90 EUR whose customer is at Alma
      When <time> pass
      Then <count> of the shop's checkouts are overdue

      Examples:
        | time  | count |
        | 59:59 | 0     |
        | 60:00 | 1     |

    Scenario: A retry has an hour of its own
      Given a checkout of 149.90 EUR whose customer is at Alma
      And Alma refuses the customer after 40 minutes, who tries again
      When 59:59 pass and the shop makes its rounds
      Then the checkout awaits the customer

  Rule: R41 An overdue attempt is asked about, never declared dead

    Scenario: The hour is over, and the provider has ended the attempt
      Given a checkout of 149.90 EUR whose customer is at Alma
      When 61 minutes pass and the shop makes its rounds
      Then the checkout is open
      And the last attempt was expired, with the advice to try again

    Scenario: The hour is over, and the provider has not ended the attempt yet
      Given a checkout of 149.90 EUR whose customer is at Alma
      And Alma is late to end attempts
      When 61 minutes pass and the shop makes its rounds
      Then the checkout awaits the customer
      And the history tells of "attempt overdue" once

    Scenario: An attempt that is overdue for long is noted once
      Given a checkout of 149.90 EUR whose customer is at Alma
      And Alma is late to end attempts
      When the shop makes its rounds every 30 minutes, 8 times
      Then the checkout awaits the customer
      And the history tells of "attempt overdue" once

    Scenario: The provider ends the attempt at last
      Given a checkout of 149.90 EUR whose customer is at Alma
      And Alma is late to end the attempt, and the shop asks after 61 minutes
      When 10 minutes pass and the shop makes its rounds
      Then the checkout is open
      And the last attempt was expired

    Scenario: The hour is over, and the provider cannot be reached
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the provider cannot be reached
      When 61 minutes pass and the shop makes its rounds
      Then the checkout awaits the customer

    Scenario: The provider can be reached again, and is asked again
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the provider cannot be reached for 61 minutes
      When 10 minutes pass and the shop makes its rounds
      Then the checkout is open
      And the last attempt was expired

    Scenario: The customer tries again after the hour and pays
      Given a checkout of 149.90 EUR whose customer is at Alma
      And 61 minutes pass and the shop makes its rounds
      When the customer pays it with Alma
      Then the checkout is paid
      And exactly one payment was made at the provider, of 149.90 EUR

  Rule: R42 Money beats the clock

    @durable
    Scenario: The customer pays in the last second, and the shop hears of it later
      Given a checkout of 149.90 EUR whose customer is at Alma
      And 59:59 pass
      And the customer approves at Alma
      When 30 minutes pass and the shop makes its rounds
      Then the checkout is paid

    Scenario: Alma takes the money after the hour
      Given a checkout of 149.90 EUR whose customer is at Alma
      And Alma is late to end attempts
      And 75 minutes pass and the shop makes its rounds
      When the customer approves and comes back
      Then the checkout is paid

    Scenario: The provider cannot be reached for hours, and the money was there all along
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer approves at Alma
      And the provider cannot be reached for 5 hours
      When 2 hours pass and the shop makes its rounds
      Then the checkout is paid

  Rule: R43 Refused and run out of time look alike; the provider's explicit word decides, else the clock

    Scenario: The provider says outright that the time is over
      Given a checkout of 149.90 EUR whose customer is at Alma
      When 10 minutes pass
      And Alma ends the attempt for want of time, and the customer comes back
      Then the last attempt was expired, with the advice to try again

    Scenario: The provider says outright that the customer was refused
      Given a checkout of 149.90 EUR whose customer is at Alma
      When 59:59 pass
      And Alma refuses the customer, who comes back
      Then the last attempt was declined

    Scenario Outline: The provider says nothing, and the clock decides
      Given a checkout of 149.90 EUR whose customer is at Alma
      When <time> pass
      And the provider ends the attempt without a word
      And the shop asks the provider
      Then the last attempt was <how>

      Examples:
        | time  | how      |
        | 59:59 | declined |
        | 60:00 | expired  |

  Rule: R44 A customer who comes back unfinished may still pay

    Scenario: The customer comes back while the phone finishes
      Given a checkout of 149.90 EUR whose customer is at Alma
      When the customer comes back without having finished
      Then the checkout awaits the customer
      And its payment is not called off at the provider

    Scenario: The phone finishes later
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer comes back without having finished
      When the customer approves at Alma after 10 minutes
      And the shop asks the provider
      Then the checkout is paid

    Scenario: The customer comes back unfinished and goes again
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer comes back without having finished
      When the customer is sent to Alma again
      Then it is attempt 1, with 60 minutes left

  Rule: R45 An open checkout lapses in time

    @durable
    Scenario Outline: A day after its opening it is called off
      Given an open checkout of 149.90 EUR
      When <time> pass and the shop makes its rounds
      Then the checkout is <status>

      Examples:
        | time                       | status   |
        | 23 hours 59 minutes        | open     |
        | 24 hours 2 minutes         | canceled |

    Scenario: It is called off at the provider too
      Given an open checkout of 149.90 EUR
      When 25 hours pass and the shop makes its rounds
      Then the checkout is canceled, because of "abandoned"
      And its payment is called off at the provider

    Scenario: Not sooner than an hour after an attempt ended
      Given an open checkout of 149.90 EUR
      And 23 hours 50 minutes pass
      And the customer is refused by Alma
      When 58 minutes pass and the shop makes its rounds
      Then the checkout is open

    Scenario: An hour after the last attempt ended
      Given an open checkout of 149.90 EUR
      And 23 hours 50 minutes pass
      And the customer is refused by Alma
      When 62 minutes pass and the shop makes its rounds
      Then the checkout is canceled, because of "abandoned"

    Scenario: Money that the shop had not heard of keeps it from lapsing
      Given an open checkout of 149.90 EUR
      And the customer pays by card
      When 25 hours pass and the shop makes its rounds
      Then the checkout is paid

    Scenario: A customer at Alma is not called off when the day is over
      Given an open checkout of 149.90 EUR
      And 23 hours 50 minutes pass
      And the customer is sent to Alma
      When 20 minutes pass and the shop makes its rounds
      Then the checkout awaits the customer

    Scenario: The provider cannot be reached when the day is over
      Given an open checkout of 149.90 EUR
      And the provider cannot be reached
      When 25 hours pass and the shop makes its rounds
      Then the checkout is open

    Scenario: The answer to the cancellation gets lost
      Given an open checkout of 149.90 EUR
      And the answer to the next cancellation gets lost
      When the shop makes its rounds every 25 hours, 2 times
      Then the checkout is canceled, because of "abandoned"
      And the history tells of "canceled" once

    Scenario Outline: An attempt that the provider never ends lapses a day after all
      Given a checkout of 149.90 EUR whose customer is at Alma
      And Alma is late to end attempts
      When <time> pass and the shop makes its rounds
      Then the checkout is <status>

      Examples:
        | time     | status            |
        | 47 hours | awaiting customer |
        | 49 hours | canceled          |
