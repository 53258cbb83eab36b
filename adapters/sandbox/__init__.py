"""The sandbox: a fake of the payment provider that keeps its promises, refusals and hours, without a network."""
