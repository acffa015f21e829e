package engine

// Refusals lists the reasons for which a wish is refused, as the table of events has them.
var Refusals = []string{"limit", "no cash", "no reserves", "no stock", "way closed"}
