Feature: Looking for what was missed
  Events may get lost, people act in the provider's dashboard, and a backup may be older than the last payment. Whoever
  looks after payments has everything looked for, and is told what needs a person.

  Rule: R85 Everything that was missed is found, and looking twice changes nothing

    Scenario: The customer paid, and no word of it came
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer approves at Alma
      When the shop looks for what it missed
      Then the checkout is paid
      And 1 checkout had changed

    Scenario: Looking again changes nothing
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the customer approves at Alma, and the shop looks for what it missed
      When the shop looks for what it missed
      Then 0 checkouts had changed
      And the history tells of "paid" once

    Scenario: Money went back in the dashboard, long after it was paid
      Given a paid checkout of 149.90 EUR
      And 30 days later somebody at the provider refunds 50.00 EUR
      When the shop looks for what it missed
      Then the refund of 50.00 EUR is adopted
      And 1 checkout had changed

    Scenario: A customer who is still at Alma stays there
      Given a checkout of 149.90 EUR whose customer is at Alma
      When the shop looks for what it missed
      Then the checkout is awaiting customer
      And 0 checkouts had changed

    Scenario: The payment was made, and its answer got lost
      Given the answer to the next opening gets lost
      And the shop asked in vain for a checkout of 149.90 EUR with the key "armchair"
      When the shop looks for what it missed
      Then the order's checkout has a payment, and the provider has 1

    Scenario: In review the figures are brought up to date, and nothing is decided
      Given a checkout of 149.90 EUR that is in review
      And the provider has received 120.00 EUR
      When the shop looks for what it missed
      Then the checkout is in review, because of "amount differs"
      And 149.90 EUR were expected and 120.00 EUR found

    Scenario: The provider cannot be reached
      Given a checkout of 149.90 EUR whose customer is at Alma
      And the provider cannot be reached
      When the shop looks for what it missed
      Then the shop is refused: "provider unavailable"

    Scenario: A payment of ours that no checkout owns is a task
      Given a paid payment of ours that no checkout owns
      When the shop looks for what it missed
      Then 1 payment belongs to no checkout
      And "orphan" needs a person

    Scenario: A payment of somebody else is only counted
      Given a paid payment of another installation
      When the shop looks for what it missed
      Then 0 payments belong to no checkout, and 1 to others
      And nothing needs a person

    Scenario: The money of a payment that no checkout owns goes back
      Given a paid payment of ours that no checkout owns
      And the shop looks for what it missed
      When somebody gives its money back, twice
      Then the provider gave back everything of it, once
      And nothing needs a person

    Scenario: A payment that nobody paid is called off
      Given a payment of ours that no checkout owns
      And the shop looks for what it missed
      When somebody gives its money back
      Then it is called off at the provider
      And nothing needs a person

    Scenario: The refund of such a payment fails, and it needs a person again
      Given a paid payment of ours that no checkout owns
      And the shop looks for what it missed
      And somebody gives its money back, which is going to fail
      When 10 minutes pass and the shop looks for what it missed
      Then "orphan" needs a person

    Scenario: Its money went back in the dashboard
      Given a paid payment of ours that no checkout owns
      And the shop looks for what it missed
      And somebody at the provider gives its money back
      When the shop looks for what it missed
      Then nothing needs a person

    Scenario: A payment that was never found cannot be given back
      When somebody gives the money of an unknown payment back
      Then the shop is refused: "not found"

  Rule: R50 Money that is reserved needs a person from day six

    Scenario Outline: The time to capture ends
      Given an authorized checkout of 149.90 EUR
      When <time> pass
      Then <what>

      Examples:
        | time      | what                                 |
        | 143 hours | nothing needs a person               |
        | 144 hours | "capture" needs a person             |
        | 168 hours | "capture" needs a person and is late |

    Scenario: Captured money needs nobody
      Given an authorized checkout of 149.90 EUR
      And 150 hours pass
      When the shop captures everything
      Then nothing needs a person

    Scenario: A capture ends by capturing, not by saying so
      Given an authorized checkout of 149.90 EUR
      And 150 hours pass
      When somebody says that "capture" is done
      Then the shop is refused: "not allowed now"
      And "capture" needs a person

  Rule: R62 A refund that failed needs a person

    Scenario: It stays until somebody says that it is done
      Given a paid checkout of 149.90 EUR, of which a refund of 30.00 EUR failed
      When somebody says that "refund failed 1" is done, with the note "paid by bank transfer"
      Then nothing needs a person
      And it is kept who said so, and "paid by bank transfer"

    Scenario: A refund that arrives later closes it
      Given a paid checkout of 149.90 EUR, of which a refund of 30.00 EUR failed
      And "refund failed" needs a person
      When the shop refunds 30.00 EUR
      Then nothing needs a person

    Scenario: The first word on it stays
      Given a paid checkout of 149.90 EUR, of which a refund of 30.00 EUR failed
      And somebody says that "refund failed 1" is done, with the note "paid by bank transfer"
      When somebody says that "refund failed 1" is done, with the note "paid in cash"
      Then it is kept who said so, and "paid by bank transfer"

  Rule: R70 A dispute needs evidence

    Scenario: Until it is closed
      Given a paid checkout of 149.90 EUR
      And the customer disputes it
      Then "dispute" needs a person

  Rule: R7 A review needs a decision

    Scenario: Until it is decided
      Given a checkout of 149.90 EUR in review, for which 148.90 EUR arrived
      And "review" needs a person
      When somebody decides to accept what arrived
      Then nothing needs a person

    Scenario: What was never a task cannot be done
      Given a paid checkout of 149.90 EUR
      When somebody says that "review" is done
      Then the shop is refused: "not found"

  Rule: R20 An order that was paid twice needs a person

    Scenario: Both customers paid the same order
      Given a paid checkout of 149.90 EUR
      When the same order is paid once more
      Then "paid twice" needs a person

    Scenario: The second money goes back
      Given a paid checkout of 149.90 EUR
      And the same order is paid once more
      When the shop refunds everything
      Then nothing needs a person

    Scenario: Somebody says that both are right
      Given a paid checkout of 149.90 EUR
      And the same order is paid once more
      When somebody says that "paid twice" is done, with the note "two chairs"
      Then nothing needs a person
