Feature: Opening a checkout and sending the customer to Alma
  A checkout is one order being paid, through exactly one payment at the provider. Whatever is asked twice, lost on the
  way or interrupted, the order is never paid twice.

  Rule: R20 A checkout has exactly one payment, whatever was interrupted

    @durable
    Scenario: Opening makes one payment for the whole amount
      When the shop opens a checkout of 149.90 EUR
      Then the checkout is open
      And exactly one payment was made at the provider, of 149.90 EUR

    @durable
    Scenario: The answer to the opening gets lost, and the shop asks again
      Given the answer to the next opening gets lost
      And the shop asked in vain for a checkout of 149.90 EUR with the key "armchair"
      When the shop opens a checkout of 149.90 EUR with the key "armchair"
      Then the checkout is open
      And exactly one payment was made at the provider, of 149.90 EUR

    Scenario: The provider cannot be reached for the opening
      Given the provider cannot be reached
      When the shop opens a checkout of 149.90 EUR with the key "armchair"
      Then the shop is refused: "provider unavailable"
      And no payment was made at the provider

    Scenario: The provider cannot be reached, and the shop asks again later
      Given the next opening never arrives at the provider
      And the shop asked in vain for a checkout of 149.90 EUR with the key "armchair"
      When the shop opens a checkout of 149.90 EUR with the key "armchair"
      Then the checkout is open
      And there is one checkout for the order

    Scenario: An opening that was interrupted is finished on the rounds
      Given the answer to the next opening gets lost
      And the shop asked in vain for a checkout of 149.90 EUR with the key "armchair"
      When 2 minutes pass and the shop makes its rounds
      Then the checkout of the order has its payment
      And exactly one payment was made at the provider, of 149.90 EUR

    Scenario: An opening that was interrupted for more than a day is looked for, and never asked for again
      Given the answer to the next opening gets lost
      And the shop asked in vain for a checkout of 149.90 EUR with the key "armchair"
      When 25 hours pass and the shop makes its rounds
      Then exactly one payment was made at the provider, of 149.90 EUR
      And its payment is called off at the provider

    Scenario: A payment that was never made is given up in time
      Given the next opening never arrives at the provider
      And the shop asked in vain for a checkout of 149.90 EUR with the key "armchair"
      When 25 hours pass and the shop makes its rounds
      Then the checkout of the order is canceled, because of "abandoned"
      And no payment was made at the provider

    Scenario: An order may have several checkouts, and each opening tells of the others
      Given an open checkout of 149.90 EUR for order 1001
      When the shop opens a checkout of 120.00 EUR for order 1001
      Then it is told of 1 other checkout of the order, which is open

    Scenario: A canceled checkout is no longer told of
      Given an open checkout of 149.90 EUR for order 1001
      And the shop cancels it
      When the shop opens a checkout of 149.90 EUR for order 1001
      Then it is told of no other checkout of the order

    Scenario: A paid checkout is told of, so that nobody pays twice
      Given a paid checkout of 149.90 EUR
      When the shop opens a checkout of 149.90 EUR
      Then it is told of 1 other checkout of the order, which is paid

  Rule: R21 One key opens one checkout

    @durable
    Scenario: The same key and the same order
      Given an open checkout of 149.90 EUR with the key "armchair"
      When the shop opens a checkout of 149.90 EUR with the key "armchair"
      Then it is the same checkout
      And exactly one payment was made at the provider, of 149.90 EUR

    Scenario: The same key shows the checkout as it stands now
      Given an open checkout of 149.90 EUR with the key "armchair"
      And the customer pays it with Alma
      When the shop opens a checkout of 149.90 EUR with the key "armchair"
      Then it is the same checkout
      And the shop is shown that it is paid

    @durable
    Scenario: The same key and another amount
      Given an open checkout of 149.90 EUR with the key "armchair"
      When the shop opens a checkout of 159.90 EUR with the key "armchair"
      Then the shop is refused: "idempotency conflict"
      And there is one checkout for the order

    Scenario: Another key is another checkout
      Given an open checkout of 149.90 EUR with the key "armchair"
      When the shop opens a checkout of 149.90 EUR with the key "lamp"
      Then it is another checkout

    Scenario: Without a key each opening is one of its own
      Given an open checkout of 149.90 EUR
      When the shop opens a checkout of 149.90 EUR
      Then it is another checkout

    Scenario Outline: A key is kept for thirty days
      Given an open checkout of 149.90 EUR with the key "armchair"
      When <time> pass
      And the shop opens a checkout of 149.90 EUR with the key "armchair"
      Then it is <which> checkout

      Examples:
        | time                              | which    |
        | 29 days 23 hours 59 minutes       | the same |
        | 30 days                           | another  |

    Scenario: A key whose opening broke a rule is free
      Given the shop was refused a checkout of 49.99 EUR for Alma alone with the key "armchair"
      When the shop opens a checkout of 149.90 EUR for Alma alone with the key "armchair"
      Then the checkout is open

    Scenario: A key whose opening the provider refused is free
      Given the provider refuses the next opening
      And the shop was refused a checkout of 149.90 EUR with the key "armchair"
      When the shop opens a checkout of 149.90 EUR with the key "armchair"
      Then the checkout is open

    Scenario: An opening that the provider refused leaves a canceled checkout
      Given the provider refuses the next opening
      When the shop opens a checkout of 149.90 EUR
      Then the shop is refused: "provider refused"
      And the checkout of the order is canceled, because of "provider refused"

  Rule: R23 The shop's server sends the customer to Alma

    @durable
    Scenario: The customer is given an hour at Alma
      Given an open checkout of 149.90 EUR
      When the customer is sent to Alma
      Then the checkout awaits the customer for 60 minutes
      And the customer has an address at Alma

    Scenario: Asking again gives the same attempt
      Given an open checkout of 149.90 EUR
      And the customer is sent to Alma
      When 20 minutes pass
      And the customer is sent to Alma again
      Then it is attempt 1, with 40 minutes left and the same address

    Scenario: The answer of the provider gets lost, and the shop asks again
      Given an open checkout of 149.90 EUR
      And the shop sends the customer to Alma, and the answer gets lost
      When the customer is sent to Alma again
      Then it is attempt 1
      And the customer can approve at Alma

    Scenario: The answer of the provider gets lost, and the shop learns of the attempt within a minute
      Given an open checkout of 149.90 EUR
      And the shop sends the customer to Alma, and the answer gets lost
      When 1 minute passes and the shop makes its rounds
      Then the checkout awaits the customer for 59 minutes

    Scenario: The provider cannot be reached
      Given an open checkout of 149.90 EUR
      And the provider cannot be reached
      When the customer is sent to Alma
      Then the shop is refused: "provider unavailable"
      And the checkout is open

    Scenario: The answer gets lost, nobody asks for an hour, and the customer is sent again
      Given an open checkout of 149.90 EUR
      And the shop sends the customer to Alma, and the answer gets lost
      And 61 minutes pass
      When the customer is sent to Alma
      Then the customer can approve at Alma

    Scenario: After an attempt by card that waits for the bank, Alma is a new attempt
      Given an open checkout of 149.90 EUR
      And the customer's bank wants to see the customer first
      When the customer is sent to Alma
      Then it is attempt 2
      And the customer can approve at Alma

    Scenario Outline: There is nowhere to send the customer of a checkout that is over
      Given a checkout of 149.90 EUR that is <status>
      When the customer is sent to Alma
      Then the shop is refused: "not allowed now"

      Examples:
        | status     |
        | paid       |
        | authorized |
        | canceled   |

  Rule: R24 The customer may also choose Alma without the shop's server

    Scenario: The shop learns of it by asking the provider
      Given an open checkout of 149.90 EUR
      When the customer goes to Alma on their own
      And the shop asks the provider
      Then the checkout awaits the customer for 60 minutes

    Scenario: The hour counts from when the customer went, not from when the shop noticed
      Given an open checkout of 149.90 EUR
      When the customer goes to Alma on their own
      And 15 minutes pass
      And the shop asks the provider
      Then the checkout awaits the customer for 45 minutes

    Scenario: Going to Alma again is the next attempt, with an hour of its own
      Given a checkout of 149.90 EUR whose customer is at Alma
      When 30 minutes pass
      And the customer goes to Alma on their own
      And the shop asks the provider
      Then it is attempt 2, with 60 minutes left

    Scenario: An attempt that began and ended unseen is recorded once
      Given an open checkout of 149.90 EUR
      And the customer goes to Alma on their own, who is refused
      When the shop asks the provider twice
      Then the last attempt was declined
      And the history tells of "attempt failed" once

    Scenario: A payment by card that the shop never saw begin counts
      Given an open checkout of 149.90 EUR
      When the customer pays by card
      And the shop asks the provider
      Then the checkout is paid

  Rule: R25 The customer comes back to the shop's own address

    @not-on-the-command-line
    Scenario: The shop's address keeps what it carries, and learns how the checkout stands
      Given an open checkout of 149.90 EUR to come back from to "https://shop.example/thanks?order=1001#top"
      When the customer is sent to Alma
      And the customer approves and comes back
      Then the customer arrives at "https://shop.example/thanks?order=1001&checkout=<id>&status=paid#top"

    @not-on-the-command-line
    Scenario: An address given when sending replaces the one given when opening
      Given an open checkout of 149.90 EUR to come back from to "https://shop.example/thanks"
      When the customer is sent to Alma, to come back to "https://shop.example/merci"
      And the customer approves and comes back
      Then the customer arrives at "https://shop.example/merci?checkout=<id>&status=paid"

    @not-on-the-command-line
    Scenario: A refused customer of the shop's server goes back to the shop
      Given an open checkout of 149.90 EUR to come back from to "https://shop.example/thanks"
      When the customer is sent to Alma
      And Alma refuses the customer, who comes back
      Then the customer arrives at "https://shop.example/thanks?checkout=<id>&status=open"

    Scenario: A refused customer who went on their own stays with us, to try another way
      Given an open checkout of 149.90 EUR to come back from to "https://shop.example/thanks"
      When the customer goes to Alma on their own
      And Alma refuses the customer, who comes back
      Then the customer stays with the checkout

    Scenario Outline: Addresses that nobody should be sent to
      When the shop opens a checkout of 149.90 EUR to come back from to <an address>
      Then the shop is refused: "invalid return address"
      And there is no checkout, and no payment at the provider

      Examples:
        | an address                              |
        | an address without a host               |
        | an address that is not protected        |
        | an address with a user's name           |
        | an address that carries a status        |
        | an address that carries a checkout      |
        | an address with the provider's words    |
        | an address of 2049 characters           |

    Scenario: An address of 2048 characters is as long as may be
      When the shop opens a checkout of 149.90 EUR to come back from to an address of 2048 characters
      Then the checkout is open

    @not-on-the-command-line
    Scenario: Somebody comes back with a secret that is not the payment's
      Given a checkout of 149.90 EUR whose customer is at Alma
      When somebody comes back with another secret
      Then they are told that there is nothing here
      And the checkout awaits the customer

  Rule: R1 Nobody's word is taken for what happened

    Scenario: A customer who claims to have paid has not paid
      Given a checkout of 149.90 EUR whose customer is at Alma
      When the customer comes back, claiming success
      Then the checkout awaits the customer

    @durable
    Scenario: A customer who never comes back has paid all the same
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer approves at Alma
      When the shop asks the provider
      Then the checkout is paid

    Scenario: A payment is found on the rounds, with nobody saying a word
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer approves at Alma
      When 61 minutes pass and the shop makes its rounds
      Then the checkout is paid

  Rule: R2 Hearing the same thing twice changes nothing

    Scenario: The customer comes back twice
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer approves and comes back
      When the customer comes back
      Then the checkout is paid
      And the history tells of "paid" once

    Scenario: Asking a paid checkout again and again changes nothing
      Given a paid checkout of 149.90 EUR
      When the shop asks the provider twice
      Then the checkout is as it was before

    Scenario: A paid checkout stays paid, whatever the provider says later
      Given a paid checkout of 149.90 EUR
      When the provider says "canceled" of its payment
      And the shop asks the provider
      Then the checkout is paid

  Rule: R3 What nobody foresaw is written down once and changes nothing

    Scenario: The provider says something that nobody knows
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the provider says "requires_reauthorization" of its payment
      When the shop asks the provider twice
      Then the checkout awaits the customer
      And the history tells of "unknown status" once
