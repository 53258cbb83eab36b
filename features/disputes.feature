Feature: Disputes
  The customer's side may ask for the money back months after the payment. The shop holds what is not sent yet, and has days to
  show that the money is its own. It may speak once; then the provider decides.

  Rule: R70 A dispute shows what is at stake, and until when to answer

    Scenario: A dispute is opened
      Given a paid checkout of 149.90 EUR
      When the customer disputes it
      Then the checkout is paid
      And there is an open dispute over 149.90 EUR, because of "product not received"
      And the shipment is to be held

    Scenario: There are days to answer
      Given a paid checkout of 149.90 EUR
      When the customer disputes 50.00 EUR of it
      Then there is an open dispute over 50.00 EUR, because of "product not received"
      And the shop has 14 days to answer it

    Scenario: Nothing is disputed
      Given a paid checkout of 149.90 EUR
      When the shop asks the provider
      Then there is no dispute
      And the shipment is not to be held

    Scenario: The shop looks at a dispute
      Given a disputed checkout of 149.90 EUR
      When the shop looks at its disputes
      Then it sees 1 dispute that is open, and that the shipment is to be held

    Scenario: Two disputes at once
      Given a disputed checkout of 149.90 EUR
      And the customer disputes 20.00 EUR of it
      When the shop looks at its disputes
      Then it sees 2 disputes that are open, and that the shipment is to be held

    Scenario: One of two is decided
      Given a disputed checkout of 149.90 EUR
      And the customer disputes 20.00 EUR of it
      When the dispute ends as "won"
      Then there is an open dispute over 149.90 EUR, because of "product not received"
      And the shipment is to be held

  Rule: R70 Won lifts what a dispute asks for, lost takes the amount, and any other word is open still

    Scenario Outline: The shop wins
      Given a disputed checkout of 149.90 EUR
      When the dispute ends as "<word>"
      Then the dispute is won
      And the shipment is not to be held

      Examples:
        | word           |
        | won            |
        | warning_closed |
        | prevented      |

    Scenario: The shop loses
      Given a paid checkout of 149.90 EUR
      And the customer disputes 50.00 EUR of it
      When the dispute ends as "lost"
      Then the dispute is lost
      And at most 99.90 EUR may be refunded

    Scenario Outline: A word that decides nothing
      Given a disputed checkout of 149.90 EUR
      When the dispute ends as "<word>"
      Then there is an open dispute over 149.90 EUR, because of "product not received"
      And the shipment is to be held

      Examples:
        | word                   |
        | under_review           |
        | warning_needs_response |
        | something_new          |

    Scenario: The shop hears of it only when it is lost
      Given a paid checkout of 149.90 EUR
      And the customer disputes it, which the shop has not heard of
      When the dispute ends as "lost"
      Then the dispute is lost
      And the history is: opened, payment created, redirected, paid, dispute opened, dispute lost

    Scenario: What is decided stays decided
      Given a disputed checkout of 149.90 EUR
      When the dispute ends as "won"
      And the dispute ends as "under_review"
      Then the dispute is won

  Rule: R70 The shop answers with evidence, once

    Scenario: In time
      Given a disputed checkout of 149.90 EUR
      When the shop submits a receipt and proof of shipping
      Then the provider has a receipt and proof of shipping
      And "evidence submitted" was brought about by "shop"

    Scenario: The dispute stays open until it is decided
      Given a disputed checkout of 149.90 EUR
      When the shop submits a receipt
      Then there is an open dispute over 149.90 EUR, because of "product not received"
      And the shipment is to be held

    Scenario: The evidence wins
      Given a disputed checkout of 149.90 EUR
      And the shop submits a receipt
      When the dispute ends as "won"
      Then at most 149.90 EUR may be refunded
      And the shipment is not to be held

    Scenario: With a text beside it
      Given a disputed checkout of 149.90 EUR
      When the shop submits a receipt and writes "The armchair was delivered to the customer."
      Then the provider has a receipt and a text

    Scenario: The same evidence again is the same
      Given a disputed checkout of 149.90 EUR
      When the shop submits a receipt, twice
      Then the provider has a receipt
      And "evidence submitted" happened once

    Scenario: Other evidence comes too late
      Given a disputed checkout of 149.90 EUR
      And the shop submits a receipt
      When the shop submits a receipt and proof of shipping
      Then the shop is refused: "not allowed now", because of "evidence submitted"

    Scenario: There is no dispute
      Given a paid checkout of 149.90 EUR
      When the shop submits a receipt
      Then the shop is refused: "not allowed now", because of "no open dispute"

    Scenario Outline: It is decided already
      Given a disputed checkout of 149.90 EUR
      And the dispute ends as "<end>"
      When the shop submits a receipt
      Then the shop is refused: "not allowed now", because of "no open dispute"

      Examples:
        | end  |
        | won  |
        | lost |

    Scenario: It was decided, and the shop had not heard of it
      Given a disputed checkout of 149.90 EUR
      And the dispute is lost, which the shop has not heard of
      When the shop submits a receipt
      Then the shop is refused: "not allowed now", because of "no open dispute"

    Scenario: The shop had not heard of the dispute
      Given a paid checkout of 149.90 EUR
      And the customer disputes it, which the shop has not heard of
      When the shop submits a receipt
      Then the provider has a receipt

    Scenario: Of two disputes one must be named
      Given a disputed checkout of 149.90 EUR
      And the customer disputes 20.00 EUR of it
      When the shop submits a receipt
      Then the shop is refused: "invalid request"

    Scenario: Of two disputes the one that is named is answered
      Given a disputed checkout of 149.90 EUR
      And the customer disputes 20.00 EUR of it
      When the shop submits a receipt for the last of them
      Then the provider has a receipt for the last of them alone

    Scenario: Somebody answered at the provider
      Given a disputed checkout of 149.90 EUR
      When somebody at the provider submits a receipt, and the shop asks
      Then the provider has a receipt
      And "evidence submitted" was brought about by "provider"

    Scenario Outline: What cannot be evidence reaches nobody
      Given a disputed checkout of 149.90 EUR
      When the shop submits <what>
      Then the shop is refused: "invalid request"
      And the provider has no evidence

      Examples:
        | what                                     |
        | nothing at all                           |
        | a receipt that is a spreadsheet          |
        | a receipt that is empty                  |
        | files of more than 4.5 MB                |
        | a text of more than 20,000 characters    |

  Rule: R70 Evidence is not lost when an answer is, and never submitted twice

    Scenario: The provider cannot be reached
      Given a disputed checkout of 149.90 EUR
      And the provider cannot be reached
      When the shop submits a receipt
      Then the shop is refused: "provider unavailable"

    Scenario: The answer gets lost, and the shop submits it again
      Given a disputed checkout of 149.90 EUR
      And the shop submits a receipt, and the answer gets lost
      When the shop submits a receipt
      Then the provider has a receipt
      And "evidence submitted" happened once

    @durable
    Scenario: The answer gets lost, and the rounds find the evidence
      Given a disputed checkout of 149.90 EUR
      And the shop submits a receipt, and the answer gets lost
      When 1 minute passes and the shop makes its rounds
      Then the provider has a receipt
      And "evidence submitted" was brought about by "shop"

    Scenario: It never arrived, and the shop submits it again
      Given a disputed checkout of 149.90 EUR
      And the shop submits a receipt, and it never arrives
      When the shop submits a receipt
      Then the provider has a receipt

    Scenario: It never arrived, and nothing else is submitted at once
      Given a disputed checkout of 149.90 EUR
      And the shop submits a receipt, and it never arrives
      When the shop submits a receipt and proof of shipping
      Then the shop is refused: "not allowed now", because of "evidence under way"

    Scenario: It never arrived, and something else is submitted later
      Given a disputed checkout of 149.90 EUR
      And the shop submits a receipt, and it never arrives
      When 5 minutes later the shop submits a receipt and proof of shipping
      Then the provider has a receipt and proof of shipping

    Scenario: The provider refuses it
      Given a disputed checkout of 149.90 EUR
      And the provider refuses the next evidence with the words "file_too_long"
      When the shop submits a receipt
      Then the shop is refused: "provider refused", with the provider's word "file_too_long"

    Scenario: After a refusal other evidence may be submitted
      Given a disputed checkout of 149.90 EUR
      And the shop submits a receipt in vain
      When the shop submits a receipt and proof of shipping
      Then the provider has a receipt and proof of shipping

  Rule: R61 While a dispute is open nothing is refunded

    Scenario: Before it is decided
      Given a paid checkout of 149.90 EUR
      And the customer disputes 50.00 EUR of it
      When the shop refunds 10.00 EUR
      Then the shop is refused: "not allowed now", because of "dispute open"

    Scenario: Not even when the shop has answered
      Given a paid checkout of 149.90 EUR
      And the customer disputes 50.00 EUR of it
      And the shop submits a receipt
      When the shop refunds 10.00 EUR
      Then the shop is refused: "not allowed now", because of "dispute open"

    Scenario: After it is won
      Given a paid checkout of 149.90 EUR
      And the customer disputes 50.00 EUR of it
      And the dispute ends as "won"
      When the shop refunds 149.90 EUR
      Then the refund of 149.90 EUR is pending
