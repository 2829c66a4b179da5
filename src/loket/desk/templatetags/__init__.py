"""Tags that only the desk's templates use."""
