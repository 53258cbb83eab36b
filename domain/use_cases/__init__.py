"""What the system does: one verb a module.

==================  ================================================================================
OpenCheckout        open a checkout for an order, once for each key
CreatePayment       give it its payment, whatever was interrupted
SendToAlma          send the customer to Alma from the shop's server
GiveClientSecret    let the customer's browser pay instead
WelcomeBack         bind a customer who returns, and settle
SettleCheckout      ask the provider, and take its answer in: the one way news come in
AskProvider         make a call that changes a payment, so that a lost answer is not lost
ChangeAmount        change what an open checkout costs
CaptureCheckout     take the money of an authorization
CancelCheckout      call it off
RefundCheckout      give money back
SubmitEvidence      answer a dispute
ReviewCheckout      decide what contradicting facts mean
ListTasks           tell what needs a person, by when it gets worse
FinishTask          say that such a task is done
ReturnOrphan        give back the money of a payment that no checkout owns
Reconcile           look for what was missed, here and at the provider
SubscribeToEvents   have the provider send us its events, by an endpoint whose secret somebody has
ExportCheckouts     give all that is asked for, however many there are
Sweep               finish what is awaited, overdue or interrupted
DeliverEvents       tell the shop's own systems what happened
ResendEvents        tell them once more
==================  ================================================================================
"""
