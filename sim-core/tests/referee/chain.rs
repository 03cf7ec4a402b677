//! Two years side by side, never set right in between: the referee starts where burn-in ended and goes its own way.
