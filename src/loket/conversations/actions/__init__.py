"""The only writes to conversations, one verb each; every one takes the conversation's row lock first."""
