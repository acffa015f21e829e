package markets

// Share is a ratio in parts per billion: a yield, a rejected part, a stake. Integers keep
// what is shared out exact; a ratio above one (grams of feed per gram of product) is allowed.
type Share int64

// Whole is a share of one.
const Whole Share = 1_000_000_000

// Of is the share of a mass, floored to whole grams.
func (s Share) Of(m Mass) Mass { return Mass(MulDiv(int64(s), int64(m), int64(Whole))) }

// OfMoney is the share of an amount that is not negative, rounded down.
func (s Share) OfMoney(m Money) Money { return Money(MulDiv(int64(s), int64(m), int64(Whole))) }

// String prints the share exactly in percent, "12.5 %"; ParseQuantity reads it back.
func (s Share) String() string { return decimal(int64(s), 7) + " %" }

// Times gives the product of two shares, rounded down.
func (s Share) Times(t Share) Share { return Share(MulDiv(int64(s), int64(t), int64(Whole))) }
