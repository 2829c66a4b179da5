"""What people of the house fill in at the desk, checked before anything is done with it."""
