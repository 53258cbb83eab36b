Feature: Seeing, understanding and deciding
  Whoever looks after payments sees what happened, what is awaited, and what can be done. Where the provider's figures
  contradict the order, nothing moves until a person has decided.

  Rule: R5 Money must be what the order asked for

    Scenario Outline: Another amount than asked for was received
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer approves at Alma, but the provider receives <amount>
      When the shop asks the provider
      Then the checkout is in review, because of "amount differs"
      And 149.90 EUR were expected and <amount> found

      Examples:
        | amount     |
        | 149.89 EUR |
        | 149.91 EUR |
        | 1.00 EUR   |

    Scenario: Another amount was reserved
      Given an authorization of 149.90 EUR that the shop has not heard of
      And the provider's payment is of 140.00 EUR
      When the shop asks the provider
      Then the checkout is in review, because of "amount differs"

    Scenario: Another currency was received
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer approves at Alma
      And the provider's payment is in GBP
      When the shop asks the provider
      Then the checkout is in review, because of "currency differs"

    Scenario: The money is for another checkout
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer approves at Alma
      And the provider's payment names another checkout
      When the shop asks the provider
      Then the checkout is in review, because of "not ours"

    Scenario: What was captured in part is no contradiction
      Given an authorized checkout of 149.90 EUR
      When somebody at the provider captures 1.00 EUR
      And the shop asks the provider
      Then the checkout is paid

    Scenario: Figures that differ matter once there is money, and not before
      Given an open checkout of 149.90 EUR
      And the provider's payment is of 140.00 EUR
      When the shop asks the provider
      Then the checkout is open

  Rule: R7 In review nothing moves until somebody decides

    Scenario: Nothing counts as captured
      Given a checkout of 149.90 EUR that is in review
      When the shop asks the provider
      Then nothing was captured
      And at most 0.00 EUR may be refunded

    Scenario: Asking brings the figures up to date, and nothing else
      Given a checkout of 149.90 EUR that is in review
      And the provider has received 120.00 EUR
      When the shop asks the provider
      Then 149.90 EUR were expected and 120.00 EUR found
      And the history tells of "in review" once

    Scenario: Whoever decides sees both sides
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer approves at Alma, but the provider receives 148.90 EUR
      When the shop asks the provider
      Then the order asks for 149.90 EUR, and the provider received 148.90 EUR of 149.90 EUR
      And what differs is: received

    Scenario: Everything that differs is shown
      Given an authorization of 149.90 EUR that the shop has not heard of
      And the provider's payment is of 140.00 EUR
      And the provider's payment names another checkout
      When the shop asks the provider
      Then what differs is: checkout, amount

    Scenario: It does not lapse
      Given a checkout of 149.90 EUR that is in review
      When the shop makes its rounds every 24 hours, 4 times
      Then the checkout is in review

    Scenario: Accepting takes what was received
      Given a checkout of 149.90 EUR in review, for which 148.90 EUR arrived
      When somebody decides to accept what arrived
      Then the checkout is paid
      And 148.90 EUR were captured
      And at most 148.90 EUR may be refunded

    Scenario: Refunding gives everything back
      Given a checkout of 149.90 EUR in review, for which 148.90 EUR arrived
      When somebody decides to give everything back
      Then the checkout is canceled, because of "refunded in review"
      And there is 1 refund at the provider, of 148.90 EUR in all

    Scenario: An authorization in review is called off
      Given an authorization of 149.90 EUR in review, of which the provider holds 140.00 EUR
      When somebody decides to give everything back
      Then the checkout is canceled, because of "refunded in review"
      And its payment is called off at the provider

    Scenario: Accepting an authorization leaves it to be captured
      Given an authorization of 149.90 EUR in review, of which the provider holds 140.00 EUR
      When somebody decides to accept what arrived
      Then the checkout is authorized

    Scenario: Another currency cannot be accepted
      Given a checkout of 149.90 EUR that is in review
      And the provider's payment is in GBP
      When somebody decides to accept what arrived
      Then the shop is refused: "not allowed now"
      And the checkout is in review

    Scenario: The answer to the refund gets lost, and deciding again goes on
      Given a checkout of 149.90 EUR in review, for which 148.90 EUR arrived
      And somebody decides to give everything back, and the answer gets lost
      When somebody decides to give everything back
      Then the checkout is canceled, because of "refunded in review"
      And there is 1 refund at the provider, of 148.90 EUR in all

    Scenario: The provider cannot be reached for the decision
      Given a checkout of 149.90 EUR in review, for which 148.90 EUR arrived
      And the provider cannot be reached
      When somebody decides to accept what arrived
      Then the shop is refused: "provider unavailable"
      And the checkout is in review

    Scenario Outline: There is nothing to decide otherwise
      Given a checkout of 149.90 EUR that is <status>
      When somebody decides to accept what arrived
      Then the shop is refused: "not allowed now", since the checkout is <status>

      Examples:
        | status   |
        | open     |
        | paid     |
        | canceled |

  Rule: R4 Whoever asks first makes the change, and nobody is told of an error

    Scenario: The customer comes back and the shop asks, one after the other
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer approves and comes back
      When the shop asks the provider
      Then the checkout is paid
      And the history tells of "paid" once

  Rule: R90 Every checkout has a history

    @durable
    Scenario: From the opening to the money
      Given an open checkout of 149.90 EUR
      When the customer pays it with Alma
      Then the history is: opened, payment created, redirected, paid

    Scenario: A refusal, a retry and a refund
      Given a declined checkout of 149.90 EUR
      And the customer pays it with Alma
      And the shop refunds 30.00 EUR
      When 10 minutes pass and the shop makes its rounds
      Then the history is: opened, payment created, redirected, attempt failed, redirected, paid, refund requested, refund succeeded

    Scenario: Reserved, and taken
      Given an authorized checkout of 149.90 EUR
      When the shop captures everything
      Then the history is: opened, payment created, redirected, authorized, paid

    Scenario: Called off
      Given an open checkout of 149.90 EUR
      When the shop cancels it
      Then the history is: opened, payment created, canceled

    Scenario: It says who brought each thing about
      Given a checkout of 149.90 EUR whose customer is at Alma
      When 61 minutes pass and the shop makes its rounds
      Then "opened" was brought about by "shop"
      And "attempt failed" was brought about by "sweep"

    Scenario: It says when
      Given an open checkout of 149.90 EUR
      And 15 minutes pass
      When the shop cancels it
      Then "canceled" happened 15 minutes after "opened"

  Rule: R91 The system explains itself in words

    Scenario Outline: What is awaited, and what can be done
      Given a checkout of 149.90 EUR that is <status>
      When the shop asks for an explanation
      Then it awaits <whom>
      And the operator can <verbs>

      Examples:
        | status            | whom          | verbs                       |
        | open              | the customer  | pay, change, cancel, settle |
        | declined          | the customer  | pay, change, cancel, settle |
        | awaiting customer | the customer  | pay, cancel, settle         |
        | processing        | the provider  | settle                      |
        | authorized        | you           | capture, cancel             |
        | paid              | nobody        | refund                      |
        | canceled          | nobody        | open                        |
        | in review         | your decision | review                      |

    Scenario: A refusal is told of with its cause
      Given a declined checkout of 149.90 EUR
      When the shop asks for an explanation
      Then the explanation tells of "Attempt 1 was refused"

    Scenario: An attempt says until when it runs
      Given a checkout of 149.90 EUR whose customer is at Alma
      When the shop asks for an explanation
      Then it awaits "2026-11-24 13:00:00 UTC"

    Scenario: An overdue attempt says that the provider is awaited
      Given a checkout of 149.90 EUR whose customer is at Alma
      And Alma is late to end attempts
      And 61 minutes pass and the shop makes its rounds
      When the shop asks for an explanation
      Then it awaits the provider

    Scenario: An interrupted opening says so
      Given the provider cannot be reached
      And the shop asked in vain for a checkout of 149.90 EUR with the key "armchair"
      When the shop asks for an explanation of the order's checkout
      Then it awaits the provider

    Scenario: A pending refund is told of
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR
      When the shop asks for an explanation
      Then it awaits the provider
      And the operator can refund, settle

    Scenario: A canceled checkout says who and why
      Given an open checkout of 149.90 EUR
      And 25 hours pass and the shop makes its rounds
      When the shop asks for an explanation
      Then the explanation tells of "nobody paid in time"

    Scenario: The time to capture is told
      Given an authorized checkout of 149.90 EUR
      When the shop asks for an explanation
      Then it awaits "2026-12-01 12:00:00 UTC"

    Scenario Outline: What follows by itself is told, and when
      Given a checkout of 149.90 EUR that is <status>
      And 15 minutes pass
      When the shop asks for an explanation
      Then what follows is told with "<when>"

      Examples:
        | status            | when                                  |
        | open              | 2026-11-25 12:00:00 UTC (in 23 hours) |
        | declined          | 2026-11-25 12:00:00 UTC (in 23 hours) |
        | awaiting customer | the provider is asked                 |
        | authorized        | the provider releases the money       |
        | paid              | Alma takes refunds until 2027-05-23   |
        | canceled          | with a new checkout                   |
        | in review         | Nothing moves until you decide        |

    Scenario: The time that an attempt has left is told
      Given a checkout of 149.90 EUR whose customer is at Alma
      And 46 minutes pass
      When the shop asks for an explanation
      Then it awaits "2026-11-24 13:00:00 UTC (in 14 minutes)"

    Scenario: That nobody makes the rounds is told
      Given an open checkout of 149.90 EUR
      And 26 hours pass
      When the shop asks for an explanation
      Then what follows is told with "as soon as a server or worker runs"

    Scenario: An attempt whose time ran out is told from one that was refused
      Given a checkout of 149.90 EUR whose customer is at Alma
      And 61 minutes pass and the shop makes its rounds
      When the shop asks for an explanation
      Then the explanation tells of "Attempt 1 ran out of its hour"
      And the explanation tells of "The customer may try again"

    Scenario Outline: Why Alma is not offered is told
      Given an open checkout of <total>
      When the shop asks for an explanation
      Then the explanation tells of "<why>"
      And the operator can change, cancel, settle

      Examples:
        | total       | why                                   |
        | 49.99 EUR   | 0.01 EUR below the 50.00 EUR          |
        | 5000.01 EUR | 0.01 EUR above the 5000.00 EUR        |
        | 149.90 GBP  | it takes EUR, and the order is in GBP |

    Scenario: The provider may be what keeps Alma away
      Given the provider does not offer Alma
      And an open checkout of 149.90 EUR
      When the shop asks for an explanation
      Then the explanation tells of "the provider has it not among the ways to pay"

    Scenario: An amount that the provider has not confirmed is told
      Given an open checkout of 149.90 EUR
      And the shop changes the amount to 159.90 EUR, and the answer gets lost
      When the shop asks for an explanation
      Then the explanation tells of "159.90 EUR instead of 149.90 EUR"
      And it awaits the provider

    Scenario: A capture without an answer is told
      Given an authorized checkout of 149.90 EUR
      And the shop captures 80.00 EUR, and the answer gets lost
      When the shop asks for an explanation
      Then the explanation tells of "asked to capture 80.00 EUR"
      And the operator can capture, cancel, settle

    Scenario Outline: The time to capture is warned of
      Given an authorized checkout of 149.90 EUR
      And <time> pass
      When the shop asks for an explanation
      Then the explanation tells of "<warning>"

      Examples:
        | time   | warning                               |
        | 5 days | are reserved and not taken yet        |
        | 6 days | The time to capture ends within a day |
        | 7 days | The time to capture is over           |

    Scenario: What was captured in part is told
      Given an authorized checkout of 149.90 EUR
      And the shop captures 80.00 EUR
      When the shop asks for an explanation
      Then the explanation tells of "a part of the 149.90 EUR"

    Scenario: A refund without an answer is told
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR, and it never arrives
      When the shop asks for an explanation
      Then the explanation tells of "no answer about the refund of 30.00 EUR"

    Scenario: A refund that failed is told with what is to be done
      Given a paid checkout of 149.90 EUR
      And the shop refunds 30.00 EUR, which is going to fail
      And 10 minutes pass and the shop makes its rounds
      When the shop asks for an explanation
      Then it awaits "You, to pay 30.00 EUR to the customer another way"

    Scenario: A refund that was made elsewhere is told
      Given a paid checkout of 149.90 EUR
      And somebody at the provider refunds 30.00 EUR
      And the shop asks the provider
      When the shop asks for an explanation
      Then the explanation tells of "30.00 EUR in all were made at the provider"

    Scenario: A dispute is told with until when to answer it
      Given a paid checkout of 149.90 EUR
      And the customer disputes it
      When the shop asks for an explanation
      Then the explanation tells of "hold what is not sent yet"
      And it awaits "Your evidence, until 2026-12-08 12:00:00 UTC"

    Scenario Outline: How a dispute ended is told
      Given a paid checkout of 149.90 EUR
      And the customer disputes it
      When the dispute ends as "<end>"
      And the shop asks for an explanation
      Then the explanation tells of "The dispute over 149.90 EUR was <end>"

      Examples:
        | end  |
        | won  |
        | lost |

    Scenario Outline: Whoever called it off here is told, with the reason
      Given an open checkout of 149.90 EUR
      And the shop cancels it as "<reason>"
      When the shop asks for an explanation
      Then the explanation tells of "<words>"

      Examples:
        | reason                | words                                 |
        | requested by customer | the customer did not want it any more |
        | duplicate             | it was one too many for its order     |
        | fraudulent            | it was taken for fraud                |
        | abandoned             | it was given up                       |

    Scenario: What was called off at the provider is told as that
      Given an open checkout of 149.90 EUR
      And somebody at the provider calls it off as "requested by customer"
      And 25 hours pass and the shop makes its rounds
      When the shop asks for an explanation
      Then the explanation tells of "Canceled at the provider, which is known through the sweep"

    Scenario: Money that was not captured in time is told
      Given an authorized checkout of 149.90 EUR
      And 8 days pass and the shop makes its rounds
      When the shop asks for an explanation
      Then the explanation tells of "the money was not captured in time"

    Scenario: An opening that the provider refused is told with its word
      Given the provider refuses the next opening
      And the shop was refused a checkout of 149.90 EUR with the key "armchair"
      When the shop asks for an explanation of the order's checkout
      Then the explanation tells of "amount_too_small"
      And the operator can open

    Scenario: A review is told with the facts that contradict each other
      Given a checkout of 149.90 EUR that is in review
      When the shop asks for an explanation
      Then the explanation tells of "expected 149.90 EUR, found 148.90 EUR"
      And what follows is told with "148.90 EUR go back"

    Scenario: A word of the provider that nobody knows is told
      Given an open checkout of 149.90 EUR
      And the provider says "requires reauthorization" of its payment
      And the shop asks the provider
      When the shop asks for an explanation
      Then the explanation tells of "requires reauthorization"

    Scenario: There is nothing to see of a checkout that never was
      When the shop asks for a checkout that never was
      Then the shop is refused: "checkout not found"

    Scenario Outline: The list shows what is asked for, newest first
      Given these checkouts
        | order | status   |
        | 1001  | paid     |
        | 1002  | open     |
        | 1003  | canceled |
        | 1001  | open     |
      When the shop lists <what>
      Then it sees the orders <orders>

      Examples:
        | what                       | orders                 |
        | everything                 | 1001, 1003, 1002, 1001 |
        | what is open               | 1001, 1002             |
        | what is paid               | 1001                   |
        | what is authorized         | none                   |
        | order 1001                 | 1001, 1001             |
        | what is open of order 1001 | 1001                   |
        | order 1009                 | none                   |

    Scenario Outline: The list is narrowed by where, when, how and for how much
      Given these checkouts, each a day after the one before
        | order | total      | country | status |
        | 1001  | 149.90 EUR | FR      | paid   |
        | 1002  | 80.00 EUR  | IT      | open   |
        | 1003  | 80.00 GBP  | FR      | open   |
      When the shop lists <what>
      Then it sees the orders <orders>

      Examples:
        | what                                            | orders     |
        | what is for customers in FR                     | 1003, 1001 |
        | what is for customers in LU                     | none       |
        | what is in GBP                                  | 1003       |
        | what was tried with alma                        | 1001       |
        | what costs from 80.00 EUR to 149.89 EUR         | 1002       |
        | what costs from 80.01 EUR to 149.90 EUR         | 1001       |
        | what was opened from 2026-11-25 to 2026-11-26   | 1002, 1001 |
        | what was opened from 2026-11-27 to 2026-11-27   | 1003       |

    Scenario: What is narrowed cannot be turned around
      When the shop lists what was opened from 2026-11-26 to 2026-11-25
      Then the shop is refused: "invalid request", for the field "opened to"

    Scenario: A long list comes in parts
      Given these checkouts
        | order | status |
        | 1001  | open   |
        | 1002  | open   |
        | 1003  | open   |
      When the shop lists everything, 2 at a time
      Then it sees first the orders 1003, 1002, and then 1001

    Scenario Outline: An export holds everything that is asked for
      Given these checkouts, each a day after the one before
        | order | total      | country | status |
        | 1001  | 149.90 EUR | FR      | paid   |
        | 1002  | 80.00 EUR  | IT      | open   |
        | 1003  | 80.00 GBP  | FR      | open   |
      When the shop exports what is in EUR, as <form>
      Then it is given the orders 1002, 1001
      And 149.90 EUR of order 1001 were captured, in 3 instalments that Alma has a name for

      Examples:
        | form  |
        | csv   |
        | jsonl |

  Rule: R92 What is the customer's alone is not exported

    Scenario Outline: The address at Alma stays with the customer
      Given a checkout of 149.90 EUR whose customer is at Alma
      When the shop exports everything, as <form>
      Then it is given the orders 1001
      And the address at Alma is not in it

      Examples:
        | form  |
        | csv   |
        | jsonl |

  Rule: R93 Money is whole cents with a currency, and time is universal

    Scenario: A checkout with everything that may happen to it
      Given a declined checkout of 149.90 EUR
      And the customer pays it with Alma
      When the shop refunds 30.00 EUR
      Then every amount shown is a whole number of cents
      And every time shown is universal
