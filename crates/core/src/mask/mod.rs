//! What must stay private, and how it is shown instead.
