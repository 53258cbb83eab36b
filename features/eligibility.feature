Feature: Who may be offered Alma
  Alma pays for some orders and not for others. The shop learns for which before the customer does, and every reason
  why not, so that nobody is sent to Alma in vain.

  Rule: R10 Alma pays orders in euros, within its limits, for customers in the countries it serves

    Scenario Outline: The limits of the amount are included
      When the shop asks about <total> for a customer in FR
      Then Alma is <verdict>

      Examples:
        | total       | verdict     |
        | 49.99 EUR   | not offered |
        | 50.00 EUR   | offered     |
        | 5000.00 EUR | offered     |
        | 5000.01 EUR | not offered |

    Scenario Outline: Customers in six countries are served
      When the shop asks about 149.90 EUR for a customer in <country>
      Then Alma is <verdict>

      Examples:
        | country | verdict     |
        | FR      | offered     |
        | IT      | offered     |
        | ES      | offered     |
        | NL      | offered     |
        | BE      | offered     |
        | LU      | offered     |
        | fr      | offered     |
        | DE      | not offered |
        | GB      | not offered |
        | PT      | not offered |

    Scenario Outline: Only euros are taken
      When the shop asks about <total> for a customer in FR
      Then Alma is <verdict>

      Examples:
        | total      | verdict     |
        | 149.90 EUR | offered     |
        | 149.90 GBP | not offered |
        | 149.90 USD | not offered |
        | 149.90 CHF | not offered |
        | 14990 JPY  | not offered |

  Rule: R11 Every obstacle is named, with what would change it

    Scenario: An amount below the minimum says how much is missing
      When the shop asks about 49.99 EUR for a customer in FR
      Then the only obstacle is "amount below minimum"
      And 50.00 EUR is the minimum and 0.01 EUR is missing

    Scenario: An amount above the maximum says how much is too much
      When the shop asks about 5120.00 EUR for a customer in FR
      Then the only obstacle is "amount above maximum"
      And 5000.00 EUR is the maximum and 120.00 EUR is too much

    Scenario: A country that is not served says which ones are
      When the shop asks about 149.90 EUR for a customer in DE
      Then the only obstacle is "country not served"
      And FR, IT, ES, NL, BE and LU are served

    Scenario: Two obstacles are two
      When the shop asks about 49.99 EUR for a customer in DE
      Then the obstacles are "amount below minimum" and "country not served"

    Scenario: In another currency the amount is not compared
      When the shop asks about 1.00 USD for a customer in DE
      Then the obstacles are "currency not supported" and "country not served"

    Scenario: Each obstacle has a sentence for the customer in both languages
      When the shop asks about 49.99 EUR for a customer in DE
      Then each obstacle has a sentence in English and in French

  Rule: R12 An order with an obstacle opens without Alma, or not at all if Alma was all that was wanted

    Scenario Outline: Asking for Alma alone is refused, and nothing is left behind
      When the shop opens a checkout of <total> for Alma alone and a customer in <country>
      Then the shop is refused: "alma not offered", because of "<obstacle>"
      And there is no checkout, and no payment at the provider

      Examples:
        | total       | country | obstacle               |
        | 49.99 EUR   | FR      | amount below minimum   |
        | 5000.01 EUR | FR      | amount above maximum   |
        | 149.90 EUR  | DE      | country not served     |
        | 149.90 USD  | FR      | currency not supported |

    Scenario: Other ways to pay remain
      When the shop opens a checkout of 49.99 EUR
      Then the checkout is open
      And Alma is not offered for it, because of "amount below minimum"
      And the provider offers the customer everything but Alma

    Scenario: A customer is not sent to Alma with an obstacle
      Given an open checkout of 49.99 EUR
      When the customer is sent to Alma
      Then the shop is refused: "alma not offered", because of "amount below minimum"
      And the checkout is open

    Scenario: An order without obstacle is offered Alma among other ways to pay
      When the shop opens a checkout of 149.90 EUR
      Then Alma is offered for it
      And the provider offers the customer Alma too

  Rule: R13 A preview shows paying in 2, 3 or 4 parts, to the cent

    Scenario Outline: The parts sum to the total, and extra cents go first
      When the shop asks about <total> for a customer in FR
      Then paying in <count> would be <parts>

      Examples:
        | total       | count | parts                              |
        | 150.00 EUR  | 2     | 75.00, 75.00                       |
        | 150.00 EUR  | 3     | 50.00, 50.00, 50.00                |
        | 149.90 EUR  | 3     | 49.97, 49.97, 49.96                |
        | 149.90 EUR  | 4     | 37.48, 37.48, 37.47, 37.47         |
        | 50.01 EUR   | 2     | 25.01, 25.00                       |
        | 50.03 EUR   | 4     | 12.51, 12.51, 12.51, 12.50         |
        | 5000.00 EUR | 3     | 1666.67, 1666.67, 1666.66          |
        | 4999.99 EUR | 4     | 1250.00, 1250.00, 1250.00, 1249.99 |

    Scenario: The preview is only indicative, since the customer chooses at Alma
      When the shop asks about 149.90 EUR for a customer in FR
      Then there are plans in 2, 3 and 4 parts, all indicative

    Scenario Outline: Parts are due on the same day of the month, or on its last
      Given today is <today>
      When the shop asks about 400.00 EUR for a customer in FR
      Then the 4 parts would be due on <days>

      Examples:
        | today      | days                                           |
        | 2026-11-24 | 2026-11-24, 2026-12-24, 2027-01-24, 2027-02-24 |
        | 2027-01-31 | 2027-01-31, 2027-02-28, 2027-03-31, 2027-04-30 |
        | 2028-01-31 | 2028-01-31, 2028-02-29, 2028-03-31, 2028-04-30 |
        | 2026-12-31 | 2026-12-31, 2027-01-31, 2027-02-28, 2027-03-31 |

    Scenario: There is nothing to preview where Alma is not offered
      When the shop asks about 49.99 EUR for a customer in FR
      Then there are no plans

    Scenario: The preview of a checkout begins on the day it is looked at
      Given today is 2027-01-30
      And an open checkout of 400.00 EUR
      When 24 hours pass
      Then the 4 parts of the checkout would be due on 2027-01-31, 2027-02-28, 2027-03-31, 2027-04-30

  Rule: R14 Amounts are exact, and some cannot be asked for

    Scenario Outline: Amounts that nobody can pay
      When the shop opens a checkout of <total>
      Then the shop is refused: "invalid request"
      And there is no checkout, and no payment at the provider

      Examples:
        | total          |
        | 0.00 EUR       |
        | -1.00 EUR      |
        | 1000000.00 EUR |
        | 100.00 XXX     |
        | 100.00 ISK     |
        | 100.00 UGX     |
        | 100.00 MGA     |
        | 100.000 TND    |

    Scenario Outline: The least and the most that a provider takes
      When the shop opens a checkout of <total>
      Then the checkout is open
      And its amount is <total>

      Examples:
        | total         |
        | 0.50 EUR      |
        | 999999.99 EUR |
        | 50 JPY        |

    @only-on-the-command-line
    Scenario Outline: A typed amount is read exactly, and never rounded
      When somebody types "<text>" as the amount in EUR
      Then the shop is refused: "invalid request"

      Examples:
        | text    |
        | 100.001 |
        | 1e3     |
        | 1,000   |
        | 100.    |
        | .5      |
        | +5      |
        | ١٠٠     |

  Rule: R15 Overseas territories are countries of their own

    Scenario Outline: A customer overseas is not in France
      When the shop asks about 149.90 EUR for a customer in <territory>
      Then the only obstacle is "country not served"

      Examples:
        | territory |
        | GP        |
        | MQ        |
        | GF        |
        | RE        |
        | YT        |
        | NC        |
        | PF        |

  Rule: R16 The provider has a word of its own in what is offered

    Scenario: Alma alone is wanted, and the provider does not offer it
      Given the provider does not offer Alma
      When the shop opens a checkout of 149.90 EUR for Alma alone
      Then the shop is refused: "alma not offered", because of "not offered by provider"
      And the checkout it names is canceled, because of "alma not offered"
      And its payment is called off at the provider

    Scenario: After that the key is free again
      Given the provider does not offer Alma
      And the shop was refused a checkout of 149.90 EUR for Alma alone with the key "armchair"
      When everything works again at the provider
      And the shop opens a checkout of 149.90 EUR for Alma alone with the key "armchair"
      Then the checkout is open

    Scenario: Other ways to pay remain when the provider does not offer Alma
      Given the provider does not offer Alma
      When the shop opens a checkout of 149.90 EUR
      Then the checkout is open
      And Alma is not offered for it, because of "not offered by provider"

    Scenario: The customer is not sent to Alma then
      Given the provider does not offer Alma
      And an open checkout of 149.90 EUR
      When the customer is sent to Alma
      Then the shop is refused: "alma not offered", because of "not offered by provider"

    Scenario: The provider stops offering Alma while the customer makes up his mind
      Given an open checkout of 149.90 EUR
      When the provider stops offering Alma
      And the customer is sent to Alma
      Then the shop is refused: "alma not offered", because of "not offered by provider"
      And the checkout is open
