"""What puts right what a rule tells of, a function for each rule or for several alike."""
