Feature: Being refused, and trying again
  Alma says no to some customers. The order is not lost: the customer chooses another way to pay, or Alma once more, on
  the same payment.

  Rule: R30 A refusal ends the attempt, not the checkout

    @durable
    Scenario: Alma refuses, and the checkout is open again
      Given a checkout of 149.90 EUR whose customer is at Alma
      When Alma refuses the customer, who comes back
      Then the checkout is open
      And the last attempt was declined, with the advice to choose another method

    @durable
    Scenario: The customer tries Alma again and pays
      Given a declined checkout of 149.90 EUR
      When the customer is sent to Alma
      And the customer approves and comes back
      Then the checkout is paid
      And exactly one payment was made at the provider, of 149.90 EUR

    Scenario: The customer takes a card instead
      Given a declined checkout of 149.90 EUR
      When the customer pays by card
      And the shop asks the provider
      Then the checkout is paid
      And exactly one payment was made at the provider, of 149.90 EUR

    Scenario: A new attempt is the next in number
      Given a declined checkout of 149.90 EUR
      When the customer is sent to Alma
      Then it is attempt 2, with 60 minutes left

    Scenario: A refusal is forgotten once the customer has paid
      Given a declined checkout of 149.90 EUR
      When the customer pays it with Alma
      Then the checkout is paid
      And nothing is said of an attempt that failed

    Scenario: Alma may refuse three times
      Given a declined checkout of 149.90 EUR
      When the customer is refused by Alma two more times
      Then the history tells of "attempt failed" 3 times
      And the checkout is open

  Rule: R31 Why an attempt failed is kept, though the provider forgets it

    Scenario: The reason outlives a change of the amount
      Given a declined checkout of 149.90 EUR
      When the shop changes the amount to 99.90 EUR
      And the shop asks the provider
      Then the last attempt was declined

    Scenario: The reason outlives asking again
      Given a declined checkout of 149.90 EUR
      When 5 minutes pass
      And the shop asks the provider twice
      Then the last attempt was declined

  Rule: R32 The status decides, not what was said beside it

    Scenario: A customer who comes back with nothing paid and no error has not paid
      Given a checkout of 149.90 EUR whose customer is at Alma
      When 61 minutes pass
      And the customer comes back, claiming success
      Then the checkout is open
      And the last attempt was expired

  Rule: R6 The provider's words are kept as they are

    Scenario: A card is refused for a reason of the bank's own
      Given an open checkout of 149.90 EUR
      When the customer's card is refused
      And the shop asks the provider
      Then the last attempt was declined, with the provider's words "card_declined" and "generic_decline"

    Scenario: A refusal that nobody foresaw is told as given
      Given an open checkout of 149.90 EUR
      And the provider refuses the next redirection with the words "something_new"
      When the customer is sent to Alma
      Then the shop is refused: "provider refused", with the provider's word "something_new"
      And the checkout is open

    Scenario: After a refusal for good the next try is another one
      Given an open checkout of 149.90 EUR
      And the provider refuses the next redirection with the words "something_new"
      And the shop sends the customer to Alma in vain
      When the customer is sent to Alma again
      Then the customer can approve at Alma

  Rule: R33 The four things that go wrong with Alma each have their advice

    Scenario Outline: The provider refuses to send the customer
      Given an open checkout of 149.90 EUR
      And the provider refuses the next redirection with the words "<words>"
      When the customer is sent to Alma
      Then the shop is refused: "provider refused"
      And it is advised to <advice>

      Examples:
        | words                                                   | advice                |
        | payment_intent_invalid_currency                         | use euros             |
        | missing_required_parameter                              | complete the request  |
        | parameter_missing                                       | complete the request  |
        | payment_intent_payment_attempt_failed                   | choose another method |
        | payment_intent_redirect_confirmation_without_return_url | give an address       |

    Scenario Outline: The provider refuses an opening
      Given the provider refuses the next opening with the words "<words>"
      When the shop opens a checkout of 149.90 EUR
      Then the shop is refused: "provider refused"
      And it is advised to <advice>

      Examples:
        | words                           | advice               |
        | payment_intent_invalid_currency | use euros            |
        | parameter_missing               | complete the request |

  Rule: R34 News of an earlier attempt never ends a later one

    Scenario: The customer comes back late from the first attempt, while the second runs
      Given a declined checkout of 149.90 EUR
      And the customer is sent to Alma
      When the customer comes back from the first attempt
      Then it is attempt 2, with 60 minutes left
      And the checkout awaits the customer

    Scenario: The hour of the first attempt ends nothing while the second runs
      Given a checkout of 149.90 EUR whose customer is at Alma
      And Alma refuses the customer after 40 minutes, who tries again
      When 25 minutes pass and the shop makes its rounds
      Then it is attempt 2, with 35 minutes left
